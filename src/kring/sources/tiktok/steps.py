"""The way through an account: the profile, then its videos, newest first. A list carries the figures of its videos."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from kring.sources.core.reading import account_named, at, count, objects
from kring.sources.core.step import Call, Step
from kring.sources.core.streams import asked_since, is_before, next_page
from kring.sources.tiktok.policy import HOST, PLATFORM

PROFILE, VIDEOS = "profile", "videos"
PROFILE_FIELDS = (
    "username", "display_name", "bio_description", "profile_deep_link", "is_verified", "follower_count",
    "following_count", "likes_count", "video_count",
)  # fmt: skip
VIDEO_FIELDS = (
    "id", "create_time", "title", "video_description", "duration", "share_url", "like_count", "comment_count",
    "share_count", "view_count",
)  # fmt: skip
PAGE = 20
CURSOR = "cursor"


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that asks whose account it is."""
    return [Step(PROFILE, subject, {}, asked_since(since))]


def call(step: Step) -> Call:
    """The call of a step; the token is added when it is sent."""
    if step.stream == PROFILE:
        return Call(f"https://{HOST}/v2/user/info/", {"fields": ",".join(PROFILE_FIELDS)})
    cursor = count(step.params.get(CURSOR))
    asked = {"max_count": PAGE} | ({} if cursor is None else {"cursor": cursor})
    return Call(
        f"https://{HOST}/v2/video/list/", {"fields": ",".join(VIDEO_FIELDS)},
        {"Content-Type": "application/json"}, "POST", body=json.dumps(asked),
    )  # fmt: skip


def follow(step: Step, content: Any) -> list[Step]:
    """The steps that a page leads to."""
    if step.stream == PROFILE:
        account = account_of(at(content, "data", "user", "username"))
        return [] if account is None else [Step(VIDEOS, step.subject, {}, {**step.context, "account": account})]
    cursor = count(at(content, "data", "cursor"))
    past = is_before(step, (video.get("create_time") for video in objects(at(content, "data", "videos"))))
    if at(content, "data", "has_more") is not True or cursor is None or past:
        return []
    return next_page(step, CURSOR, str(cursor))


def account_of(username: Any) -> str | None:
    """platform:handle in lower case."""
    return account_named(PLATFORM, username)
