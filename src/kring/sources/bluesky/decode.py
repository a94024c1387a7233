"""From kept answers to rows. Posts go by the last part of their address, as in links to them.

Comments of others have their writer's key before that part. Bluesky has no paid label, no views and no reach: all of
these stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from kring.sources.bluesky.names import PLATFORM, account_of, record_key
from kring.sources.bluesky.posts import IMAGES, VIDEO, WITH_MEDIA
from kring.sources.bluesky.scrub import BY_CREATOR, HAS_PICTURE
from kring.sources.core.reading import at, count, flag, moment, objects, tags_of, text
from kring.sources.core.source import Rows
from kring.sources.core.step import RawPage
from kring.sources.core.third_persons import key_in

_Row = dict[str, Any]


def decode(page: RawPage) -> Rows:
    """The rows of a page."""
    account, content = page.step.context.get("account", ""), page.content
    match page.step.stream:
        case "profile":
            return {"accounts": [_account(content, account_of(page.step.subject))]}
        case "feed":
            posts = (item["post"] for item in objects(at(content, "feed")) if isinstance(item.get("post"), Mapping))
            return {"posts": [_post(post, account) for post in posts]}
        case "thread":
            return _thread(at(content, "thread"), account)
        case "likes":
            return _people([at(like, "actor") for like in objects(at(content, "likes"))], account, "liker")
        case "followers":
            return _people(list(objects(at(content, "followers"))), account, "follower")
        case _:
            return {}


def _account(profile: Any, account: str) -> _Row:
    return {
        "account": account,
        "creator": account,
        "platform": PLATFORM,
        "handle": text(at(profile, "handle")),
        "name": text(at(profile, "displayName")),
        "bio": text(at(profile, "description")),
        "followers": count(at(profile, "followersCount")),
        "following": count(at(profile, "followsCount")),
        "posts": count(at(profile, "postsCount")),
        "verified": _verified(at(profile, "verification")),
    }


def _verified(said: Any) -> bool | None:
    """Unknown where nothing is said of it."""
    return "valid" in (said.get("verifiedStatus"), said.get("trustedVerifierStatus")) if said else None


def _post(post: Mapping[str, Any], account: str) -> _Row:
    key, record = record_key(post.get("uri")), post.get("record")
    caption = text(at(record, "plain"))
    tags = tags_of(caption)["hashtags"] or []
    reposts, quotes = count(post.get("repostCount")), count(post.get("quoteCount"))
    return {
        "post": key,
        "account": account,
        "published_at": _made(post),
        "kind": _kind(post.get("embed")),
        "caption": caption,
        "link": key and f"https://bsky.app/profile/{account.partition(':')[2]}/post/{key}",
        "hashtags": list(dict.fromkeys([*(at(record, "tags") or []), *tags])),
        "mentions": list(dict.fromkeys(at(record, "mentions") or [])),
        "likes": count(post.get("likeCount")),
        "comments": count(post.get("replyCount")),
        "shares": None if reposts is None else reposts + (quotes or 0),
        "saves": count(post.get("bookmarkCount")),
    }


def _made(post: Mapping[str, Any]) -> datetime | None:
    """When a post was made by its author's word, but not later than it was seen."""
    known = [found for found in (moment(at(post, "record", "createdAt")), moment(post.get("indexedAt"))) if found]
    return min(known, default=None)


def _kind(embed: Any) -> str:
    kind = str(at(embed, "$type") or "")
    if kind.startswith(WITH_MEDIA):
        return _kind(at(embed, "media"))
    if kind.startswith(VIDEO):
        return "video"
    if kind.startswith(IMAGES):
        return "image" if len(list(objects(at(embed, "images")))) == 1 else "carousel"
    return "text"


def _thread(root: Any, account: str) -> Rows:
    post = record_key(at(root, "post", "uri"))
    if post is None:
        return {}
    below = list(_below(root, None))
    commenters = [row["author_key"] for row in below if row["by_creator"] is False and row["author_key"] is not None]
    return {
        "comments": [{**row, "post": post} for row in below],
        "audience_people": [_related(account, key, "commenter") for key in commenters],
    }


def _below(node: Any, parent: str | None) -> Iterator[_Row]:
    for answer in objects(at(node, "replies")):
        post = at(answer, "post")
        comment = _comment_id(post)
        if comment is None:
            continue
        yield {
            "comment": comment,
            "parent": parent,
            "author_key": key_in(at(post, "author", "did")),
            "by_creator": flag(at(post, BY_CREATOR)),
            "text": text(at(post, "record", "plain")),
            "published_at": _made(post),
            "likes": count(at(post, "likeCount")),
        }
        yield from _below(answer, comment)


def _comment_id(post: Any) -> str | None:
    key, author = record_key(at(post, "uri")), at(post, "author", "did")
    return key if key is None or at(post, BY_CREATOR) else f"{author}/{key}"


def _people(people: list[Any], account: str, relation: str) -> Rows:
    known = [(key, person) for person in people if (key := key_in(at(person, "did"))) is not None]
    return {
        "audience_people": [_related(account, key, relation) for key, _ in known],
        "people": [{"person_key": key, "has_picture": flag(person.get(HAS_PICTURE))} for key, person in known],
    }


def _related(account: str, key: int, relation: str) -> _Row:
    return {"account": account, "person_key": key, "relation": relation}
