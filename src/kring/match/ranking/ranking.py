"""`Ranking`: the accounts that pass a brief, from the best fit to the worst, each of which can explain its score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from kring.match.brief import Brief
from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria, Criterion, Floats
from kring.match.criteria.pool import Places, Pool
from kring.match.criteria.quantities import quantities
from kring.match.gates import Verdict
from kring.match.ranking.comparing import Difference, difference
from kring.match.ranking.counterfactual import Counterfactual, next_level, said
from kring.match.ranking.explanation import NOT_KNOWN, Bar, Explanation
from kring.match.ranking.passing import Gates, gates
from kring.match.ranking.scoring import Scores, ordered, scores
from kring.match.ranking.unknown import UnknownBits, unknown_bits
from kring.vocabulary.figures import figures


@dataclass(frozen=True, slots=True)
class Row:
    """One account of a ranking: its place from 1, its score in bits, how much is known, and every bar's bits."""

    place: int
    account: str
    shown: str
    followers: int | None
    bits: float
    coverage: float
    bars: Mapping[str, float]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "place": self.place, "account": self.account, "shown": self.shown, "followers": self.followers,
            "bits": self.bits, "coverage": self.coverage, "bars": dict(self.bars),
        }  # fmt: skip


@dataclass(frozen=True, eq=False)
class Ranking:
    """The accounts that pass the gates of a brief, best first.

    `quantities` and `scores` are of all accounts of the pool, at their places; `order`: the places of those who pass.
    `id`: the name under which a workspace keeps it.
    """

    brief: Brief
    criteria: Criteria
    pool: Pool
    gates: Gates
    quantities: Mapping[str, Floats]
    scores: Scores
    order: Places
    id: str = ""

    def __len__(self) -> int:
        return len(self.order)

    def __iter__(self) -> Iterator[Row]:
        return (self.row(place) for place in range(len(self)))

    def rows(self, most: int | None = None) -> tuple[Row, ...]:
        """The best accounts, at most so many."""
        return tuple(self.row(place) for place in range(len(self) if most is None else min(most, len(self))))

    def row(self, place: int) -> Row:
        """The account that stands there, 0 for the best."""
        at = int(self.order[place])
        who = {name: self.pool.accounts[name][at].as_py() for name in ("account", "name", "handle", "followers")}
        return Row(
            place + 1, who["account"], who["name"] or who["handle"] or who["account"], who["followers"],
            float(self.scores.bits[at]), float(self.scores.coverage[at]), self.bars(at),
        )  # fmt: skip

    def bars(self, at: int) -> dict[str, float]:
        """The bits of each criterion for the account at a place of the pool; those that are unknown are left out."""
        levels = {name: int(codes[at]) for name, codes in self.scores.levels.items()}
        return {
            name: self.criteria.named(name).levels[level].bits
            for name, level in levels.items()
            if level != UNKNOWN_LEVEL
        }

    @property
    def accounts(self) -> list[str]:
        """The accounts, best first."""
        return [str(name) for name in self.pool.names.take(pa.array(self.order)).to_pylist()]

    def place_of(self, account: str) -> int | None:
        """Where an account stands, from 1; None when it doesn't pass. Raises `UnknownName`."""
        found = np.flatnonzero(self.order == self.pool.place(account))
        return int(found[0]) + 1 if len(found) else None

    def verdict(self, account: str) -> Verdict:
        """Whether an account passes the gates, and each reason why not."""
        return self.gates.verdict(account)

    def explain(self, account: str) -> Explanation:
        """Why an account has its score, also one that doesn't pass; raises `UnknownName`."""
        at = self.pool.place(account)
        asked = [criterion for criterion in self.criteria if criterion.name in self.quantities]
        bars = [self._bar(criterion, at) for criterion in asked]
        changes = [self._change(criterion, at, account) for criterion in asked]
        return Explanation(
            account, self.brief.name, float(self.scores.bits[at]), float(self.scores.coverage[at]),
            tuple(sorted(bars, key=lambda bar: (not bar.known, -abs(bar.bits), bar.criterion))),
            tuple(sorted(filter(None, changes), key=lambda change: (-change.gain, change.criterion))),
        )  # fmt: skip

    def unknown_bits(self, account: str) -> UnknownBits:
        """What the criteria of which nothing is known could do to the score; no part of it. Raises `UnknownName`."""
        return unknown_bits(self, account)

    def why_above(self, one: str, other: str) -> Difference:
        """Why the first stands above the second; where it doesn't, the difference is below 0. Raises `UnknownName`."""
        return difference(self.explain(one), self.explain(other))

    def to_dict(self, most: int | None = None) -> dict[str, Any]:
        """Plain values for JSON, of the best so many."""
        return {
            "brief": self.brief.to_dict(),
            "criteria": {"version": self.criteria.version, "digest": self.criteria.digest},
            "passing": len(self), "refused": len(self.pool) - len(self),
            "rows": [row.to_dict() for row in self.rows(most)],
        }  # fmt: skip

    def _bar(self, criterion: Criterion, at: int) -> Bar:
        level, value = int(self.scores.levels[criterion.name][at]), float(self.quantities[criterion.name][at])
        known = level != UNKNOWN_LEVEL
        return Bar(
            criterion.name, criterion.words, criterion.side, criterion.levels[level].name if known else None,
            criterion.words_of(level), float(criterion.bits[level]), value if np.isfinite(value) else None,
            said(criterion, value) if known else NOT_KNOWN, criterion.evidence,
            self._could_be(criterion, at) if known else None,
        )  # fmt: skip

    def _could_be(self, criterion: Criterion, at: int) -> tuple[float, float] | None:
        """The weights between which the interval of the figure that a criterion looks at leaves it."""
        if criterion.quantity not in figures():
            return None
        ends = np.array([self.pool.figure_part(criterion.quantity, part)[at] for part in ("low", "high")])
        if np.isnan(ends).any():
            return None
        first, last = criterion.level_of(ends)
        weights = [level.bits for level in criterion.levels[first : last + 1]]
        return min(weights), max(weights)

    def _change(self, criterion: Criterion, at: int, account: str) -> Counterfactual | None:
        value, level = float(self.quantities[criterion.name][at]), int(self.scores.levels[criterion.name][at])
        return next_level(criterion, value, level, self.brief, self.pool, account)


def ranked(brief: Brief, pool: Pool, criteria: Criteria) -> Ranking:
    """The ranking of a pool for a brief. The order of the pool's accounts changes nothing.

    Raises UnknownName for an account the brief names that isn't there, or a quantity nothing delivers.
    """
    held, found = gates(brief, pool), quantities(brief, pool, criteria)
    scored = scores(criteria, found, len(pool))
    passing = np.flatnonzero(held.passes)
    order = passing[ordered(scored.bits[passing], scored.coverage[passing])]
    return Ranking(brief, criteria, pool, held, found, scored, order)
