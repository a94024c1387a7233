"""What results can be sorted by: every trait that is a number, with its entries where it has any."""

from __future__ import annotations

from dataclasses import dataclass

from kring.app.web.language import page_language
from kring.match.discovery import Search, labelled
from kring.match.discovery.search import LIKENESS, NAME, TEXT
from kring.vocabulary.search_filters import CHOICE, NEAR, SHARE, Filter, filter_groups, search_filter, search_filters
from kring.vocabulary.text import Words

BEST_TEXT = Words("past het best bij de woorden", "best match with the words")
MOST_ALIKE = Words("lijkt het meest", "most alike")
BY_NAME = Words("naam", "name")


@dataclass(frozen=True, slots=True)
class OrderGroup:
    """Orders under one heading: each the value of the field, what it is called, and whether it is the one used."""

    label: str
    orders: tuple[tuple[str, str, bool], ...]


def order_groups(search: Search) -> tuple[OrderGroup, ...]:
    """The orders this search can have."""
    language = page_language()
    special = ((TEXT, BEST_TEXT, search.text), (LIKENESS, MOST_ALIKE, search.like), (NAME, BY_NAME, True))
    first = [(name, words) for name, words, there in special if there]
    found = [OrderGroup("", _orders(first, search.order))]
    for group, words in filter_groups().items():
        named = [pair for one in search_filters().values() if one.group == group for pair in _of(one, search)]
        if named:
            found.append(OrderGroup(words.said_in(language), _orders(named, search.order)))
    return tuple(found)


def order_in_words(search: Search) -> str:
    """What the results are sorted by."""
    language = page_language()
    plain = {TEXT: BEST_TEXT, LIKENESS: MOST_ALIKE, NAME: BY_NAME}
    if search.order in plain:
        return plain[search.order].said_in(language)
    name, _, entry = search.order.partition(":")
    one = search_filter(name)
    return _with_entry(one, entry).said_in(language)


def _orders(named: list[tuple[str, Words]], used: str) -> tuple[tuple[str, str, bool], ...]:
    return tuple((name, words.said_in(page_language()), name == used) for name, words in named)


def _of(one: Filter, search: Search) -> list[tuple[str, Words]]:
    if one.kind == CHOICE or (one.kind == NEAR and NEAR not in search.filters):
        return []
    if one.kind == NEAR:
        return [(one.name, Words("afstand", "distance"))]
    if not one.entries:
        return [(one.name, one.words)]
    asked = search.filters[one.name].of if one.name in search.filters else ()
    used = search.sorted_by
    listed = [*labelled(one.entries), *asked, *([used[1]] if used[0] == one.name and used[1] else [])]
    plain = [] if one.kind == SHARE else [(one.name, one.words)]
    return plain + [(f"{one.name}:{entry}", _with_entry(one, entry)) for entry in dict.fromkeys(listed)]


def _with_entry(one: Filter, entry: str) -> Words:
    if one.kind == NEAR:
        return Words("afstand", "distance")
    if not entry:
        return one.words
    said = labelled(one.entries).get(entry) or Words(entry, entry)
    return Words(f"{one.words.nl}: {said.nl}", f"{one.words.en}: {said.en}")
