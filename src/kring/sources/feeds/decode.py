"""From kept feeds to rows. A feed tells nothing of an audience, so every figure stays unknown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from kring.sources.core.reading import at, moment, objects, tags_of, text
from kring.sources.core.source import Rows
from kring.sources.core.step import RawPage
from kring.sources.feeds.address import account_of

_Row = dict[str, Any]


def decode(page: RawPage, platform: str) -> Rows:
    """The account and what it published, as far back as the feed goes."""
    feed = at(page.content, "feed")
    account = account_of(platform, page.step.subject, at(feed, "link"))
    posts = [_post(entry, account, platform) for entry in objects(at(page.content, "entries"))]
    return {"accounts": [_account(feed, account, platform)], "posts": [post for post in posts if post["post"]]}


def _account(feed: Any, account: str, platform: str) -> _Row:
    language = text(at(feed, "language"))
    return {
        "account": account,
        "creator": account,
        "platform": platform,
        "handle": account.partition(":")[2],
        "name": text(at(feed, "title")),
        "bio": text(at(feed, "plain")),
        "link": text(at(feed, "link")),
        "category": text(at(feed, "category")),
        "language": language and language.replace("_", "-").split("-")[0].lower(),
    }


def _post(entry: Mapping[str, Any], account: str, platform: str) -> _Row:
    title, said = text(entry.get("title")), text(entry.get("plain"))
    parts = [title] if said is None or said == title else [title, said]
    caption = "\n\n".join(part for part in parts if part) or None
    return {
        "post": text(entry.get("id")) or _name(entry),
        "account": account,
        "published_at": moment(entry.get("published")),
        "kind": platform,
        "caption": caption,
        "link": text(entry.get("link")),
        **tags_of(caption),
    }


def _name(entry: Mapping[str, Any]) -> str | None:
    """A name for what has neither an id nor a link, made from its title and moment."""
    words = "\n".join(str(entry[name]) for name in ("title", "published") if name in entry)
    return hashlib.sha256(words.encode()).hexdigest()[:32] if words else None
