"""The page on how creators are ranked, out of the text that `kring.match.ranking.how_it_works` writes of the weights.

That text uses a few marks of Markdown only, which are read here: headings, tables, numbered lists, bold, slanted, code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.match.criteria import Criteria

MARKS = ((r"\*\*(.+?)\*\*", r"<strong>\1</strong>"), (r"\*(.+?)\*", r"<em>\1</em>"), (r"`(.+?)`", r"<code>\1</code>"))
HEADINGS = {"## ": "h2", "### ": "h3"}


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the page. `kind`: h2, h3, list, table or text; a table's first line is its heading."""

    kind: str
    lines: tuple[tuple[SafeString, ...], ...]

    @property
    def text(self) -> SafeString:
        """The whole of a heading or a text."""
        return self.lines[0][0]


def how_it_works(criteria: Criteria, language: Language) -> tuple[str, tuple[Block, ...]]:
    """The title and the blocks of the page for these criteria."""
    from kring.match.ranking.how_it_works import how_ranking_works

    title, text = how_ranking_works(criteria, language)
    return title, tuple(_block(part) for part in re.split(r"\n\s*\n", text) if part.strip())


def in_general(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What the page says before it comes to the version and the weights."""
    first = next((place for place, block in enumerate(blocks) if block.kind == "h2"), len(blocks))
    return blocks[: max(0, first - 1)]


def _block(part: str) -> Block:
    for mark, kind in HEADINGS.items():
        if part.startswith(mark):
            return Block(kind, ((_inline(part.removeprefix(mark)),),))
    if part.startswith("|"):
        lines = [line.strip().strip("|").split("|") for line in part.splitlines()]
        told = [line for line in lines if not all(set(cell.strip()) == {"-"} for cell in line)]
        return Block("table", tuple(tuple(_inline(cell.strip()) for cell in line) for line in told))
    if part.startswith("1. "):
        entries = re.split(r"(?m)^1\. ", part)[1:]
        return Block("list", tuple((_inline(" ".join(entry.split())),) for entry in entries))
    return Block("text", ((_inline(" ".join(part.split())),),))


def _inline(text: str) -> SafeString:
    """The text as HTML: escaped first, then its marks."""
    made = escape(text)
    for mark, html in MARKS:
        made = re.sub(mark, html, made)
    return mark_safe(made)
