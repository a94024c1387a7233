"""Plain text out of HTML: paragraphs and breaks become lines, scripts and styles go, links keep what they show.

Where it is asked for, a link that shows other words than its address has the address behind them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 100_000
"""Characters of HTML that are read; nobody writes a longer post."""

_SILENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})
_BREAKS = frozenset({"br", "p", "div", "li", "ul", "ol", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r" ?\n[ \n]*")


def plain_text(html: str, *, addresses: bool = False) -> str:
    """The text of a piece of HTML. `addresses`: with those of its links."""
    reader = _Reader(addresses)
    reader.feed(html[:LONGEST])
    reader.close()
    return _LINES.sub("\n", _SPACES.sub(" ", "".join(reader.parts))).strip()


class _Reader(HTMLParser):
    def __init__(self, addresses: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._addresses = addresses
        self._link: tuple[str, int] | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append("\n")
        if tag == "a" and self._addresses:
            self._end_link()
            target = (dict(attrs).get("href") or "").strip()
            self._link = (target, len(self.parts)) if target.startswith(("https://", "http://")) else None

    def _end_link(self) -> None:
        if self._link is not None:
            target, place = self._link
            self._link = None
            if target not in "".join(self.parts[place:]) and not self._silent:
                self.parts.append(f" ({target})")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)
