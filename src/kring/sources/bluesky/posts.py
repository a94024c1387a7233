"""What is kept of a creator's own post: its figures, its text with whole links, whom it names, and its kind of media.

Places in a text are counted in bytes of UTF-8 there; a link's place shows it shortened, its facet holds the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kring.sources.core.kept import plain_values
from kring.sources.core.reading import at, objects
from kring.sources.core.third_persons import of_creator

FIGURES = ("replyCount", "repostCount", "likeCount", "quoteCount", "bookmarkCount")
IMAGES, VIDEO, WITH_MEDIA = "app.bsky.embed.images", "app.bsky.embed.video", "app.bsky.embed.recordWithMedia"
_LINK, _MENTION, _TAG = (f"app.bsky.richtext.facet#{kind}" for kind in ("link", "mention", "tag"))


def own_post(post: Mapping[str, Any]) -> dict[str, Any]:
    """The post as it is kept."""
    record, embed = post.get("record"), post.get("embed")
    kept = {**plain_values(post, ("uri", "indexedAt", *FIGURES)), "embed": _media(embed)}
    return {**kept, "record": {**plain_values(record, ("createdAt",)), **_written(record, embed)}}


def _written(record: Any, embed: Any) -> dict[str, Any]:
    """The text, under another name so that its places are not looked for again."""
    said = at(record, "text")
    if not isinstance(said, str):
        return {"plain": of_creator(at(record, "plain")), **_words(record, "mentions"), **_words(record, "tags")}
    shown, mentions, tags = _read(said, record)
    outside = at(embed, "external", "uri") or at(embed, "media", "external", "uri")
    if isinstance(outside, str) and outside not in shown:
        shown = f"{shown}\n{outside}"
    tags += _words(record, "tags")["tags"]
    return {"plain": of_creator(shown), "mentions": mentions, "tags": [tag.lower() for tag in dict.fromkeys(tags)]}


def _read(said: str, record: Any) -> tuple[str, list[str], list[str]]:
    """The text with whole links, the handles it names and its hashtags."""
    content, parts, place = said.encode("utf-8", "replace"), [], 0
    mentions, tags = [], []
    for start, end, feature in _places(record, len(content)):
        piece = content[start:end].decode("utf-8", "replace")
        if start < place:
            continue
        parts.append(content[place:start].decode("utf-8", "replace"))
        place, kind, whole = end, feature.get("$type"), feature.get("uri")
        parts.append(whole if kind == _LINK and isinstance(whole, str) else piece)
        if kind == _MENTION:
            mentions.append(piece.lstrip("@").lower())
        elif kind == _TAG and isinstance(tag := feature.get("tag"), str):
            tags.append(tag)
    parts.append(content[place:].decode("utf-8", "replace"))
    return "".join(parts), mentions, tags


def _places(record: Any, length: int) -> Iterator[tuple[int, int, Mapping[str, Any]]]:
    """Where links, names and hashtags stand, in order; places outside the text are left out."""
    found = [
        (at(facet, "index", "byteStart"), at(facet, "index", "byteEnd"), feature)
        for facet in objects(at(record, "facets"))
        for feature in objects(facet.get("features"))
    ]
    sound = [one for one in found if type(one[0]) is int and type(one[1]) is int and 0 <= one[0] < one[1] <= length]
    yield from sorted(sound, key=lambda one: one[:2])


def _words(record: Any, name: str) -> dict[str, list[str]]:
    words = at(record, name)
    return {name: [word for word in words if isinstance(word, str)] if isinstance(words, list) else []}


def _media(embed: Any) -> dict[str, Any]:
    """Which media a post has; what is shown in them, or whom it quotes, is not kept."""
    kept = plain_values(embed, ("$type",))
    if isinstance(media := at(embed, "media"), Mapping):
        kept["media"] = _media(media) if str(kept.get("$type", "")).startswith(WITH_MEDIA) else {}
    if str(kept.get("$type", "")).startswith(IMAGES):
        kept["images"] = [{} for _ in objects(at(embed, "images"))]
    return kept
