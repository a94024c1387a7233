"""The way through a server: the account, its posts, what was answered and who liked each, and who follows it.

A page names the next one in its Link header (RFC 8288); what of that is kept is only where the next page begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kring.sources.core.reading import at, count, objects
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.streams import asked_since, is_before, next_page
from kring.sources.mastodon.address import address_of

PROFILE, STATUSES, CONTEXT, FOLLOWERS, LIKERS = "profile", "statuses", "context", "followers", "likers"
CURSOR = "max_id"

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
    return [Step(PROFILE, subject, {"acct": address_of(subject).user}, asked_since(since))]


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
            past = is_before(step, (status.get("created_at") for status in objects(at(content, "items"))))
            return [*_about_posts(step, content), *([] if past else next_page(step, CURSOR, at(content, "next")))]
        case "followers" | "likers":
            return next_page(step, CURSOR, at(content, "next"))
        case _:
            return []


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
        if number is None or not is_post(status) or is_before(step, [status.get("created_at")]):
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


def _id(content: Any) -> str | None:
    number = at(content, "id")
    return number if isinstance(number, str) and _ID.fullmatch(number) else None
