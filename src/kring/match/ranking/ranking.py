"""`Ranking`: the accounts that pass a brief, from the best fit to the worst, each of which can explain its score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from kring.match.brief import Brief
from kring.match.criteria.bits import Places
from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria, Criterion
from kring.match.criteria.pool import Pool
from kring.match.gates import Verdict
from kring.match.ranking.comparing import Difference, difference
from kring.match.ranking.counterfactual import next_level, said
from kring.match.ranking.explanation import NOT_KNOWN, Bar, Explanation
from kring.match.ranking.passing import Gates, gates
from kring.match.ranking.scoring import ordered
from kring.match.ranking.standing import Seen, seen
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

    `seen`: the scores of those who pass, in the order of `gates.at`; `order`: on which row of it each of them is, the
    best first. `id`: the name under which a workspace keeps it.
    """

    brief: Brief
    criteria: Criteria
    pool: Pool
    gates: Gates
    seen: Seen
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
        row = int(self.order[place])
        own = int(self.gates.at[row])
        who = {name: self.pool.accounts[name][own].as_py() for name in ("account", "name", "handle", "followers")}
        bars = {
            one.name: one.levels[level].bits for one, level in self.seen.level_numbers(row) if level != UNKNOWN_LEVEL
        }
        return Row(
            place + 1, who["account"], who["name"] or who["handle"] or who["account"], who["followers"],
            float(self.seen.bits[row]), float(self.seen.coverage[row]), bars,
        )  # fmt: skip

    @property
    def places(self) -> Places:
        """Where in the pool those who pass stand, best first."""
        return self.gates.at[self.order]

    @property
    def accounts(self) -> list[str]:
        """The accounts, best first."""
        return [str(name) for name in self.pool.names.take(pa.array(self.places)).to_pylist()]

    def place_of(self, account: str) -> int | None:
        """Where an account stands, from 1; None when it doesn't pass. Raises `UnknownName`."""
        found = np.flatnonzero(self.places == self.pool.place(account))
        return int(found[0]) + 1 if len(found) else None

    @cached_property
    def kept_out(self) -> Places:
        """The places in the pool of who does not pass, the best score first: who misses most stands ahead."""
        away = np.setdiff1d(np.arange(len(self.pool)), self.gates.at, assume_unique=True)
        there = seen(self.brief, self.pool, self.criteria, away)
        return away[ordered(there.bits, there.coverage)]

    def verdict(self, account: str) -> Verdict:
        """Whether an account passes the gates, and each reason why not."""
        return self.gates.verdict(account)

    def seen_of(self, account: str) -> tuple[Seen, int]:
        """The scores that an account is among, passing or not, and on which row; raises `UnknownName`."""
        return self._seen_at(self.pool.place(account))

    def _seen_at(self, place: int) -> tuple[Seen, int]:
        if self.gates.passes(place):
            return self.seen, int(np.searchsorted(self.gates.at, place))
        return seen(self.brief, self.pool, self.criteria, np.array([place])), 0

    def explain(self, account: str) -> Explanation:
        """Why an account has its score, also one that doesn't pass; raises `UnknownName`."""
        place = self.pool.place(account)
        there, row = self._seen_at(place)
        told = there.of_account(row)
        bars = [self._bar(*one, place) for one in told]
        changes = [next_level(*one, self.brief, self.pool, account) for one in told]
        return Explanation(
            account, self.brief.name, float(there.bits[row]), float(there.coverage[row]),
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

    def _bar(self, criterion: Criterion, value: float, level: int, place: int) -> Bar:
        known = level != UNKNOWN_LEVEL
        return Bar(
            criterion.name, criterion.words, criterion.side, criterion.levels[level].name if known else None,
            criterion.words_of(level), float(criterion.levels[level].bits) if known else 0.0,
            value if math.isfinite(value) else None,
            said(criterion, value) if known else NOT_KNOWN, criterion.evidence,
            self._could_be(criterion, place) if known else None,
        )  # fmt: skip

    def _could_be(self, criterion: Criterion, place: int) -> tuple[float, float] | None:
        """The weights between which the interval of the figure that a criterion looks at leaves it."""
        if criterion.quantity not in figures():
            return None
        ends = [self.pool.figure_at(criterion.quantity, part, place) for part in ("low", "high")]
        if any(map(math.isnan, ends)):
            return None
        first, last = (sum(end >= bound for bound in criterion.bounds) for end in ends)
        weights = [level.bits for level in criterion.levels[first : last + 1]]
        return min(weights), max(weights)


def ranked(brief: Brief, pool: Pool, criteria: Criteria) -> Ranking:
    """The ranking of a pool for a brief. The order of the pool's accounts changes nothing.

    Raises UnknownName for an account the brief names that isn't there, or a quantity nothing delivers.
    """
    held = gates(brief, pool)
    found = seen(brief, pool, criteria, held.at)
    return Ranking(brief, criteria, pool, held, found, ordered(found.bits, found.coverage))
