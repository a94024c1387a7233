"""Linear limits on sets of offers: budget, number, quotas, shares, required offers are all rows of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kring.plan.instance import CENT

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Row = tuple[Sequence[int] | NDArray[Any], Sequence[float] | NDArray[Any], float, float]


@dataclass(frozen=True)
class Limits:
    """low <= sum of coefficient x offer chosen <= high, one row a limit.

    Row r has the offers `offers[indptr[r]:indptr[r + 1]]`, no offer twice, with `coefficients` alike; `low` and `high`
    (rows,) are -inf and inf where there is none.
    """

    indptr: NDArray[np.int64]
    offers: NDArray[np.int64]
    coefficients: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, offers: int, rows: Sequence[Row]) -> Limits:
        """Limits on so many offers from (offer numbers, coefficients, low, high) a row.

        An offer named twice in a row counts the sum. `ValueError` for an offer that isn't there, for a row whose
        numbers and coefficients differ in length and for one whose low is above its high.
        """
        places, coefficients, sizes = [], [], [0]
        for number, (named, factors, low, high) in enumerate(rows):
            at, factor = np.asarray(named, dtype=np.int64), np.asarray(factors, dtype=np.float64)
            if at.shape != factor.shape or low > high or (at < 0).any() or (at >= offers).any():
                raise ValueError(f"limit {number}: {len(at)} offers, {len(factor)} coefficients, {low} to {high}")
            there, where = np.unique(at, return_inverse=True)
            places.append(there)
            coefficients.append(np.bincount(where, weights=factor, minlength=len(there)))
            sizes.append(len(there))
        return cls(
            np.cumsum(sizes).astype(np.int64),
            np.concatenate([np.empty(0, np.int64), *places]), np.concatenate([np.empty(0), *coefficients]),
            np.array([row[2] for row in rows], dtype=np.float64), np.array([row[3] for row in rows], dtype=np.float64),
        )  # fmt: skip

    def __len__(self) -> int:
        """How many limits there are."""
        return len(self.low)

    @cached_property
    def row_numbers(self) -> NDArray[np.int64]:
        """The row of each coefficient."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.indptr))

    @cached_property
    def slack(self) -> Floats:
        """By how much a row may be passed and still be kept, shape (rows,): sums of cents are not exact in binary."""
        finite = np.where(np.isfinite(self.low), np.abs(self.low), 0.0)
        finite = np.maximum(finite, np.where(np.isfinite(self.high), np.abs(self.high), 0.0))
        return CENT + 1e-10 * finite

    def sums(self, taken: NDArray[Any]) -> Floats:
        """The sum of each row for a set or a fractional choice (offers,), shape (rows,)."""
        parts = self.coefficients * taken[self.offers]
        sums: Floats = np.bincount(self.row_numbers, weights=parts, minlength=len(self))
        return sums

    def allow(self, chosen: NDArray[np.bool_]) -> bool:
        """Whether a set keeps to every row."""
        sums = self.sums(chosen)
        return bool(((sums >= self.low - self.slack) & (sums <= self.high + self.slack)).all())

    def only(self, kept: NDArray[np.bool_]) -> Limits:
        """The same limits over fewer offers: those left out are not chosen."""
        number = np.cumsum(kept) - 1
        stays = kept[self.offers]
        sizes = np.bincount(self.row_numbers[stays], minlength=len(self))
        return replace(
            self, indptr=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            offers=number[self.offers[stays]], coefficients=self.coefficients[stays],
        )  # fmt: skip

    def rows(self, wanted: NDArray[np.bool_]) -> Limits:
        """Only the wanted limits (rows,)."""
        stays, sizes = np.repeat(wanted, np.diff(self.indptr)), np.diff(self.indptr)[wanted]
        return Limits(
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), self.offers[stays], self.coefficients[stays],
            self.low[wanted], self.high[wanted],
        )  # fmt: skip

    def matrix(self, offers: int) -> csr_array:
        """The coefficients as a sparse matrix (rows, offers)."""
        from scipy.sparse import csr_array

        return csr_array((self.coefficients, self.offers, self.indptr), shape=(len(self), offers))

    def by_offer(self, offers: int) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
        """The same coefficients by offer: indptr (offers + 1,), rows and coefficients."""
        order = np.argsort(self.offers, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.offers, minlength=offers))]).astype(np.int64)
        return starts, self.row_numbers[order], self.coefficients[order]
