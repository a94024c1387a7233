"""What stands whatever a brief asks: levels of figures and of single niches, made once a pool; and the scores on top.

Most criteria look at a figure of the account itself. Their levels and the sum of their bits are kept with the pool, so
that a brief only looks at what it asks itself, and only of the accounts that pass its gates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.match.brief import Brief
from kring.match.criteria.bits import Places
from kring.match.criteria.criterion import Criteria, Criterion, Floats, Levels
from kring.match.criteria.hooks import is_unchanged
from kring.match.criteria.pool import Pool
from kring.match.criteria.quantities import known_quantities, quantities
from kring.match.ranking.scoring import coverage, sums


@dataclass(frozen=True, eq=False)
class Standing:
    """Of a whole pool the levels that no brief changes, by criterion, and their sums of bits and of spans known.

    Accounts with the same levels have the same sums: `codes` (accounts,) says which of `starts` (2, codes), bits and
    spans known, are theirs.
    """

    levels: Mapping[str, Levels]
    codes: NDArray[np.uint16]
    starts: Floats

    @classmethod
    def of(cls, criteria: Sequence[Criterion], quantities: Mapping[str, Floats], accounts: int) -> Standing:
        """From what the criteria look at."""
        levels = {one.name: one.level_of(quantities[one.name]) for one in criteria}
        codes, places = alike([levels[one.name] for one in criteria], accounts)
        own = {name: column[places] for name, column in levels.items()}
        start = sums(criteria, own, np.zeros(len(places), dtype=np.uint16), np.zeros((2, 1)))
        return cls(levels, codes, np.stack(start))


@dataclass(frozen=True, eq=False)
class Seen:
    """What the criteria see of the accounts at some places of a pool, and their scores.

    `asked`: the criteria that the brief asks for. `own` and `own_levels`: by name the quantities and levels of those
    that a brief changes, shape (places,), as are `bits` and `coverage`.
    """

    brief: Brief
    pool: Pool
    asked: tuple[Criterion, ...]
    at: Places
    standing: Standing
    own: Mapping[str, Floats]
    own_levels: Mapping[str, Levels]
    bits: Floats
    coverage: Floats

    def quantities(self) -> dict[str, Floats]:
        """By criterion what it looks at of every account here."""
        found = quantities(self.brief, self.pool, Criteria("", self._standing), self.at)
        return {one.name: self.own[one.name] if one.name in self.own else found[one.name] for one in self.asked}

    def levels(self) -> dict[str, Levels]:
        """By criterion the level of every account here."""
        return {one.name: self.levels_of(one.name) for one in self.asked}

    def levels_of(self, criterion: str) -> Levels:
        """The level of every account here for a criterion that the brief asks for."""
        return self.own_levels[criterion] if criterion in self.own else self.standing.levels[criterion][self.at]

    def of_account(self, row: int) -> list[tuple[Criterion, float, int]]:
        """Of the account on a row its quantity and level by criterion."""
        place = self.at[row : row + 1]
        found = quantities(self.brief, self.pool, Criteria("", self._standing), place)
        return [
            (one, float(self.own[one.name][row]), int(self.own_levels[one.name][row]))
            if one.name in self.own
            else (one, float(found[one.name][0]), int(self.standing.levels[one.name][place[0]]))
            for one in self.asked
        ]

    def level_numbers(self, row: int) -> list[tuple[Criterion, int]]:
        """Of the account on a row its level by criterion."""
        place = int(self.at[row])
        return [
            (
                one,
                int(self.own_levels[one.name][row] if one.name in self.own else self.standing.levels[one.name][place]),
            )
            for one in self.asked
        ]

    @property
    def _standing(self) -> tuple[Criterion, ...]:
        return tuple(one for one in self.asked if one.name not in self.own)


def seen(brief: Brief, pool: Pool, criteria: Criteria, at: Places) -> Seen:
    """What the criteria see of the accounts at these places; raises as `quantities` does."""
    first = standing(criteria)
    ahead, behind = (tuple(one for one in criteria if (one.name in first) == here) for here in (True, False))
    name = f"standing of {criteria.digest}: {' '.join(one.name for one in ahead)}"
    kept = pool.kept(name, lambda: _standing(brief, pool, ahead))
    own = quantities(brief, pool, Criteria("", behind), at)
    levels = {one.name: one.level_of(own[one.name]) for one in behind if one.name in own}
    bits, known = sums([one for one in behind if one.name in own], levels, kept.codes[at], kept.starts)
    asked = tuple(one for one in criteria if one.name in first or one.name in own)
    return Seen(brief, pool, asked, at, kept, own, levels, bits, coverage(known, asked))


def standing(criteria: Criteria) -> frozenset[str]:
    """The criteria that no brief changes: those of figures, of one niche or value, and others that are marked so."""
    delivered = known_quantities()
    return frozenset(
        one.name for one in criteria if one.quantity not in delivered or is_unchanged(delivered[one.quantity])
    )


def alike(columns: Sequence[Levels], accounts: int) -> tuple[NDArray[np.uint16], Places]:
    """Of each account which of the different rows of levels it has, and of each of those a place where it is."""
    codes, places = np.zeros(accounts, dtype=np.int64), np.zeros(min(accounts, 1), dtype=np.int64)
    for levels in columns:
        codes = codes * (int(levels.max(initial=0)) + 2) + levels + 1
        there = np.bincount(codes) > 0
        codes = (np.cumsum(there) - 1)[codes]
        places = np.zeros(int(there.sum()), dtype=np.int64)
        places[codes] = np.arange(accounts)
    return codes.astype(np.min_scalar_type(len(places))), places


def _standing(brief: Brief, pool: Pool, ahead: tuple[Criterion, ...]) -> Standing:
    return Standing.of(ahead, quantities(brief, pool, Criteria("", ahead)), len(pool))
