"""From kept answers to rows. The count of subscribers is rounded to three figures by YouTube; hidden is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kring.sources.core.reading import at, count, flag, moment, objects, tags_of, text
from kring.sources.core.source import Rows
from kring.sources.core.step import RawPage
from kring.sources.core.third_persons import key_in
from kring.sources.youtube.parts import CHANNEL, COMMENT, PLATFORM, THREAD, VIDEO, account_of, resources
from kring.sources.youtube.scrub import BY_CREATOR

_Row = dict[str, Any]


def decode(page: RawPage) -> Rows:
    """The rows of a page; kinds of resources that tell nothing of ours give none."""
    rows: dict[str, list[_Row]] = {}
    for item in resources(page.content):
        for table, row in _rows(item, page.step.context):
            rows.setdefault(table, []).append(row)
    return rows


def _rows(item: Mapping[str, Any], context: Mapping[str, str]) -> Iterator[tuple[str, _Row]]:
    match item.get("kind"):
        case kind if kind == CHANNEL:
            yield "accounts", _account(item)
        case kind if kind == VIDEO:
            yield "posts", _post(item, context)
        case kind if kind == THREAD:
            post = text(at(item, "snippet", "videoId"))
            for comment in (at(item, "snippet", "topLevelComment"), *objects(at(item, "replies", "comments"))):
                yield from _written(comment, post, context)
        case kind if kind == COMMENT:
            yield from _written(item, context.get("post"), context)


def _account(channel: Mapping[str, Any]) -> _Row:
    snippet, figures, account = channel.get("snippet"), channel.get("statistics"), account_of(channel)
    language = text(at(snippet, "defaultLanguage"))
    return {
        "account": account,
        "platform": PLATFORM,
        "handle": account.partition(":")[2],
        "name": text(at(snippet, "title")),
        "bio": text(at(snippet, "description")),
        "followers": None if at(figures, "hiddenSubscriberCount") else count(at(figures, "subscriberCount")),
        "posts": count(at(figures, "videoCount")),
        "country": text(at(snippet, "country")),
        "language": language and language.split("-")[0].lower(),
    }


def _post(video: Mapping[str, Any], context: Mapping[str, str]) -> _Row:
    snippet, figures = video.get("snippet"), video.get("statistics")
    of_the_run = context.get("channel") == at(snippet, "channelId")
    account = context.get("account") if of_the_run else f"{PLATFORM}:{at(snippet, 'channelId') or ''}".lower()
    caption = "\n\n".join(part for part in (text(at(snippet, "title")), text(at(snippet, "description"))) if part)
    partner = text(at(video, "brandPartner", "channelHandle"))
    live = "liveStreamingDetails" in video or at(snippet, "liveBroadcastContent") in ("live", "upcoming")
    return {
        "post": text(video.get("id")),
        "account": account,
        "published_at": moment(at(snippet, "publishedAt")),
        "kind": "live" if live else "video",
        "caption": caption or None,
        "link": f"https://www.youtube.com/watch?v={video.get('id')}",
        **tags_of(caption or None),
        "paid_label": flag(at(video, "paidProductPlacementDetails", "hasPaidProductPlacement")),
        "sponsor": partner and partner.lstrip("@").lower(),
        "likes": count(at(figures, "likeCount")),
        "comments": count(at(figures, "commentCount")),
        "views": count(at(figures, "viewCount")),
    }


def _written(comment: Any, post: str | None, context: Mapping[str, str]) -> Iterator[tuple[str, _Row]]:
    """A comment, and that its author is one of those who comment on the account. One on no video is no comment here."""
    snippet = at(comment, "snippet")
    post = text(at(snippet, "videoId")) or post
    if post is None or text(at(comment, "id")) is None:
        return
    author, by_creator = key_in(at(snippet, "authorChannelId", "value")), flag(at(snippet, BY_CREATOR))
    yield (
        "comments",
        {
            "comment": comment["id"],
            "post": post,
            "parent": text(at(snippet, "parentId")),
            "author_key": author,
            "by_creator": by_creator,
            "text": text(at(snippet, "textOriginal")),
            "published_at": moment(at(snippet, "publishedAt")),
            "likes": count(at(snippet, "likeCount")),
        },
    )
    if author is not None and "account" in context and by_creator is False:
        yield (
            "audience_people",
            {"account": context["account"], "person_key": author, "relation": "commenter", "complete": False},
        )
