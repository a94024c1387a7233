"""`find`: the answer to a search over a catalogue: filters first, then text, likeness and order, all exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kring.match.criteria.bits import Flags, Places, counted
from kring.match.criteria.criterion import Floats
from kring.match.discovery.around import Around
from kring.match.discovery.catalogue import Catalogue
from kring.match.discovery.columns import least_of, reading
from kring.match.discovery.condition import KEEP, Condition, read_condition
from kring.match.discovery.found import FilterCount, Found, Row
from kring.match.discovery.lookalikes import Likeness, lookalikes
from kring.match.discovery.meaning import Meant, meant
from kring.match.discovery.ordering import Ordering, fused
from kring.match.discovery.passing import Asked, Passing, asked_of, passing
from kring.match.discovery.query import Query
from kring.match.discovery.readings import Numbers
from kring.match.discovery.search import LIKENESS, NAME, TEXT, Search
from kring.match.discovery.text_search import TextFound
from kring.vocabulary.search_filters import NEAR, search_filter

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, eq=False)
class _Texts:
    """What the text of a search finds: `among` whom filters look, and who has no text to search."""

    query: Query
    found: TextFound | None
    meant: Meant
    among: Places | None
    silent: Places


def find(search: Search, catalogue: Catalogue) -> Found:
    """The accounts of the catalogue that a search asks for. Raises `UnknownName` for what is not in it."""
    texts = _texts(search, catalogue)
    asked = asked_of(search, catalogue)
    like = lookalikes(catalogue, search.like, search.by) if search.like else None
    among = _without(texts.among, like, len(catalogue))
    passed = passing(asked, len(catalogue), among)
    silent = passing(asked, len(catalogue), _without(texts.silent, like, len(catalogue)))
    ordering = _ordering(search, catalogue, texts, like, passed.places)
    top = ordering.top((search.page - 1) * search.size, search.page * search.size)
    return Found(
        search, len(passed.places), _rows(catalogue, passed, ordering, like, top, texts.meant),
        tuple(_counted(passed, number) for number in range(len(asked))),
        len(silent.places) if texts.found else 0, texts.found is not None and search.unknown == KEEP,
        texts.found.also if texts.found else {}, texts.query.silent, texts.meant.niches,
        catalogue, passed, ordering,
    )  # fmt: skip


def _texts(search: Search, catalogue: Catalogue) -> _Texts:
    query = Query.read(search.text)
    nobody = np.zeros(0, np.int64)
    if not query.terms:
        return _Texts(query, None, Meant(), None, nobody)
    found = catalogue.texts.find(query)
    about = meant(catalogue, query) if search.meaning else Meant()
    silent = np.flatnonzero(~catalogue.texts.index.read)
    among = found.places
    if len(about.places):
        among = np.union1d(among, catalogue.texts.without_unwanted(about.places, query))
    silent = np.setdiff1d(silent, among, assume_unique=True)
    if search.unknown == KEEP:
        among = np.union1d(among, silent)
    return _Texts(query, found, about, among, silent)


def _without(among: Places | None, like: Likeness | None, accounts: int) -> Places | None:
    """Who is looked for is not found."""
    if like is None:
        return among
    return np.setdiff1d(np.arange(accounts) if among is None else among, like.of, assume_unique=True)


def _ordering(search: Search, catalogue: Catalogue, texts: _Texts, like: Likeness | None, places: Places) -> Ordering:
    nothing = np.full(len(places), np.nan)
    scores = nothing if texts.found is None else _at(places, texts.found.places, texts.found.scores)
    meaning = _at(places, texts.meant.places, texts.meant.shares) if len(texts.meant.places) else nothing
    likeness = nothing if like is None else like.values[places]
    key = shown = nothing
    if search.order == TEXT:
        shown, key = scores, fused(scores, meaning) if len(texts.meant.places) else scores
    elif search.order == LIKENESS:
        key = shown = likeness
    elif search.order != NAME:
        by, value = _sorted_by(search, catalogue)
        key = by[places]
        shown = key if value is by else value[places]
    return Ordering(places, -key if search.lowest_first else key, shown, scores, likeness)


def _sorted_by(search: Search, catalogue: Catalogue) -> tuple[Floats, Floats]:
    """What the filter that is sorted by orders by, the nearest home first, and what it shows."""
    name, _, entry = search.order.partition(":")
    one = search_filter(name)
    if name == NEAR:
        condition = search.filters[NEAR]
    else:
        condition = read_condition(one, {"of": entry, "least": 0}) if entry else Condition()
    column = reading(catalogue, name, least_of(one, condition))
    assert isinstance(column, Numbers)
    if name != NEAR:
        return column.value, column.value
    return -column.value, column.value + min(Around.read(text).km for text in condition.of)


def _at(places: Places, known: Places, values: NDArray[Any]) -> Floats:
    """Values at places that are among the known ones, both rising; NaN at others."""
    found = np.full(len(places), np.nan)
    if len(known):
        at = np.minimum(np.searchsorted(known, places), len(known) - 1)
        mine = known[at] == places
        found[mine] = values[at[mine]]
    return found


def _counted(passed: Passing, number: int) -> FilterCount:
    one, (fits, known) = passed.asked[number], passed.answers[number]
    alone = passed.alone(number)
    fitting, of_known = counted(fits), counted(known)
    unknown_alone = 0 if one.keeps_unknown else counted(alone & ~known)
    return FilterCount(
        one.name, fitting, of_known - fitting, passed.size - of_known,
        counted(alone) - unknown_alone, unknown_alone, one.keeps_unknown,
    )  # fmt: skip


def _rows(
    catalogue: Catalogue, passed: Passing, ordering: Ordering, like: Likeness | None, top: Places, about: Meant
) -> tuple[Row, ...]:
    places = ordering.places[top]
    unknown = _named(passed.asked, [~one.column.fits(one.condition, places)[1] for one in passed.asked], len(top))
    unsure = _named(passed.asked, [one.column.unsure(one.condition, places) for one in passed.asked], len(top))
    names = catalogue.pool.names
    return tuple(
        Row(
            names[place].as_py(), place, _or_none(ordering.scores[row]), _or_none(ordering.shown[row]),
            unknown[number], unsure[number], _or_none(ordering.likeness[row]),
            like.reason(place) if like is not None else None,
            about.niche_of(place),
        )
        for number, (row, place) in enumerate(zip(top.tolist(), places.tolist(), strict=True))
    )  # fmt: skip


def _named(asked: Sequence[Asked], flags: list[Flags], rows: int) -> list[tuple[str, ...]]:
    return [tuple(one.name for one, flag in zip(asked, flags, strict=True) if flag[row]) for row in range(rows)]


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
