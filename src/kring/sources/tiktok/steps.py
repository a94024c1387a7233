"""The way through an account: the profile, then its videos, newest first. A list carries the figures of its videos."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from kring.sources.core.reading import at, count, moment, objects, text
from kring.sources.core.step import Call, Step
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
STILL_MOVING = timedelta(days=30)
"""How long after it appeared a video's figures are asked for again."""
MOST_TURNS = 3


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that asks whose account it is."""
    return [Step(PROFILE, subject, {}, {} if since is None else {"since": since.isoformat()})]


def call(step: Step) -> Call:
    """The call of a step; the token is added when it is sent."""
    if step.stream == PROFILE:
        return Call(f"https://{HOST}/v2/user/info/", {"fields": ",".join(PROFILE_FIELDS)})
    cursor = count(step.params.get("cursor"))
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
    if at(content, "data", "has_more") is not True or cursor is None or _past(step, content):
        return []
    return [Step(VIDEOS, step.subject, {"cursor": str(cursor)}, step.context)]


def from_its_first_page(step: Step) -> Step | None:
    """The videos from the newest on, told apart from the first time; None after three times."""
    turn = int(step.context.get("turn", "0")) + 1
    if "cursor" not in step.params or turn > MOST_TURNS:
        return None
    return Step(step.stream, step.subject, {}, {**step.context, "turn": str(turn)})


def account_of(username: Any) -> str | None:
    """platform:handle in lower case."""
    handle = text(username)
    return f"{PLATFORM}:{handle}".lower() if handle else None


def _past(step: Step, content: Any) -> bool:
    """Whether a page reaches back further than the run wants."""
    since = moment(step.context.get("since"))
    videos = objects(at(content, "data", "videos"))
    shown = [read for video in videos if (read := moment(video.get("create_time"))) is not None]
    return since is not None and bool(shown) and min(shown) < since - STILL_MOVING
