"""`Passing`: of the accounts that a text finds, which pass all filters, and which only one of them keeps out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kring.match.criteria.bits import EVERYBODY, At, Flags
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.columns import least_of, reading
from kring.match.discovery.condition import Condition
from kring.match.discovery.readings import Reading
from kring.match.discovery.search import Search
from kring.vocabulary.search_filters import search_filter


@dataclass(frozen=True, eq=False)
class Asked:
    """One filter of a search: its name, what is asked, its column, and whether unknowns stay."""

    name: str
    condition: Condition
    column: Reading
    keeps_unknown: bool


@dataclass(frozen=True, eq=False)
class Passing:
    """`among`: places of accounts that were looked at; for each, how many filters keep it `out`, up to 255.

    `answers`: by filter whether each fits and whether that is known.
    """

    among: At
    size: int
    asked: tuple[Asked, ...]
    answers: tuple[tuple[Flags, Flags], ...]
    out: NDArray[np.uint8]

    @cached_property
    def passes(self) -> Flags:
        """Who passes every filter, as a row of `among`."""
        found: Flags = self.out == 0
        return found

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """The places of those who pass, rising."""
        return self.places_of(self.passes)

    def places_of(self, rows: Flags) -> NDArray[np.int64]:
        """The places of rows of `among`."""
        return np.flatnonzero(rows) if isinstance(self.among, slice) else self.among[rows]

    def kept_out(self, number: int) -> Flags:
        """Whom a filter keeps out."""
        fits, known = self.answers[number]
        return (known > fits) if self.asked[number].keeps_unknown else ~fits

    def alone(self, number: int) -> Flags:
        """Whom this filter alone keeps out."""
        found: Flags = (self.out == 1) & self.kept_out(number)
        return found

    def places_without(self, name: str) -> NDArray[np.int64]:
        """The places of those who pass every filter but that one, rising."""
        for number, one in enumerate(self.asked):
            if one.name == name:
                return self.places_of(self.passes | self.alone(number))
        return self.places


def asked_of(search: Search, catalogue: Catalogue) -> tuple[Asked, ...]:
    """The filters of a search with their columns. Raises `UnknownName` for an entry that is not there."""
    found = []
    for name, condition in search.filters.items():
        whole = least_of(search_filter(name), condition)
        found.append(Asked(name, whole, reading(catalogue, name, whole), search.keeps_unknown(name)))
    return tuple(found)


def passing(asked: Sequence[Asked], accounts: int, among: NDArray[np.int64] | None = None) -> Passing:
    """Who of these places (of all without any) passes these filters."""
    at: At = EVERYBODY if among is None else among
    size = accounts if among is None else len(among)
    answers = tuple(one.column.fits(one.condition, at) for one in asked)
    found = Passing(at, size, tuple(asked), answers, np.zeros(size, dtype=np.uint8))
    for number in range(len(asked)):
        np.add(found.out, found.kept_out(number), out=found.out, casting="unsafe")
    return found
