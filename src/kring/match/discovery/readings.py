"""Readings: a column of every account that a filter looks at, and its answer: fits, doesn't, or not known.

An estimate fits by its value. Where its interval holds a limit that is asked, the answer is unsure; so it is where a
place is only likely.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kring.match.criteria.bits import EVERYBODY, At, Flags, Places
from kring.match.criteria.criterion import Floats
from kring.match.discovery.condition import Condition

NOT_KNOWN = -1


class Reading(Protocol):
    """What a filter reads of every account."""

    def fits(self, asked: Condition, at: At = EVERYBODY) -> tuple[Flags, Flags]:
        """For the accounts at these places: whether each fits, and whether that is known; never fits unknown."""
        ...

    def unsure(self, asked: Condition, at: At = EVERYBODY) -> Flags:
        """For the accounts at these places: whether it is known, but the other answer is likely enough too."""
        ...


@dataclass(frozen=True, eq=False)
class Numbers:
    """An estimate of every account, NaN where it is unknown."""

    value: Floats
    low: Floats
    high: Floats

    @classmethod
    def exact(cls, value: Floats) -> Numbers:
        """Numbers that are as they are."""
        return cls(value, value, value)

    def fits(self, asked: Condition, at: At = EVERYBODY) -> tuple[Flags, Flags]:
        """By the value."""
        value, known = self.value[at], self.known[at]
        fits = known if asked.least is None else value >= asked.least
        return (fits if asked.most is None else fits & (value <= asked.most)), known

    @cached_property
    def known(self) -> Flags:
        """Of whom there is a value."""
        return ~np.isnan(self.value)

    def unsure(self, asked: Condition, at: At = EVERYBODY) -> Flags:
        """Whether a limit lies inside the interval."""
        low, high = self.low[at], self.high[at]
        crossed = np.zeros(len(low), dtype=bool)
        if asked.least is not None:
            crossed |= (low < asked.least) & (asked.least <= high)
        if asked.most is not None:
            crossed |= (low <= asked.most) & (asked.most < high)
        return crossed


@dataclass(frozen=True, eq=False)
class Codes:
    """One entry of `names` an account by its number, -1 where it is unknown; `likely`: where it is only likely."""

    codes: NDArray[np.int32]
    names: tuple[str, ...]
    likely: Flags | None = None

    @classmethod
    def of(cls, values: Iterable[str | None], likely: Flags | None = None) -> Codes:
        """From the entry of each account, None where it is unknown."""
        listed = list(values)
        names = tuple(sorted({value for value in listed if value}))
        number = {name: at for at, name in enumerate(names)}
        return cls(np.array([number.get(value or "", NOT_KNOWN) for value in listed], np.int32), names, likely)

    def fits(self, asked: Condition, at: At = EVERYBODY) -> tuple[Flags, Flags]:
        """Any of those asked, and none of those that are not."""
        codes, known = self.codes[at], self.known[at]
        fits = self._any(codes, asked.of) if asked.of else known
        return (fits & ~self._any(codes, asked.none_of) if asked.none_of else fits), known

    @cached_property
    def known(self) -> Flags:
        """Of whom there is an entry."""
        found: Flags = self.codes >= 0
        return found

    def counts(self, places: Places) -> tuple[dict[str, int], int]:
        """Of the accounts at these places how many there are by entry, and of how many it is unknown."""
        counted = np.bincount(self.codes[places] + 1, minlength=len(self.names) + 1).tolist()
        return {entry: count for entry, count in zip(self.names, counted[1:], strict=True) if count}, counted[0]

    def unsure(self, asked: Condition, at: At = EVERYBODY) -> Flags:
        """Whether the entry is only likely."""
        codes = self.codes[at]
        return np.zeros(len(codes), dtype=bool) if self.likely is None else self.likely[at] & (codes >= 0)

    def _any(self, codes: NDArray[np.int32], asked: tuple[str, ...]) -> Flags:
        wanted = [number for number, name in enumerate(self.names) if name in asked]
        if len(wanted) == 1:
            same: Flags = codes == wanted[0]
            return same
        among = np.zeros(len(self.names) + 1, dtype=bool)
        among[wanted] = True
        found: Flags = among[codes]
        return found


@dataclass(frozen=True, eq=False)
class Members:
    """Several entries an account: row by row the `places`, the number among `names`, and `days` since it was so.

    `read` (accounts,): of whom it would be known. `doubtful` (rows,): whether a row may be wrong.
    """

    places: NDArray[np.int64]
    codes: NDArray[np.int64]
    names: tuple[str, ...]
    days: Floats
    read: Flags
    doubtful: Flags

    @classmethod
    def of(
        cls,
        places: NDArray[np.int64],
        values: Iterable[str],
        read: Flags,
        days: Floats | None = None,
        doubtful: Flags | None = None,
    ) -> Members:
        """From the entries of rows; a place below 0 is nobody's."""
        listed = list(values)
        names = tuple(sorted(set(listed)))
        number = {name: at for at, name in enumerate(names)}
        mine = places >= 0
        codes = np.array([number[value] for value in listed], np.int64)
        passed = np.zeros(len(listed)) if days is None else days
        doubt = np.zeros(len(listed), dtype=bool) if doubtful is None else doubtful
        return cls(places[mine], codes[mine], names, passed[mine], read, doubt[mine])

    def fits(self, asked: Condition, at: At = EVERYBODY) -> tuple[Flags, Flags]:
        """Any of those asked in so many days, and none of those that are not."""
        there, dateless = self._any(asked.of, asked), self._dateless((*asked.of, *asked.none_of), asked)
        barred = self._any(asked.none_of, asked)
        fits = (there if asked.of else self.read) & ~barred
        settled = barred if asked.none_of else there
        known = (self.read & ~dateless) | settled
        return (fits & known)[at], known[at]

    def unsure(self, asked: Condition, at: At = EVERYBODY) -> Flags:
        """Whether it rests on doubtful rows alone."""
        named = (*asked.of, *asked.none_of)
        return (self._any(named, asked) & ~self._any(named, asked, sure=True))[at]

    def _any(self, names: tuple[str, ...], asked: Condition, sure: bool = False) -> Flags:
        rows = np.isin(self.codes, [at for at, name in enumerate(self.names) if name in names])
        if asked.within_days is not None:
            rows &= self.days <= asked.within_days
        if sure:
            rows &= ~self.doubtful
        found = np.zeros(len(self.read), dtype=bool)
        found[self.places[rows]] = True
        return found

    def _dateless(self, names: tuple[str, ...], asked: Condition) -> Flags:
        """Who has such an entry without a date, where days are asked."""
        found = np.zeros(len(self.read), dtype=bool)
        if asked.within_days is not None:
            rows = np.isin(self.codes, [at for at, name in enumerate(self.names) if name in names])
            found[self.places[rows & np.isnan(self.days)]] = True
        return found
