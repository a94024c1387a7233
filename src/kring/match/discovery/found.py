"""`Found`: the answer to a search: a page of rows, how many there are, and what every filter keeps out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from kring.estimate import Language
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.columns import least_of, reading
from kring.match.discovery.condition import Condition, read_condition
from kring.match.discovery.facets import Facet, facets
from kring.match.discovery.homes import HomeOf, home_of
from kring.match.discovery.ordering import Ordering
from kring.match.discovery.passing import Passing
from kring.match.discovery.readings import Numbers
from kring.match.discovery.search import LIKENESS, NAME, TEXT, Search
from kring.vocabulary.search_filters import NEAR, search_filter
from kring.vocabulary.text import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One account that was found.

    `text_score`: by BM25, None where no word was searched or found. `likeness`: 0 to 1, None where nothing could be
    compared; `reason` says in words how. `sorted_by`: the value it stands there for, None for unknown. `unknown`: the
    filters of which it is not known; `unsure`: those of which the interval holds a limit. `by_meaning`: the niche it
    was found by.
    """

    account: str
    place: int
    text_score: float | None
    sorted_by: float | None
    unknown: tuple[str, ...]
    unsure: tuple[str, ...]
    likeness: float | None = None
    reason: Words | None = None
    by_meaning: str | None = None

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Plain values."""
        plain = {**asdict(self), "reason": self.reason.said_in(language) if self.reason else None}
        return plain | {"unknown": list(self.unknown), "unsure": list(self.unsure)}


@dataclass(frozen=True, slots=True)
class FilterCount:
    """What one filter does, among the accounts that the text finds.

    `fits`, `fails`, `unknown`: how many. `alone`: how many only this filter keeps out because they don't fit;
    `alone_unknown`: how many only this filter keeps out because it is unknown of them. `keeps_unknown`: whether those
    of whom it is unknown stay.
    """

    name: str
    fits: int
    fails: int
    unknown: int
    alone: int
    alone_unknown: int
    keeps_unknown: bool

    @property
    def words(self) -> Words:
        """What the filter is called."""
        return search_filter(self.name).words


@dataclass(frozen=True, eq=False)
class Found:
    """The answer to `search`.

    `total`: all accounts that fit. `rows`: those of the page. `filters`: in the order they were asked. `also`: by word
    the other spellings that were searched; `silent`: words left out. `niches`: those the text is about, with the
    chance, as far as they were searched by meaning. `without_text`: accounts that fit every filter, of whom no text was
    read; `keeps_without_text`: whether they are among the rows.
    """

    search: Search
    total: int
    rows: tuple[Row, ...]
    filters: tuple[FilterCount, ...]
    without_text: int = 0
    keeps_without_text: bool = False
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()
    niches: tuple[tuple[str, float], ...] = ()
    _catalogue: Catalogue | None = field(default=None, repr=False)
    _passing: Passing | None = field(default=None, repr=False)
    _ordering: Ordering | None = field(default=None, repr=False)

    @property
    def looked_at(self) -> int:
        """How many accounts the filters were put to: those that text and meaning find, all of them without a text."""
        assert self._passing is not None
        return self._passing.size

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return -(-self.total // self.search.size)

    def size_of(self, row: Row) -> tuple[int | None, str | None]:
        """The followers of an account that was found, and its tier; None where it is unknown."""
        assert self._catalogue is not None
        accounts = self._catalogue.pool.accounts
        return accounts["followers"][row.place].as_py(), accounts["tier"][row.place].as_py()

    def home_of(self, row: Row) -> HomeOf | None:
        """Where a creator that was found lives, for a map; None where it is unknown."""
        assert self._catalogue is not None
        return home_of(self._catalogue, row.place)

    def figures_of(self, row: Row) -> dict[str, tuple[float, float, float]]:
        """Of an account that was found the value, low and high for each filter on numbers that is asked or sorted by.

        NaN is unknown.
        """
        assert self._catalogue is not None
        assert self._passing is not None
        columns = {one.name: one.column for one in self._passing.asked if search_filter(one.name).kind != NEAR}
        order = self.search.order
        name, _, entry = order.partition(":")
        if name not in (TEXT, LIKENESS, NAME, NEAR):
            asked = search_filter(name)
            condition = read_condition(asked, {"of": entry, "least": 0}) if entry else Condition()
            columns[order] = reading(self._catalogue, name, least_of(asked, condition))
        return {
            name: (float(one.value[row.place]), float(one.low[row.place]), float(one.high[row.place]))
            for name, one in columns.items()
            if isinstance(one, Numbers)
        }

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Counts by entry of platform, language, ..., each with the other filters applied and its own left out."""
        assert self._catalogue is not None
        assert self._passing is not None
        return facets(self._catalogue, self._passing)

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """All accounts that were found, in order, of every page."""
        return tuple(self.table["account"].to_pylist())

    @cached_property
    def table(self) -> pa.Table:
        """All that were found, in order: account, text score, what was sorted by, and the filters unknown or unsure.

        And for each filter on numbers its value, low and high: `followers`, `followers_low`, ...
        """
        from kring.match.discovery.export import found_table

        assert self._catalogue is not None
        assert self._passing is not None
        assert self._ordering is not None
        return found_table(self._catalogue, self._passing, self._ordering)

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """Plain values, with the facets."""
        return {
            "search": self.search.to_dict(), "total": self.total, "looked_at": self.looked_at, "pages": self.pages,
            "rows": [row.to_dict(language) for row in self.rows],
            "filters": [asdict(one) | {"label": one.words.said_in(language)} for one in self.filters],
            "facets": [facet.to_dict(language) for facet in self.facets], "without_text": self.without_text,
            "also_searched": {word: list(others) for word, others in self.also.items()}, "left_out": list(self.silent),
            "niches": [{"niche": niche, "chance": chance} for niche, chance in self.niches],
        }  # fmt: skip
