"""The filters of discovery, from `kring.vocabulary.search_filters`."""

from __future__ import annotations

from kring.match.discovery import labelled
from kring.vocabulary.search_filters import Filter, filter_groups, search_filters
from reference.markdown import code, listed, page, table

INTRODUCTION = """
What creators can be searched by, in `kring search`, in Python and on the pages. A *choice* is any of, or none of, some
entries; a *range* is from - to; a *share* is at least or at most so much of an entry; *near* is a distance. Each
answers fits, doesn't fit or unknown. How to write them stands in [Find creators](../how-to/find-creators.md).
"""
MOST_LISTED = 12


def search_filters_page() -> str:
    """The page with every filter."""
    parts = []
    for group, label in filter_groups().items():
        rows = [_row(one) for one in search_filters().values() if one.group == group]
        headings = ("name", "English", "Nederlands", "kind", "entries", "what it reads", "wat het leest")
        parts.append(f"## {label.en.capitalize()}\n\n{table(headings, rows)}")
    return page("Search filters", INTRODUCTION, *parts)


def _row(one: Filter) -> tuple[str, ...]:
    entries = labelled(one.entries)
    named = listed(entries) if 0 < len(entries) <= MOST_LISTED else one.entries
    kind = f"{one.kind}, in {one.unit.en}" if one.unit else one.kind
    usual = f"; at least {one.usual:.0%} where no share is asked" if one.usual else ""
    return code(one.name), one.words.en, one.words.nl, kind, named, one.meaning.en + usual, one.meaning.nl
