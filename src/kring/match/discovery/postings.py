"""`Postings`: which accounts a word stands in, by the column: a run of accounts for each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Places = NDArray[np.int32]
Weights = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Postings:
    """`starts` (columns + 1,); for each column a run of rising `places` of accounts with their `weights`."""

    starts: Whole
    places: Places
    weights: Weights

    @classmethod
    def of(cls, columns: Whole, places: Whole, weights: NDArray[np.float64], width: int) -> Postings:
        """From one entry a row in any order; entries of one column and place are added up."""
        if not len(columns):
            return cls(np.zeros(width + 1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
        order = np.lexsort((places, columns))
        columns, places, weights = columns[order], places[order], weights[order]
        first = np.flatnonzero(np.concatenate([[True], (columns[1:] != columns[:-1]) | (places[1:] != places[:-1])]))
        summed = np.add.reduceat(weights, first)
        starts = np.searchsorted(columns[first], np.arange(width + 1))
        return cls(starts.astype(np.int64), places[first].astype(np.int32), summed.astype(np.float32))

    def unweighted(self) -> Postings:
        """The same, each weight 1, which takes no room."""
        return Postings(self.starts, self.places, np.broadcast_to(np.float32(1), len(self.places)))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def column(self, number: int) -> tuple[Places, Weights]:
        """The accounts of a column and their weights, views."""
        run = slice(int(self.starts[number]), int(self.starts[number + 1]))
        return self.places[run], self.weights[run]

    @cached_property
    def sizes(self) -> Whole:
        """How many accounts each column holds."""
        return np.diff(self.starts)

    @property
    def entries(self) -> tuple[Whole, Whole, NDArray[np.float64]]:
        """Column, place and weight of every entry."""
        columns = np.repeat(np.arange(len(self)), self.sizes)
        return columns, self.places.astype(np.int64), self.weights.astype(np.float64)
