"""Media and profiles of Instagram as rows. Likes that a creator hides are not sent, so they are unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kring.sources.core.kept import only
from kring.sources.core.reading import account_named, count, moment, tags_of, text
from kring.sources.core.third_persons import of_creator
from kring.sources.meta.graph import PLATFORM

PROFILE_FIELDS = ("id", "username", "name", "biography", "website", "followers_count", "follows_count", "media_count")
MEDIA_FIELDS = (
    "id", "caption", "comments_count", "like_count", "media_type", "media_product_type", "permalink", "timestamp",
    "username", "view_count",
)  # fmt: skip
_PRODUCTS = {"REELS": "reel", "STORY": "story"}
_TYPES = {"IMAGE": "image", "CAROUSEL_ALBUM": "carousel", "VIDEO": "video", "BROADCAST": "live"}


def kept_profile(profile: Any) -> dict[str, Any]:
    """What is kept of a profile. Its text stays as it is: creators write there how they can be reached."""
    return only(profile, PROFILE_FIELDS)


def kept_media(media: Any) -> dict[str, Any]:
    """What is kept of a post."""
    kept = only(media, MEDIA_FIELDS)
    return kept | ({"caption": of_creator(kept["caption"])} if "caption" in kept else {})


def account_of(username: Any) -> str | None:
    """platform:handle in lower case."""
    return account_named(PLATFORM, username)


def account_row(profile: Mapping[str, Any]) -> dict[str, Any]:
    """A row of accounts."""
    handle = text(profile.get("username"))
    return {
        "account": account_of(handle),
        "platform": PLATFORM,
        "handle": handle and handle.lower(),
        "name": text(profile.get("name")),
        "bio": text(profile.get("biography")),
        "link": text(profile.get("website")),
        "followers": count(profile.get("followers_count")),
        "following": count(profile.get("follows_count")),
        "posts": count(profile.get("media_count")),
    }


def post_row(media: Mapping[str, Any], account: str | None) -> dict[str, Any]:
    """A row of posts. Whether a paid label is on it is not told, so that stays unknown."""
    caption = text(media.get("caption"))
    kind = _PRODUCTS.get(str(media.get("media_product_type"))) or _TYPES.get(str(media.get("media_type")))
    return {
        "post": text(media.get("id")),
        "account": account or account_of(media.get("username")),
        "published_at": moment(media.get("timestamp")),
        "kind": kind,
        "caption": caption,
        "link": text(media.get("permalink")),
        **tags_of(caption),
        "likes": count(media.get("like_count")),
        "comments": count(media.get("comments_count")),
        "views": count(media.get("view_count")),
    }
