"""The way through YouTube: a channel, the playlist of its uploads, its videos, the comments, and all their answers."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from kring.sources.core.reading import at, count, objects
from kring.sources.core.step import Call, Step
from kring.sources.core.streams import asked_since, for_another_stream, is_before, next_page
from kring.sources.youtube.parts import account_of

BASE = "https://youtube.googleapis.com/youtube/v3"
SEARCH, CHANNELS, UPLOADS, VIDEOS = "search", "channels", "uploads", "videos"
THREADS, REPLIES = "comment_threads", "replies"
CURSOR = "pageToken"
PATHS = {
    SEARCH: "search",
    CHANNELS: "channels",
    UPLOADS: "playlistItems",
    VIDEOS: "videos",
    THREADS: "commentThreads",
    REPLIES: "comments",
}
KEPT_UP = timedelta(days=400)
"""How far back figures are asked for again. What is not asked for again within 30 days must go, and conclusions look
back a year; two units bring 50 videos.
"""

_PAID = "paidProductPlacementDetails"
_CHANNEL_PARTS = "snippet,statistics,contentDetails"
_VIDEO_PARTS = f"snippet,statistics,contentDetails,liveStreamingDetails,{_PAID}"
_CHANNEL_ID = re.compile(r"UC[\w-]{22}")


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that finds a channel by its id, by `user:` and its old name, or by its handle; or channels by words."""
    if subject.startswith("search:"):
        words = {"q": subject.removeprefix("search:"), "type": "channel", "part": "snippet", "maxResults": "50"}
        return [Step(SEARCH, subject, words)]
    if _CHANNEL_ID.fullmatch(subject):
        by = {"id": subject}
    elif subject.startswith("user:"):
        by = {"forUsername": subject.removeprefix("user:")}
    else:
        by = {"forHandle": f"@{subject.lstrip('@')}"}
    return [Step(CHANNELS, subject, {"part": _CHANNEL_PARTS, **by}, asked_since(since))]


def call(step: Step) -> Call:
    """The call of a step; the key is added when it is sent."""
    return Call(f"{BASE}/{PATHS[step.stream]}", step.params)


def follow(step: Step, content: Any) -> list[Step]:
    """The steps that a page leads to."""
    match step.stream:
        case "search":
            return _found(step, content)
        case "channels":
            return [] if step.subject.startswith("search:") else _uploads(step, content)
        case "uploads":
            return [*_videos(step, content), *_older_uploads(step, content)]
        case "videos":
            return _threads(step, content)
        case "comment_threads":
            return [*_replies(step, content), *_older_threads(step, content)]
        case _:
            return next_page(step, CURSOR, at(content, "nextPageToken"))


def without_paid_label(step: Step) -> Step | None:
    """The same videos without the part that some are refused; None when it was not asked for."""
    parts = step.params.get("part", "").split(",")
    if step.stream != VIDEOS or _PAID not in parts:
        return None
    kept = ",".join(part for part in parts if part != _PAID)
    return Step(VIDEOS, step.subject, {**step.params, "part": kept}, step.context)


def _found(step: Step, content: Any) -> list[Step]:
    """The profiles of the channels that a search found; what they posted is asked of those that are chosen."""
    ids = [at(item, "id", "channelId") for item in objects(at(content, "items"))]
    wanted = ",".join(channel for channel in ids if isinstance(channel, str))
    return [Step(CHANNELS, step.subject, {"part": _CHANNEL_PARTS, "id": wanted})] if wanted else []


def _uploads(step: Step, content: Any) -> list[Step]:
    found = []
    for channel in objects(at(content, "items")):
        playlist = at(channel, "contentDetails", "relatedPlaylists", "uploads")
        if isinstance(playlist, str) and playlist:
            context = {**step.context, "account": account_of(channel), "channel": str(channel.get("id", ""))}
            params = {"part": "snippet,contentDetails", "playlistId": playlist, "maxResults": "50"}
            found.append(Step(UPLOADS, step.subject, params, context))
    return found


def _videos(step: Step, content: Any) -> list[Step]:
    ids = [at(item, "contentDetails", "videoId") for item in objects(at(content, "items"))]
    wanted = ",".join(video for video in ids if isinstance(video, str))
    if not wanted:
        return []
    context = for_another_stream(step.context)
    return [Step(VIDEOS, step.subject, {"part": _VIDEO_PARTS, "id": wanted}, context)]


def _older_uploads(step: Step, content: Any) -> list[Step]:
    """The next page, unless this one reaches back to videos whose figures need not come again."""
    shown = (at(item, "contentDetails", "videoPublishedAt") for item in objects(at(content, "items")))
    return [] if is_before(step, shown, KEPT_UP) else next_page(step, CURSOR, at(content, "nextPageToken"))


def _threads(step: Step, content: Any) -> list[Step]:
    """The comments of the videos that have any; where they are shut there is no count."""
    return [
        Step(
            THREADS,
            step.subject,
            {
                "part": "snippet,replies", "videoId": str(video.get("id", "")), "maxResults": "100", "order": "time",
                "textFormat": "plainText",
            },
            step.context,
        )
        for video in objects(at(content, "items"))
        if count(at(video, "statistics", "commentCount"))
        and not is_before(step, [at(video, "snippet", "publishedAt")])
    ]  # fmt: skip


def _replies(step: Step, content: Any) -> list[Step]:
    """All answers to a comment that has more of them than came with it."""
    found = []
    for thread in objects(at(content, "items")):
        brought = len(list(objects(at(thread, "replies", "comments"))))
        if (count(at(thread, "snippet", "totalReplyCount")) or 0) > brought:
            params = {
                "part": "snippet", "parentId": str(thread.get("id", "")), "maxResults": "100",
                "textFormat": "plainText",
            }  # fmt: skip
            context = for_another_stream(step.context)
            post = str(at(thread, "snippet", "videoId") or step.params.get("videoId", ""))
            found.append(Step(REPLIES, step.subject, params, {**context, "post": post}))
    return found


def _older_threads(step: Step, content: Any) -> list[Step]:
    written = (
        at(thread, "snippet", "topLevelComment", "snippet", "publishedAt") for thread in objects(at(content, "items"))
    )
    return [] if is_before(step, written) else next_page(step, CURSOR, at(content, "nextPageToken"))
