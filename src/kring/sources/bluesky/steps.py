"""The way through Bluesky: the profile, its posts, the answers and likes of each, and its followers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from kring.sources.bluesky.names import account_of, actor_of
from kring.sources.core.reading import at, count, moment, objects
from kring.sources.core.step import Call, Step

BASE = "https://public.api.bsky.app/xrpc"
PROFILE, FEED, THREAD, LIKES, FOLLOWERS = "profile", "feed", "thread", "likes", "followers"
CURSOR = "cursor"
DEPTH = 20
STILL_MOVING = timedelta(days=30)
"""How long after it appeared a post's figures and answers are asked for again: most of both come in that time."""
TURNS = 3

_METHODS = {
    PROFILE: "app.bsky.actor.getProfile",
    FEED: "app.bsky.feed.getAuthorFeed",
    THREAD: "app.bsky.feed.getPostThread",
    LIKES: "app.bsky.feed.getLikes",
    FOLLOWERS: "app.bsky.graph.getFollowers",
}


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that finds an account."""
    context = {} if since is None else {"since": since.isoformat()}
    return [Step(PROFILE, subject, {"actor": actor_of(subject)}, context)]


def call(step: Step) -> Call:
    """The call of a step."""
    return Call(f"{BASE}/{_METHODS[step.stream]}", step.params)


def follow(step: Step, content: Any) -> list[Step]:
    """The steps that a page leads to."""
    match step.stream:
        case "profile":
            return _of_profile(step, content)
        case "feed":
            older = [] if _past(step, content) else _next(step, content)
            return [*_about_posts(step, content), *older]
        case "likes" | "followers":
            return _next(step, content)
        case _:
            return []


def from_its_first_page(step: Step) -> Step | None:
    """The stream of a step from its beginning, told apart from the first time; None when that was tried too often."""
    turn = int(step.context.get("turn", "0")) + 1
    if CURSOR not in step.params or turn > TURNS:
        return None
    params = {name: value for name, value in step.params.items() if name != CURSOR}
    return Step(step.stream, step.subject, params, {**step.context, "turn": str(turn)})


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
        if not isinstance(uri, str) or _old(step, item):
            continue
        context = {"account": step.context["account"], "did": step.context["did"]}
        if count(at(post, "replyCount")):
            params = {"uri": uri, "depth": str(DEPTH), "parentHeight": "0"}
            found.append(Step(THREAD, step.subject, params, context))
        if count(at(post, "likeCount")):
            found.append(Step(LIKES, step.subject, {"uri": uri, "limit": "100"}, context))
    return found


def _next(step: Step, content: Any) -> list[Step]:
    cursor = at(content, CURSOR)
    if not isinstance(cursor, str) or cursor in ("", step.params.get(CURSOR)):
        return []
    return [Step(step.stream, step.subject, {**step.params, CURSOR: cursor}, step.context)]


def _past(step: Step, content: Any) -> bool:
    """Whether a page, newest first, reaches back further than the run wants. A pinned post stands out of order."""
    items = [item for item in objects(at(content, "feed")) if "reasonPin" not in str(at(item, "reason", "$type"))]
    return any(_old(step, item) for item in items)


def _old(step: Step, item: Mapping[str, Any]) -> bool:
    since = moment(step.context.get("since"))
    shown = moment(at(item, "reason", "indexedAt") or at(item, "post", "indexedAt"))
    return since is not None and shown is not None and shown < since - STILL_MOVING
