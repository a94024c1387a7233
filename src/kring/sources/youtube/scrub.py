"""What is kept of an answer: of creators what they show, of commenters a key and a text without names.

Only what is listed here is kept, so a field that YouTube adds does not come in unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.kept import only
from kring.sources.core.reading import at, objects, text
from kring.sources.core.step import Answer, Step
from kring.sources.core.third_persons import key_for, of_creator, of_third_person
from kring.sources.youtube.parts import CHANNEL, COMMENT, FOUND, PLATFORM, THREAD, UPLOAD, VIDEO

BY_CREATOR = "byCreator"
_LIST = ("kind", "nextPageToken", "pageInfo")
_OF_CREATOR = {
    CHANNEL: (
        ("title", "description", "customUrl", "publishedAt", "country", "defaultLanguage"),
        ("statistics", "contentDetails"),
    ),
    VIDEO: (
        (
            "title", "description", "publishedAt", "channelId", "tags", "categoryId", "liveBroadcastContent",
            "defaultLanguage", "defaultAudioLanguage",
        ),
        ("statistics", "contentDetails", "paidProductPlacementDetails", "liveStreamingDetails", "brandPartner"),
    ),
    UPLOAD: (("title", "publishedAt", "channelId", "playlistId", "position"), ("contentDetails",)),
}  # fmt: skip
_COMMENT = ("videoId", "channelId", "parentId", "likeCount", "publishedAt", "updatedAt")
_WRITTEN = ("title", "description")


def scrub(step: Step, answer: Answer, keys: PersonKeys) -> Any:
    """The content to keep."""
    content = answer.json()
    if not isinstance(content, Mapping):
        return None
    if "items" not in content:
        return _resource(content, step, keys) or only(content, _LIST)
    kept = [_resource(item, step, keys) for item in objects(content["items"])]
    return {**only(content, _LIST), "items": [item for item in kept if item is not None]}


def _resource(item: Mapping[str, Any], step: Step, keys: PersonKeys) -> dict[str, Any] | None:
    kind = text(item.get("kind"))
    if kind == FOUND:
        return {"kind": kind, "id": only(item.get("id"), ("kind", "channelId"))}
    if kind in _OF_CREATOR:
        return _of_creator(item, *_OF_CREATOR[kind])
    readers: dict[str | None, Callable[..., dict[str, Any]]] = {COMMENT: _comment, THREAD: _thread}
    return readers[kind](item, step.context.get("channel"), keys) if kind in readers else None


def _of_creator(item: Mapping[str, Any], snippet: tuple[str, ...], parts: tuple[str, ...]) -> dict[str, Any]:
    """A channel's text stays as it is: creators write there how they can be reached. Those of videos are masked."""
    shown = only(item.get("snippet"), snippet)
    if item.get("kind") != CHANNEL:
        shown |= {name: of_creator(shown[name]) for name in _WRITTEN if name in shown}
    return {**only(item, ("kind", "id", *parts)), "snippet": shown}


def _thread(item: Mapping[str, Any], channel: str | None, keys: PersonKeys) -> dict[str, Any]:
    snippet = only(item.get("snippet"), ("videoId", "channelId", "totalReplyCount"))
    channel = channel or snippet.get("channelId")
    top = at(item, "snippet", "topLevelComment")
    if isinstance(top, Mapping):
        snippet["topLevelComment"] = _comment(top, channel, keys)
    kept = {**only(item, ("kind", "id")), "snippet": snippet}
    replies = [_comment(reply, channel, keys) for reply in objects(at(item, "replies", "comments"))]
    return {**kept, "replies": {"comments": replies}} if replies else kept


def _comment(item: Mapping[str, Any], channel: str | None, keys: PersonKeys) -> dict[str, Any]:
    """A comment; whether its author is the channel itself is noted before the id becomes a key."""
    snippet = item.get("snippet")
    kept = only(snippet, (*_COMMENT, BY_CREATOR))
    author = at(snippet, "authorChannelId", "value")
    channel = channel or kept.get("channelId")
    if isinstance(author, str):
        if BY_CREATOR not in kept and channel:
            kept[BY_CREATOR] = author == channel
        kept["authorChannelId"] = {"value": key_for(author, PLATFORM, keys)}
    written = at(snippet, "textOriginal")
    masked = of_third_person(at(snippet, "textDisplay") if written is None else written)
    return {**only(item, ("kind", "id")), "snippet": kept | ({} if masked is None else {"textOriginal": masked})}
