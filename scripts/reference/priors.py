"""The priors with their sources, from `kring.vocabulary.priors`."""

from __future__ import annotations

from kring.estimate import Estimate, in_words
from kring.estimate.wording import Kind
from kring.vocabulary.priors import (
    GRADES,
    PriorRow,
    engagement_prior,
    fee_prior,
    prior_rows,
    reach_rate_prior,
)
from reference.markdown import listed, number, page, table

INTRODUCTION = """
A prior is what published sources lead us to expect of a creator of whom nothing is known. It is used last: after what
was measured of the creator and after what peers show. Its value is the geometric middle of the sources and its interval
spans everything they say, so it is at least as wide as their disagreement. Creators are placed by number of followers,
never by the name of a tier, because sources cut tiers differently. Every row can be replaced.
"""

GRADE_WORDS = """
Grades: *peer* is a peer-reviewed paper, *standard* a guideline of a measurement body, *vendor* a vendor's own data or
page, *secondary* a report about another source, *weak* a page without a published method, *measured* measured for this
project.
"""

SIZES = (1_500, 8_000, 30_000, 75_000, 250_000)
FIGURES = {
    "engagement": "Engagement per follower",
    "reach_rate": "Share of followers a post reaches",
    "fee": "Fee of a deliverable, in euros without VAT",
    "revenue": "Sales per follower of one collaboration, in euros",
}


def priors_page() -> str:
    """The page with what the priors come to and every row behind them."""
    return page("Priors", INTRODUCTION, GRADE_WORDS, _examples(), *(_rows(figure) for figure in FIGURES))


def _examples() -> str:
    rows = [
        (
            number(size),
            _written(engagement_prior("instagram", size), "share"),
            _written(reach_rate_prior("instagram", size), "share"),
            _written(fee_prior("instagram", "post", size), "money"),
        )
        for size in SIZES
    ]
    title = "## What they come to\n\nFor one Instagram post, value and interval."
    return f"{title}\n\n" + table(("followers", "engagement per follower", "reach of followers", "fee"), rows)


def _written(estimate: Estimate, kind: Kind) -> str:
    return in_words(estimate, kind, "en")


def _rows(figure: str) -> str:
    headings = ("source", "grade", "year", "about", "followers", "says", "cuts")
    return f"## {FIGURES[figure]}\n\n" + table(headings, [_row(row) for row in prior_rows(figure)])


def _row(row: PriorRow) -> tuple[str, ...]:
    if row.grade not in GRADES:
        raise ValueError(f"{row.source} has grade {row.grade}, which is none of {GRADES}")
    about = "; ".join(part for part in (listed(row.platforms), listed(row.deliverables)) if part) or "all"
    until = "and up" if row.followers_below is None else f"up to {number(row.followers_below - 1)}"
    figures = row.original.partition("-")[2] if row.low == row.high else row.original
    says = figures + (" per 1,000 followers" if row.per_thousand else "")
    return (row.source, row.grade, row.year, about, f"{number(row.followers_from)} {until}", says, row.cuts)
