"""Meta's graph: its version, its pages, and what may be kept of those. A page's `next` holds a token, so it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kring.sources.core import streams
from kring.sources.core.quota import Bucket
from kring.sources.core.reading import at, objects, text
from kring.sources.core.said import Said
from kring.sources.core.step import Step

VERSION = "v26.0"
INSTAGRAM_HOST, FACEBOOK_HOST = "graph.instagram.com", "graph.facebook.com"
PLATFORM = "instagram"
AFTER = "after"

CALLS = Bucket(
    "calls",
    4_800,
    Said("calls in 24 hours, the least Meta grants", "aanroepen in 24 uur, het minste dat Meta toestaat"),
)
"""Meta grants 4,800 calls times an account's impressions in 24 hours (second-hand), so one impression's worth."""


def address(host: str, *path: str) -> str:
    """Where a node or an edge is."""
    return "/".join((f"https://{host}", VERSION, *path))


def nodes(content: Any) -> Iterator[Mapping[str, Any]]:
    """The nodes of an answer: those of an edge, those of a map by id, or the one that it is."""
    if not isinstance(content, Mapping):
        return
    if "data" in content:
        yield from objects(content["data"])
    elif "id" in content or "name" in content:
        yield content
    else:
        yield from objects(list(content.values()))


def cursor_of(content: Any, *, without_next: bool = False) -> str | None:
    """The cursor of the next page. An edge that has one says `next`; an expanded one (`without_next`) does not."""
    if (kept := text(at(content, "paging", AFTER))) is not None:
        return kept
    more = without_next or at(content, "paging", "next") is not None
    return text(at(content, "paging", "cursors", AFTER)) if more else None


def kept_page(content: Any, kept: list[dict[str, Any]], *, without_next: bool = False) -> dict[str, Any]:
    """An edge with what is kept of its nodes, and of its paging no more than the cursor."""
    cursor = cursor_of(content, without_next=without_next)
    return {"data": kept, **({} if cursor is None else {"paging": {AFTER: cursor}})}


def next_page(step: Step, content: Any) -> list[Step]:
    """The step for the next page of an edge."""
    return streams.next_page(step, AFTER, cursor_of(content))
