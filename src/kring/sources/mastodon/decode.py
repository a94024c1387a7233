"""From kept answers to rows. Ids are unique on a server only, so posts and comments carry its name before them.

Mastodon has no paid label, no views and no reach: all of these stay unknown. A server shows of a profile elsewhere only
what it has seen, and of a long thread the first sixty answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kring.sources.core.reading import at, count, flag, moment, objects, tags_of, text
from kring.sources.core.source import Rows
from kring.sources.core.step import RawPage
from kring.sources.core.third_persons import key_in
from kring.sources.mastodon.address import PLATFORM, Address, address_of, whole_name
from kring.sources.mastodon.scrub import BY_CREATOR, HAS_PICTURE
from kring.sources.mastodon.steps import is_post

_Row = dict[str, Any]
_RELATIONS = {"followers": "follower", "likers": "liker"}
_MEDIA = {"image": "image", "gifv": "image", "video": "video"}


def decode(page: RawPage) -> Rows:
    """The rows of a page."""
    address = address_of(page.step.subject)
    items = list(objects(at(page.content, "items")))
    match page.step.stream:
        case "profile":
            return {"accounts": [_account(page.content, address)]}
        case "statuses":
            return {"posts": [_post(status, address) for status in items if is_post(status)]}
        case "context":
            return _below(page, address)
        case stream if stream in _RELATIONS:
            people = [(key, item) for item in items if (key := key_in(at(item, "acct"))) is not None]
            return {
                "audience_people": [_related(address, key, _RELATIONS[stream]) for key, _ in people],
                "people": [_seen(key, item) for key, item in people],
            }
        case _:
            return {}


def _account(content: Any, address: Address) -> _Row:
    lines = [line for line in at(content, "lines") or [] if isinstance(line, str)]
    return {
        "account": address.account,
        "creator": address.account,
        "platform": PLATFORM,
        "handle": f"{address.user}@{address.server}",
        "name": text(at(content, "display_name")),
        "bio": "\n".join(part for part in (text(at(content, "plain")), *lines) if part) or None,
        "link": next((line for line in lines if line.startswith(("https://", "http://")) and " " not in line), None),
        "followers": count(at(content, "followers_count")),
        "following": count(at(content, "following_count")),
        "posts": count(at(content, "statuses_count")),
    }


def _post(status: Mapping[str, Any], address: Address) -> _Row:
    caption = _text(status)
    tags, named = tags_of(caption), objects(status.get("mentions"))
    mentions = [name for one in named if (name := whole_name(one.get("acct"), address.server)) is not None]
    hashtags = [tag.lower() for one in objects(status.get("tags")) if (tag := text(one.get("name"))) is not None]
    return {
        "post": _number(status.get("id"), address),
        "account": address.account,
        "published_at": moment(status.get("created_at")),
        "kind": _kind([one.get("type") for one in objects(status.get("media_attachments"))]),
        "caption": caption,
        "link": text(status.get("url")),
        "hashtags": list(dict.fromkeys([*hashtags, *(tags["hashtags"] or [])])),
        "mentions": mentions,
        "likes": count(status.get("favourites_count")),
        "comments": count(status.get("replies_count")),
        "shares": _sum(count(status.get("reblogs_count")), count(status.get("quotes_count"))),
    }


def _below(page: RawPage, address: Address) -> Rows:
    """The answers below a post, and that those who wrote them comment on the account."""
    post = page.step.context.get("post")
    written = [status for status in objects(at(page.content, "descendants")) if text(status.get("id"))]
    open_to_all = [status for status in written if status.get("visibility") in (None, "public", "unlisted")]
    return {
        "comments": [_comment(status, post, address) for status in open_to_all],
        "audience_people": list(_commenters(open_to_all, address)),
    }


def _comment(status: Mapping[str, Any], post: str | None, address: Address) -> _Row:
    answers = status.get("in_reply_to_id")
    return {
        "comment": _number(status.get("id"), address),
        "post": _number(post, address),
        "parent": None if answers == post else _number(answers, address),
        "author_key": key_in(at(status, "account", "acct")),
        "by_creator": flag(status.get(BY_CREATOR)),
        "text": _text(status),
        "published_at": moment(status.get("created_at")),
        "likes": count(status.get("favourites_count")),
    }


def _commenters(written: list[Mapping[str, Any]], address: Address) -> Iterator[_Row]:
    for status in written:
        key = key_in(at(status, "account", "acct"))
        if key is not None and status.get(BY_CREATOR) is False:
            yield _related(address, key, "commenter")


def _related(address: Address, key: int, relation: str) -> _Row:
    return {"account": address.account, "person_key": key, "relation": relation}


def _seen(key: int, item: Mapping[str, Any]) -> _Row:
    return {
        "person_key": key,
        "following": count(item.get("following_count")),
        "followers": count(item.get("followers_count")),
        "posts": count(item.get("statuses_count")),
        "has_picture": flag(item.get(HAS_PICTURE)),
    }


def _text(status: Mapping[str, Any]) -> str | None:
    """What is written, below the warning that stands before it."""
    parts = (text(status.get("spoiler_text")), text(status.get("plain")))
    return "\n\n".join(part for part in parts if part) or None


def _kind(media: list[Any]) -> str | None:
    """Of a post with media of which none is a picture or a video, such as sound, there is no word for its kind."""
    if not media:
        return "text"
    kinds = {_MEDIA.get(one) for one in media}
    if "video" in kinds:
        return "video"
    return ("image" if len(media) == 1 else "carousel") if "image" in kinds else None


def _number(number: Any, address: Address) -> str | None:
    return f"{address.server}/{number}" if isinstance(number, str) and number else None


def _sum(one: int | None, other: int | None) -> int | None:
    return one if other is None else None if one is None else one + other
