"""Insights of posts: likes, comments, saves, shares, reach and impressions, in whatever language the keys are.

A key is known by its word (English, French, and what a sheet may call it in nl, en, de and fr), else by its place among
nine keys in the order Instagram writes them. A key that is known by neither is left out, and said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kring.sources.exports.figures_in_cells import count_in, is_missing
from kring.sources.exports.json_files import fields_of, text_in
from kring.sources.files import reasons
from kring.sources.files.headings import meanings, plain_heading

FIGURES = ("impressions", "reach", "likes", "comments", "saves", "shares")
_ORDER = ("", *FIGURES, "", "")
_WORDS = {
    "impressions": "impressions",
    "reach": "accounts reached|comptes touches|couverture",
    "likes": "likes|j aime|mentions j aime",
    "comments": "comments|commentaires",
    "saves": "saves|enregistrements",
    "shares": "shares|partages",
    "": "creation timestamp|upload timestamp|horodatage de creation|follows|profile visits|visites du profil",
}
_KNOWN = {word: name for name, words in _WORDS.items() for word in words.split("|")}
_MANY = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Post:
    """One post as the download tells it; figures by name, None where it says nothing. `fault`: why it is not taken."""

    moment: datetime | None
    caption: str | None
    figures: dict[str, int | None]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """All posts. `by_order`: keys that were told by their place alone; `unknown`: keys that were not told."""

    posts: tuple[Post, ...]
    by_order: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def posts_in(records: Iterable[Any], latest: datetime) -> Posts:
    """Decodes the records; a moment after `latest` is a fault."""
    told = [fields_of(record) for record in records]
    keys = _keys(told)
    names, by_order, unknown = _meant(keys, told)
    return Posts(tuple(_post(record, names, latest) for record in told), by_order, unknown)


def _keys(records: Iterable[dict[str, Any]]) -> list[str]:
    """The keys of figures, in the order of the record that has most of them."""
    found: dict[str, None] = {}
    for record in sorted(records, key=lambda one: -len(fields_of(one.get("string_map_data")))):
        found.update(dict.fromkeys(fields_of(record.get("string_map_data"))))
    return list(found)


def _meant(keys: list[str], records: list[dict[str, Any]]) -> tuple[dict[str, str], tuple[str, ...], tuple[str, ...]]:
    """The figure each key stands for, the keys told by order, and those not told."""
    said = {key: _said(key) for key in keys}
    fits = len(keys) == len(_ORDER) and all(name in (None, _ORDER[place]) for place, name in enumerate(said.values()))
    by_order = {key: _ORDER[place] for place, key in enumerate(keys) if said[key] is None} if fits else {}
    names = {key: name for key, name in said.items() if name} | {key: name for key, name in by_order.items() if name}
    if by_order and not _sound(names, records):
        names, by_order = {key: name for key, name in said.items() if name}, {}
    twice = {name for name in names.values() if list(names.values()).count(name) > 1}
    names = {key: name for key, name in names.items() if name not in twice}
    unknown = tuple(key for key in keys if said[key] is None and key not in by_order)
    return names, tuple(key for key, name in by_order.items() if name), unknown


def _said(key: str) -> str | None:
    """What the words of a key say: a figure, "" for what is no figure of ours, None for words we don't know."""
    plain = plain_heading(key)
    if plain in _KNOWN:
        return _KNOWN[plain]
    found = {one.field for one in meanings(key) if one.table == "posts" and one.sureness >= 0.9}
    told = found & set(FIGURES)
    return told.pop() if len(told) == 1 else "" if "published_at" in found else None


def _sound(names: dict[str, str], records: list[dict[str, Any]]) -> bool:
    """Whether keys told by order can be right: nobody is shown a post less often than people saw it."""
    place = {name: key for key, name in names.items()}
    for record in records:
        shown, seen = (_figure(record, place.get(name)) for name in ("impressions", "reach"))
        likes = _figure(record, place.get("likes"))
        if shown is not None and ((seen or 0) > shown or (likes or 0) > shown):
            return False
    return True


def _figure(record: dict[str, Any], key: str | None) -> int | None:
    value = fields_of(fields_of(record.get("string_map_data")).get(key or ""))
    return count_in(text_in(value.get("value")))


def _post(record: dict[str, Any], names: dict[str, str], latest: datetime) -> Post:
    picture = next((fields_of(one) for one in fields_of(record.get("media_map_data")).values()), {})
    seconds = picture.get("creation_timestamp") or _stamp(record)
    moment = moment_of(seconds)
    figures = {name: _figure(record, key) for key, name in names.items()}
    unread = [
        name for key, name in names.items() if figures[name] is None and not is_missing(text_in(_value(record, key)))
    ]
    fault = ""
    if moment is None or moment > latest:
        fault = reasons.WENT_LIVE.en
    elif unread:
        fault = reasons.FIGURE_NO_COUNT.of(what=unread[0])
    return Post(moment, text_in(picture.get("title")) or None, figures, fault)


def _value(record: dict[str, Any], key: str) -> Any:
    return fields_of(fields_of(record.get("string_map_data")).get(key)).get("value")


def _stamp(record: dict[str, Any]) -> Any:
    stamps = (fields_of(one).get("timestamp") for one in fields_of(record.get("string_map_data")).values())
    return next((stamp for stamp in stamps if stamp), None)


def moment_of(seconds: Any) -> datetime | None:
    """A Unix time in seconds as a moment; None for anything that is none since 1995."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 788_918_400 < seconds < _MANY:
        return None
    return datetime.fromtimestamp(int(seconds), UTC)
