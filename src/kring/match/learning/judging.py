"""How well weights tell matches from others on briefs that were not learned from, and how far their chances hold.

Five parts of whole briefs, each judged by weights learned from the others (cross-validation by brief). The spread of
the prior is chosen within those others alone, by the same means. AUC and NDCG@20 (Järvelin and Kekäläinen 2002) are
means over briefs, log loss over decisions; intervals by bootstrap over briefs (Efron 1979). The current weights are
given an intercept and one slope, learned from the same parts (Platt 1999), so that scale alone wins nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, wilson
from kring.match.criteria.criterion import Criteria, Floats
from kring.match.learning.decisions import Decided
from kring.match.learning.fitting import NATS, LevelTable, expit, fit

PARTS = 5
SPREADS = (0.25, 0.5, 1.0)
FIRST = 20
ROUNDS = 1000
BINS = 5


@dataclass(frozen=True, eq=False)
class OutOfSample:
    """For every decision the score in bits and the chance, by weights that didn't see its brief."""

    current: Floats
    current_chance: Floats
    proposed: Floats
    proposed_chance: Floats


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of current and proposed weights, and the second less the first."""

    name: str
    current: Estimate
    proposed: Estimate
    difference: Estimate


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of decisions with about the same chance: the mean chance, and the share that was a match."""

    expected: float
    found: Estimate


def out_of_sample(of: Decided, criteria: Criteria, held: Collection[str] = ()) -> OutOfSample:
    """Cross-validated by brief."""
    found = [np.zeros(len(of)) for _ in range(4)]
    table = LevelTable(criteria)
    current = table.summed(table.current, table.places(of.levels))
    for inside in parts(of):
        known, judged = of.only(~inside), of.only(inside)
        fitted = fit(known, criteria, best_spread(known, criteria, held), held)
        intercept, slope = platt(current[~inside], known.matched)
        values = (current[inside], expit(intercept + slope * current[inside]), fitted.score(judged),
                  fitted.chance(judged))  # fmt: skip
        for column, value in zip(found, values, strict=True):
            column[inside] = value
    return OutOfSample(*found)


def best_spread(of: Decided, criteria: Criteria, held: Collection[str] = ()) -> float:
    """The spread of the prior with the lowest log loss on briefs left out; the smallest of equals."""
    sums = []
    for spread in SPREADS:
        chance = np.zeros(len(of))
        for inside in parts(of):
            chance[inside] = fit(of.only(~inside), criteria, spread, held).chance(of.only(inside))
        sums.append(log_loss(chance, of.matched).mean())
    return SPREADS[int(np.argmin(np.round(sums, 6)))]


def parts(of: Decided) -> Iterator[NDArray[np.bool_]]:
    """Which decisions are in each part; a brief is in one."""
    there = np.random.default_rng(0).permutation(np.unique(of.briefs))
    for share in np.array_split(there, min(PARTS, len(there))):
        yield np.isin(of.briefs, share)


def platt(bits: Floats, matched: NDArray[np.bool_]) -> tuple[float, float]:
    """Intercept and slope, in nats a bit, that make chances of scores; the slope is held a little to ln 2."""
    from scipy.optimize import minimize

    def loss(given: Floats) -> float:
        odds = given[0] + given[1] * bits
        return float(np.logaddexp(0, odds).sum() - odds[matched].sum() + (given[1] - NATS) ** 2 / 2)

    found = minimize(loss, np.array([0.0, NATS]), method="L-BFGS-B", bounds=[(None, None), (0, None)]).x
    return float(found[0]), float(found[1])


def log_loss(chance: Floats, matched: NDArray[np.bool_]) -> Floats:
    """Minus the log of the chance that was given to what happened, in nats, of each decision."""
    given: Floats = np.clip(np.where(matched, chance, 1 - chance), 1e-12, 1)
    return -np.log(given)


def measures(of: Decided, found: OutOfSample) -> tuple[Measure, ...]:
    """AUC and NDCG@20 by brief, and log loss."""
    own: dict[str, tuple[Callable[[Floats, NDArray[np.bool_]], float], Floats, Floats]] = {
        "auc": (auc, found.current, found.proposed), "ndcg_20": (ndcg, found.current, found.proposed),
        "log_loss": (lambda chance, matched: float(log_loss(chance, matched).mean()), found.current_chance,
                     found.proposed_chance),
    }  # fmt: skip
    return tuple(_measure(name, of, *one) for name, one in own.items())


def _measure(
    name: str, of: Decided, figure: Callable[[Floats, NDArray[np.bool_]], float], current: Floats, proposed: Floats
) -> Measure:
    """By brief, weighted by decisions for log loss alone; briefs with one kind of decision tell no order."""
    rows = []
    for brief in np.unique(of.briefs):
        mine = of.briefs == brief
        if name == "log_loss" or 0 < of.matched[mine].sum() < mine.sum():
            weight = mine.sum() if name == "log_loss" else 1
            rows.append([figure(one[mine], of.matched[mine]) for one in (current, proposed)] + [weight])
    if len(rows) < 2:
        unknown = Estimate.unknown("fewer than two briefs have both kinds of decisions", Basis.MODELLED)
        return Measure(name, unknown, unknown, unknown)
    values = np.array(rows, dtype=float)
    columns = (values[:, 0], values[:, 1], values[:, 1] - values[:, 0])
    return Measure(name, *(_over_briefs(column, values[:, 2]) for column in columns))


def _over_briefs(values: Floats, weights: Floats) -> Estimate:
    picks = np.random.default_rng(0).integers(0, len(values), (ROUNDS, len(values)))
    drawn = (values * weights)[picks].sum(axis=1) / weights[picks].sum(axis=1)
    mean, (low, high) = float(np.average(values, weights=weights)), np.quantile(drawn, (0.025, 0.975))
    return Estimate.between(mean, min(low, mean), max(high, mean), Basis.MODELLED, len(values))


def auc(score: Floats, matched: NDArray[np.bool_]) -> float:
    """The chance that a match stands above another; ties count half."""
    above = score[matched][:, None] - score[~matched][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def ndcg(score: Floats, matched: NDArray[np.bool_]) -> float:
    """The discounted matches among the first, over the most there could be; the worst order of equal scores."""
    order = np.lexsort((matched, -score))[:FIRST]
    discount = 1 / np.log2(np.arange(2, len(order) + 2))
    return float((matched[order] * discount).sum() / discount[: min(int(matched.sum()), len(order))].sum())


def reliability(chance: Floats, matched: NDArray[np.bool_]) -> tuple[Reliability, ...]:
    """Decisions by rising chance in bins of about equal size."""
    rows = []
    for bin_of in np.array_split(np.argsort(chance, kind="stable"), min(BINS, len(chance))):
        hits = int(matched[bin_of].sum())
        low, high = wilson([hits], [len(bin_of)])
        share = Estimate.between(hits / len(bin_of), low[0], high[0], Basis.MEASURED, len(bin_of))
        rows.append(Reliability(float(chance[bin_of].mean()), share))
    return tuple(rows)
