"""`briefs_for`: the open briefs as one creator sees them, with the same bars that the company sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kring.match.brief import Brief
from kring.match.criteria.criterion import Criteria
from kring.match.criteria.pool import Pool
from kring.match.gates import Verdict
from kring.match.ranking.explanation import Explanation
from kring.match.ranking.ranking import ranked


@dataclass(frozen=True, slots=True)
class Fit:
    """How one brief fits a creator: whether it passes the gates, and why it scores what it scores."""

    brief: Brief
    verdict: Verdict
    explanation: Explanation

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        reasons = [{"nl": reason.nl, "en": reason.en} for reason in self.verdict.reasons]
        return {**self.explanation.to_dict(), "passes": self.verdict.passes, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class BriefsFor:
    """The briefs for one account: `fitting`, the best first, and `refused`, each with its reasons, by name."""

    account: str
    fitting: tuple[Fit, ...]
    refused: tuple[Fit, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        fits = {"fitting": self.fitting, "refused": self.refused}
        return {"account": self.account, **{name: [fit.to_dict() for fit in found] for name, found in fits.items()}}


def briefs_for(account: str, briefs: Iterable[Brief], pool: Pool, criteria: Criteria) -> BriefsFor:
    """The briefs as they are for one account of the pool; the order of the briefs changes nothing.

    Raises `UnknownName` for an account that is not there.
    """
    pool.place(account)
    fits = [_fit(account, brief, pool, criteria) for brief in briefs]
    best = sorted(
        (fit for fit in fits if fit.verdict.passes),
        key=lambda fit: (-fit.explanation.bits, -fit.explanation.coverage, fit.brief.name),
    )
    refused = sorted((fit for fit in fits if not fit.verdict.passes), key=lambda fit: fit.brief.name)
    return BriefsFor(account, tuple(best), tuple(refused))


def _fit(account: str, brief: Brief, pool: Pool, criteria: Criteria) -> Fit:
    ranking = ranked(brief, pool, criteria)
    return Fit(brief, ranking.verdict(account), ranking.explain(account))
