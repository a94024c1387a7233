"""Every figure is an estimate: value, interval, basis and n; and how estimates combine."""

from kring.estimate.combine import difference, probability_greater, product, ratio, simulate, total
from kring.estimate.figure import LEVEL, Basis, Estimate, as_estimate, fewest, weakest
from kring.estimate.intervals import clopper_pearson, count, mean, median, median_ranks, share, wilson
from kring.estimate.wording import Kind, Language, and_basis, euros, in_words, number, percent, with_basis

__all__ = [
    "LEVEL",
    "Basis",
    "Estimate",
    "Kind",
    "Language",
    "and_basis",
    "as_estimate",
    "clopper_pearson",
    "count",
    "difference",
    "euros",
    "fewest",
    "in_words",
    "mean",
    "median",
    "median_ranks",
    "number",
    "percent",
    "probability_greater",
    "product",
    "ratio",
    "share",
    "simulate",
    "total",
    "weakest",
    "wilson",
    "with_basis",
]
