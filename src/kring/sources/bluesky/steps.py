"""The way through Bluesky: the profile, its posts, the answers and likes of each, and its followers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kring.sources.bluesky.names import account_of, actor_of
from kring.sources.core.reading import at, count, objects
from kring.sources.core.step import Call, Step
from kring.sources.core.streams import asked_since, is_before, next_page

BASE = "https://public.api.bsky.app/xrpc"
PROFILE, FEED, THREAD, LIKES, FOLLOWERS = "profile", "feed", "thread", "likes", "followers"
CURSOR = "cursor"
DEPTH = 20

_METHODS = {
    PROFILE: "app.bsky.actor.getProfile",
    FEED: "app.bsky.feed.getAuthorFeed",
    THREAD: "app.bsky.feed.getPostThread",
    LIKES: "app.bsky.feed.getLikes",
    FOLLOWERS: "app.bsky.graph.getFollowers",
}


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that finds an account."""
    return [Step(PROFILE, subject, {"actor": actor_of(subject)}, asked_since(since))]


def call(step: Step) -> Call:
    """The call of a step."""
    return Call(f"{BASE}/{_METHODS[step.stream]}", step.params)


def follow(step: Step, content: Any) -> list[Step]:
    """The steps that a page leads to."""
    match step.stream:
        case "profile":
            return _of_profile(step, content)
        case "feed":
            older = [] if _past(step, content) else next_page(step, CURSOR, at(content, CURSOR))
            return [*_about_posts(step, content), *older]
        case "likes" | "followers":
            return next_page(step, CURSOR, at(content, CURSOR))
        case _:
            return []


def _of_profile(step: Step, content: Any) -> list[Step]:
    did = at(content, "did")
    if not isinstance(did, str):
        return []
    context = {"account": account_of(step.subject), "did": did}
    followers = count(at(content, "followersCount"))
    known = {} if followers is None else {"followers": str(followers)}
    return [
        Step(
            FEED, step.subject, {"actor": did, "limit": "100", "filter": "posts_no_replies"},
            {**step.context, **context},
        ),
        Step(FOLLOWERS, step.subject, {"actor": did, "limit": "100"}, {**context, **known}),
    ]  # fmt: skip


def _about_posts(step: Step, content: Any) -> list[Step]:
    found = []
    for item in objects(at(content, "feed")):
        post = item.get("post")
        uri = at(post, "uri")
        if not isinstance(uri, str) or is_before(step, [_shown(item)]):
            continue
        context = {"account": step.context["account"], "did": step.context["did"]}
        if count(at(post, "replyCount")):
            params = {"uri": uri, "depth": str(DEPTH), "parentHeight": "0"}
            found.append(Step(THREAD, step.subject, params, context))
        if count(at(post, "likeCount")):
            found.append(Step(LIKES, step.subject, {"uri": uri, "limit": "100"}, context))
    return found


def _past(step: Step, content: Any) -> bool:
    """Whether a page, newest first, reaches back further than the run wants. A pinned post stands out of order."""
    items = [item for item in objects(at(content, "feed")) if "reasonPin" not in str(at(item, "reason", "$type"))]
    return is_before(step, map(_shown, items))


def _shown(item: Mapping[str, Any]) -> Any:
    """When a post came into the feed, also by being repeated."""
    return at(item, "reason", "indexedAt") or at(item, "post", "indexedAt")
