"""What is kept of TikTok's answers, and the rows in it. There are no third persons in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.kept import only
from kring.sources.core.reading import at, count, flag, moment, objects, tags_of, text
from kring.sources.core.source import Rows
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.third_persons import of_creator
from kring.sources.tiktok import steps
from kring.sources.tiktok.policy import PLATFORM
from kring.sources.tiktok.steps import account_of

_WRITTEN = ("title", "video_description")


def scrub(step: Step, answer: Answer, keys: PersonKeys) -> dict[str, Any]:
    """The content to keep: only what is asked for, without links to pictures and without the creator's open id."""
    data = at(answer.json(), "data")
    if step.stream == steps.PROFILE:
        return {"data": {"user": _kept(at(data, "user"), steps.PROFILE_FIELDS)}}
    videos = [_kept(video, steps.VIDEO_FIELDS) for video in objects(at(data, "videos"))]
    return {"data": {"videos": videos, **only(data, ("cursor", "has_more"))}}


def decode(page: RawPage) -> Rows:
    """The rows of a page."""
    if page.step.stream == steps.PROFILE:
        return {"accounts": [_account(at(page.content, "data", "user") or {})]}
    account = page.step.context.get("account")
    return {"posts": [_post(video, account) for video in objects(at(page.content, "data", "videos"))]}


def _account(user: Mapping[str, Any]) -> dict[str, Any]:
    handle = text(user.get("username"))
    return {
        "account": account_of(handle),
        "platform": PLATFORM,
        "handle": handle and handle.lower(),
        "name": text(user.get("display_name")),
        "bio": text(user.get("bio_description")),
        "link": text(user.get("profile_deep_link")),
        "followers": count(user.get("follower_count")),
        "following": count(user.get("following_count")),
        "posts": count(user.get("video_count")),
        "verified": flag(user.get("is_verified")),
    }


def _post(video: Mapping[str, Any], account: str | None) -> dict[str, Any]:
    caption = text(video.get("video_description")) or text(video.get("title"))
    return {
        "post": text(video.get("id")),
        "account": account,
        "published_at": moment(video.get("create_time")),
        "kind": "video",
        "caption": caption,
        "link": text(video.get("share_url")),
        **tags_of(caption),
        "likes": count(video.get("like_count")),
        "comments": count(video.get("comment_count")),
        "shares": count(video.get("share_count")),
        "views": count(video.get("view_count")),
    }


def _kept(content: Any, names: tuple[str, ...]) -> dict[str, Any]:
    kept = only(content, names)
    return kept | {name: of_creator(kept[name]) for name in _WRITTEN if name in kept}
