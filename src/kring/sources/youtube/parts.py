"""What resources of YouTube are called, and the account of a channel."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kring.sources.core.reading import at, objects, text

PLATFORM = "youtube"
CHANNEL, VIDEO, UPLOAD = "youtube#channel", "youtube#video", "youtube#playlistItem"
THREAD, COMMENT, FOUND = "youtube#commentThread", "youtube#comment", "youtube#searchResult"


def resources(content: Any) -> Iterator[Mapping[str, Any]]:
    """The resources of an answer: those of a list, or the one that it is."""
    if isinstance(content, Mapping) and "items" in content:
        yield from objects(content["items"])
    elif isinstance(content, Mapping):
        yield content


def account_of(channel: Mapping[str, Any]) -> str:
    """platform:handle in lower case; the channel's id where it has no handle."""
    handle = (text(at(channel, "snippet", "customUrl")) or "").lstrip("@")
    return f"{PLATFORM}:{handle or channel.get('id', '')}".lower()
