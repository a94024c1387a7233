"""`Rows`: whom each account has around it, as person numbers; and what is expected of their overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kring.reach.levels.lift import Pairs

Floats = NDArray[np.float64]
Chosen = NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """A row of people for each account: `indptr` (accounts + 1,), `rows` (pairs,) numbers below `people`."""

    indptr: NDArray[np.int64]
    rows: NDArray[np.int32]
    people: int

    @classmethod
    def of_pairs(cls, account: NDArray[np.int64], person: NDArray[np.int64], accounts: int, people: int) -> Rows:
        """From pairs of numbers in any order; a pair that occurs twice counts once."""
        packed = np.unique(account.astype(np.int64) * people + person)
        sizes = np.bincount(packed // people, minlength=accounts)
        return cls(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), (packed % people).astype(np.int32), people)

    @property
    def accounts(self) -> int:
        """How many accounts there are."""
        return len(self.indptr) - 1

    @property
    def sizes(self) -> Floats:
        """People around each account, shape (accounts,)."""
        return np.diff(self.indptr).astype(float)

    def row(self, account: int) -> NDArray[np.int32]:
        """The people around one account (a view)."""
        return self.rows[self.indptr[account] : self.indptr[account + 1]]

    def union(self, chosen: Sequence[int] | Chosen) -> int:
        """How many different people these accounts have around them."""
        taken = np.concatenate([self.row(int(account)) for account in chosen]) if len(chosen) else self.rows[:0]
        if len(taken) < self.people // 50:
            return len(np.unique(taken))
        reached = np.zeros(self.people, dtype=bool)
        reached[taken] = True
        return int(np.count_nonzero(reached))


class Expected(Protocol):
    """What is expected of the overlap of accounts before anything is known of who follows them."""

    def pairs(self, chosen: Chosen) -> Pairs:
        """All pairs of these accounts, with the people they would share if people followed independently."""
        ...


@dataclass(frozen=True)
class ByPopulation:
    """Accounts of these `sizes` (accounts,) in one population of `people`."""

    sizes: Floats
    people: float

    def pairs(self, chosen: Chosen) -> Pairs:
        """See `Expected`."""
        sizes = self.sizes[chosen]
        return Pairs.of(np.outer(sizes, sizes) / self.people, sizes)
