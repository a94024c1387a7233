"""The way through a server: the account, its posts, what was answered and who liked each, and who follows it.

A page names the next one in its Link header (RFC 8288); what of that is kept is only where the next page begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kring.sources.core.reading import at, count, moment, objects
from kring.sources.core.step import Answer, Call, Step
from kring.sources.mastodon.address import address_of

PROFILE, STATUSES, CONTEXT, FOLLOWERS, LIKERS = "profile", "statuses", "context", "followers", "likers"
CURSOR = "max_id"
STILL_MOVING = timedelta(days=30)
"""How long after it appeared a post's figures and answers are asked for again: most of both come in that time."""
TURNS = 3

_PATHS = {
    PROFILE: "accounts/lookup",
    STATUSES: "accounts/{id}/statuses",
    CONTEXT: "statuses/{id}/context",
    FOLLOWERS: "accounts/{id}/followers",
    LIKERS: "statuses/{id}/favourited_by",
}
_LINK = re.compile(r'<([^<>]+)>\s*;[^,<]*\brel="?next\b')
_ID = re.compile(r"[\w-]{1,64}")


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that finds an account on its server."""
    context = {} if since is None else {"since": since.isoformat()}
    return [Step(PROFILE, subject, {"acct": address_of(subject).user}, context)]


def call(step: Step) -> Call:
    """The call of a step, to the server of the account it is about."""
    params = dict(step.params)
    path = _PATHS[step.stream].format(id=params.pop("id", ""))
    return Call(f"https://{address_of(step.subject).server}/api/v1/{path}", params)


def next_cursor(answer: Answer) -> str | None:
    """Where the next page begins, by the Link header."""
    found = _LINK.search(answer.headers.get("link", ""))
    asked = parse_qs(urlsplit(found[1]).query).get(CURSOR, []) if found else []
    return asked[0] if asked and _ID.fullmatch(asked[0]) else None


def follow(step: Step, content: Any) -> list[Step]:
    """The steps that a page leads to."""
    match step.stream:
        case "profile":
            return _of_profile(step, content)
        case "statuses":
            older = [] if _past(step, content) else _next(step, content)
            return [*_about_posts(step, content), *older]
        case "followers" | "likers":
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
    number = _id(content)
    if number is None:
        return []
    context = {**step.context, "account": address_of(step.subject).account, "id": number}
    followers = count(at(content, "followers_count"))
    known = {} if followers is None else {"followers": str(followers)}
    posts = {"id": number, "limit": "40", "exclude_replies": "true", "exclude_reblogs": "true"}
    return [
        Step(STATUSES, step.subject, posts, context),
        Step(FOLLOWERS, step.subject, {"id": number, "limit": "80"}, {"account": context["account"], **known}),
    ]


def _about_posts(step: Step, content: Any) -> list[Step]:
    found = []
    for status in objects(at(content, "items")):
        number = _id(status)
        if number is None or not is_post(status) or _old(step, status):
            continue
        context = {"account": step.context["account"], "id": step.context["id"], "post": number}
        if count(status.get("replies_count")):
            found.append(Step(CONTEXT, step.subject, {"id": number}, context))
        if count(status.get("favourites_count")):
            found.append(Step(LIKERS, step.subject, {"id": number, "limit": "80"}, context))
    return found


def is_post(status: Mapping[str, Any]) -> bool:
    """Whether a status begins something of its own: no answer, no repeated post of another, and open to all."""
    answers = status.get("in_reply_to_id") is not None
    return not answers and not status.get("reblog") and status.get("visibility") in (None, "public", "unlisted")


def _next(step: Step, content: Any) -> list[Step]:
    cursor = at(content, "next")
    if not isinstance(cursor, str) or cursor == step.params.get(CURSOR):
        return []
    return [Step(step.stream, step.subject, {**step.params, CURSOR: cursor}, step.context)]


def _past(step: Step, content: Any) -> bool:
    """Whether a page, newest first, reaches back further than the run wants."""
    return any(_old(step, status) for status in objects(at(content, "items")))


def _old(step: Step, status: Mapping[str, Any]) -> bool:
    since, made = moment(step.context.get("since")), moment(status.get("created_at"))
    return since is not None and made is not None and made < since - STILL_MOVING


def _id(content: Any) -> str | None:
    number = at(content, "id")
    return number if isinstance(number, str) and _ID.fullmatch(number) else None
