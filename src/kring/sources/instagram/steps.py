"""The way through an account: the profile, who follows it, its posts, and of each post its figures and comments.

Every address says `me`: the token tells whose account it is, so no token can be spent on another account.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kring.sources.core.reading import at, count, text
from kring.sources.core.step import Call, Step
from kring.sources.core.streams import asked_since, for_another_stream, is_before
from kring.sources.meta import graph
from kring.sources.meta.media import MEDIA_FIELDS, PROFILE_FIELDS, account_of

PROFILE, MEDIA, MEDIA_INSIGHTS, DEMOGRAPHICS = "profile", "media", "media_insights", "demographics"
COMMENTS, REPLIES = "comments", "replies"

BREAKDOWNS = ("city", "country", "age", "gender", "age,gender")
_REPLY = "id,text,timestamp,like_count,parent_id,from,username"
_COMMENT = f"{_REPLY},hidden,replies{{{_REPLY}}}"
_FIGURES, _STORY_FIGURES = "reach,saved,shares,views", "reach,shares,views"
_SURE_FIGURE = "reach"
_EDGES = {MEDIA_INSIGHTS: "insights", COMMENTS: "comments", REPLIES: "replies"}


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that asks whose account it is."""
    return [Step(PROFILE, subject, {"fields": ",".join(PROFILE_FIELDS)}, asked_since(since))]


def call(step: Step) -> Call:
    """The call of a step; the token is added when it is sent."""
    params = {name: value for name, value in step.params.items() if name != "of"}
    match step.stream:
        case "profile":
            path: tuple[str, ...] = ("me",)
        case "media":
            path = ("me", "media")
        case "demographics":
            path = ("me", "insights")
        case _:
            path = (step.params["of"], _EDGES[step.stream])
    return Call(graph.address(graph.INSTAGRAM_HOST, *path), params)


def follow(step: Step, content: Any) -> list[Step]:
    """The steps that a page leads to."""
    match step.stream:
        case "profile":
            return _about(step, content)
        case "media":
            about = [next_step for media in graph.nodes(content) for next_step in _of_media(step, media)]
            past = is_before(step, (media.get("timestamp") for media in graph.nodes(content)))
            return [*about, *([] if past else graph.next_page(step, content))]
        case "comments":
            more = [reply for comment in graph.nodes(content) for reply in _more_replies(step, comment)]
            return [*more, *graph.next_page(step, content)]
        case "replies":
            return graph.next_page(step, content)
        case _:
            return []


def with_fewer_figures(step: Step) -> Step | None:
    """The figure that every kind of post has, instead of several; None when no more than that was asked."""
    if step.stream != MEDIA_INSIGHTS or step.params.get("metric") == _SURE_FIGURE:
        return None
    return Step(step.stream, step.subject, {**step.params, "metric": _SURE_FIGURE}, step.context)


def _about(step: Step, profile: Any) -> list[Step]:
    account = account_of(at(profile, "username"))
    if account is None:
        return []
    context = {**step.context, "account": account, "id": str(at(profile, "id") or "")}
    followers = count(at(profile, "followers_count"))
    known = context if followers is None else {**context, "followers": str(followers)}
    asked = {"metric": "follower_demographics", "period": "lifetime", "metric_type": "total_value"}
    return [
        *(Step(DEMOGRAPHICS, step.subject, {**asked, "breakdown": breakdown}, known) for breakdown in BREAKDOWNS),
        Step(MEDIA, step.subject, {"fields": ",".join(MEDIA_FIELDS), "limit": "50"}, context),
    ]


def _of_media(step: Step, media: Any) -> list[Step]:
    """Figures and comments of a post, while they may still change."""
    post = text(media.get("id"))
    if post is None or is_before(step, [media.get("timestamp")]):
        return []
    context = for_another_stream(step.context) | {"post": post}
    metric = _STORY_FIGURES if media.get("media_product_type") == "STORY" else _FIGURES
    found = [Step(MEDIA_INSIGHTS, step.subject, {"of": post, "metric": metric}, context)]
    if count(media.get("comments_count")) != 0:
        found.append(Step(COMMENTS, step.subject, {"of": post, "fields": _COMMENT, "limit": "50"}, context))
    return found


def _more_replies(step: Step, comment: Any) -> list[Step]:
    """The answers to a comment that did not come with it."""
    cursor, parent = graph.cursor_of(comment.get("replies")), text(comment.get("id"))
    if cursor is None or parent is None:
        return []
    context = for_another_stream(step.context) | {"parent": parent}
    params = {"of": parent, "fields": _REPLY, "limit": "50", graph.AFTER: cursor}
    return [Step(REPLIES, step.subject, params, context)]
