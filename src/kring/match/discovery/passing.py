"""`Passing`: of the accounts that a text finds, which pass all filters, and which only one of them keeps out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kring.match.criteria.bits import EVERYBODY, At, Bits, Flags, Places, everyone, flags_at, nobody, packed
from kring.match.criteria.bits import places_of as rows_of
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
    """`among`: places of accounts that were looked at; `size`: how many. Everything else is one bit for each of them.

    `answers`: by filter whether each fits and whether that is known.
    """

    among: At
    size: int
    asked: tuple[Asked, ...]
    answers: tuple[tuple[Bits, Bits], ...]

    @cached_property
    def passing(self) -> Bits:
        """Who passes every filter."""
        found: Bits = self._everybody & ~self._out[0]
        return found

    @cached_property
    def passes(self) -> Flags:
        """Who passes every filter, as a row of `among`."""
        return flags_at(self.passing, EVERYBODY, self.size)

    @cached_property
    def places(self) -> Places:
        """The places of those who pass, rising."""
        return self.places_of(self.passing)

    def places_of(self, rows: Bits) -> Places:
        """The places of rows of `among`."""
        found = rows_of(rows, self.size)
        return found if isinstance(self.among, slice) else self.among[found]

    def kept_out(self, number: int) -> Bits:
        """Whom a filter keeps out."""
        fits, known = self.answers[number]
        found: Bits = (known if self.asked[number].keeps_unknown else self._everybody) & ~fits
        return found

    def alone(self, number: int) -> Bits:
        """Whom this filter alone keeps out."""
        found: Bits = self.kept_out(number) & ~self._out[1]
        return found

    def places_without(self, name: str) -> Places:
        """The places of those who pass every filter but that one, rising."""
        for number, one in enumerate(self.asked):
            if one.name == name:
                return self.places_of(self.passing | self.alone(number))
        return self.places

    @cached_property
    def _everybody(self) -> Bits:
        return everyone(self.size)

    @cached_property
    def _out(self) -> tuple[Bits, Bits]:
        """Whom any filter keeps out, and whom several do."""
        once, twice = nobody(self.size), nobody(self.size)
        for number in range(len(self.asked)):
            kept_out = self.kept_out(number)
            twice |= once & kept_out
            once |= kept_out
        return once, twice


def asked_of(search: Search, catalogue: Catalogue) -> tuple[Asked, ...]:
    """The filters of a search with their columns. Raises `UnknownName` for an entry that is not there."""
    found = []
    for name, condition in search.filters.items():
        whole = least_of(search_filter(name), condition)
        found.append(Asked(name, whole, reading(catalogue, name, whole), search.keeps_unknown(name)))
    return tuple(found)


def passing(asked: Sequence[Asked], accounts: int, among: Places | None = None) -> Passing:
    """Who of these places (of all without any) passes these filters."""
    at: At = EVERYBODY if among is None else among
    size = accounts if among is None else len(among)
    answers = (one.column.fits(one.condition, at) for one in asked)
    return Passing(at, size, tuple(asked), tuple((packed(fits), packed(known)) for fits, known in answers))
