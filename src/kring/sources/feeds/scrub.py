"""What is kept of a feed: what it is called and the newest texts, without HTML, pictures, and who else is named in it.

feedparser reads what feeds are in practice, sound XML or not. It gets the bytes as a file, so that nothing in them is
taken for an address or a path.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.kept import plain_values
from kring.sources.core.markup import plain_text
from kring.sources.core.reading import at, objects, text
from kring.sources.core.step import Answer, Step
from kring.sources.core.third_persons import of_creator

LONGEST = 20_000
_FEED, _ENTRY = ("title", "plain", "link", "language", "category"), ("id", "title", "plain", "link", "published")
_VALIDATORS = {"etag": "etag", "last-modified": "modified"}


def scrub(step: Step, answer: Answer, keys: PersonKeys) -> Any:
    """The content to keep, with what the server needs to say that nothing changed."""
    known = answer.json() if answer.body[:1] == b"{" else None
    feed, entries = _kept(known) if isinstance(known, Mapping) else _parsed(answer.body)
    said = {name: answer.headers[header] for header, name in _VALIDATORS.items() if header in answer.headers}
    said = {**plain_values(known, tuple(_VALIDATORS.values())), **said}
    return {"feed": _masked(feed), "entries": [_masked(entry) for entry in entries], **said}


def _kept(content: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    entries = [plain_values(entry, _ENTRY) for entry in objects(content.get("entries"))]
    return plain_values(content.get("feed"), _FEED), entries


def _parsed(body: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    import feedparser

    read = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    feed = read.feed
    about = {
        "title": _plain(feed.get("title")),
        "plain": _plain(feed.get("subtitle")),
        "link": text(feed.get("link")),
        "language": text(feed.get("language")),
        "category": next((term for tag in objects(feed.get("tags")) if (term := text(tag.get("term")))), None),
    }
    return about, [_entry(entry) for entry in read.entries]


def _entry(entry: Any) -> dict[str, Any]:
    """One text. Its summary and its whole text often both are there; the longer one says more."""
    written = [at(part, "value") for part in entry.get("content") or ()]
    texts = [_plain(part) for part in (entry.get("summary"), *written)]
    shown = [entry.get("link"), *(link.get("href") for link in entry.get("links", ()))]
    link = next((text(one) for one in shown if str(one).startswith(("https://", "http://"))), None)
    return {
        "id": text(entry.get("id")) or link,
        "title": _plain(entry.get("title")),
        "plain": max(filter(None, texts), key=len, default=None),
        "link": link,
        "published": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
    }


def _plain(html: Any) -> str | None:
    return plain_text(html, addresses=True)[:LONGEST] or None if isinstance(html, str) else None


def _moment(parts: Any) -> str | None:
    try:
        year, month, day, hour, minute, second = parts[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
    except (TypeError, ValueError):
        return None


def _masked(kept: dict[str, Any]) -> dict[str, Any]:
    masked = {name: of_creator(kept[name]) for name in ("title", "plain") if kept.get(name)}
    return {name: value for name, value in {**kept, **masked}.items() if value is not None}
