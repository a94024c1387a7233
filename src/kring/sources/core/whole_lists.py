"""Which lists of people came in whole.

No page of a list knows that: the last one ends the list, but not every list holds everybody. So a list is whole when
each of its pages is among those decoded together, from the first to one that leads nowhere, and they name at least as
many people as the account said it has. In every other case it stays unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol, runtime_checkable

from kring.sources.core.source import Source
from kring.sources.core.step import RawPage

WholeList = tuple[str, str]
"""The account and the relation."""


@runtime_checkable
class KnowsWholeLists(Protocol):
    """A source that can tell which of its lists came in whole."""

    def whole_lists(self, pages: Sequence[RawPage]) -> Collection[WholeList]:
        """The lists of which these pages hold everybody."""
        ...


def whole_lists(source: Source, pages: Sequence[RawPage], stream: str, cursor: str, said: str) -> set[WholeList]:
    """The whole lists in a stream. `cursor`: the parameter of every page but the first. `said`: what, in the context
    of a step, says how many people there should be.
    """
    of_stream = {page.step.id: page for page in pages if page.step.stream == stream}
    found: set[WholeList] = set()
    for page in of_stream.values():
        should = page.step.context.get(said, "")
        if cursor in page.step.params or not should.isdecimal():
            continue
        people: dict[WholeList, set[int]] = {}
        for one in _pages_from(source, page, of_stream):
            for row in source.decode(one).get("audience_people", ()):
                people.setdefault((row["account"], row["relation"]), set()).add(row["person_key"])
            if not _following(source, one):
                found |= {whole for whole, keys in people.items() if len(keys) >= int(should)}
    return found


def _pages_from(source: Source, page: RawPage, of_stream: Mapping[str, RawPage]) -> Iterator[RawPage]:
    seen: set[str] = set()
    there: RawPage | None = page
    while there is not None and there.step.id not in seen:
        seen.add(there.step.id)
        yield there
        following = _following(source, there)
        there = of_stream.get(following[0]) if following else None


def _following(source: Source, page: RawPage) -> list[str]:
    return [step.id for step in source.follow(page.step, page.content) if step.stream == page.step.stream]
