"""First whose eyes look, then one expression for a profile and its newest posts, and for each older page of posts.

A name goes into that expression, so only what can be a name of Instagram is let in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kring.errors import BadInput
from kring.sources.core.reading import at
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.streams import asked_since, is_before, next_page
from kring.sources.meta import asker, graph
from kring.sources.meta.media import MEDIA_FIELDS, PROFILE_FIELDS, kept_media, kept_profile

DISCOVERED = "discovered"
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9._]{0,28}[a-z0-9_])?")
_CURSOR = re.compile(r"[\w=+/.~-]+")


def start(subject: str, since: datetime | None) -> list[Step]:
    """The step that leads to a profile and its newest posts. Raises BadInput for what can't be a name of Instagram."""
    name = subject.lstrip("@").lower()
    if not _NAME.fullmatch(name):
        raise BadInput(
            f"'{subject}' is no name of an Instagram account.", "Give the name as it stands in the profile.",
            nl=f"'{subject}' is geen naam van een Instagram-account.",
            nl_advice="Geef de naam zoals die in het profiel staat.",
        )  # fmt: skip
    return [asker.asked_first(Step(DISCOVERED, subject, {"username": name}, asked_since(since)))]


def call(step: Step) -> Call:
    """The call of a step; the token is added when it is sent."""
    if step.stream == asker.ASKER:
        return asker.call(step)
    cursor = step.params.get(graph.AFTER)
    page = "media" if cursor is None else f"media.after({cursor})"
    fields = f"{','.join(PROFILE_FIELDS)},{page}.limit(50){{{','.join(MEDIA_FIELDS)}}}"
    asked = f"business_discovery.username({step.params['username']}){{{fields}}}"
    return Call(graph.address(graph.FACEBOOK_HOST, step.params[asker.ASKER]), {"fields": asked})


def scrub(answer: Answer) -> dict[str, Any]:
    """The content to keep of a profile and its posts."""
    found = at(answer.json(), "business_discovery")
    kept = kept_profile(found)
    media = at(found, "media")
    if isinstance(media, Mapping):
        posts = [kept_media(post) for post in graph.nodes(media)]
        kept["media"] = graph.kept_page(media, posts, without_next=True)
    return {"business_discovery": kept}


def follow(step: Step, content: Any) -> list[Step]:
    """The profile, or the next page of posts unless this one reaches back further than the run wants."""
    if step.stream == asker.ASKER:
        return asker.follow(step, content)
    media = at(content, "business_discovery", "media")
    cursor = graph.cursor_of(media)
    past = is_before(step, (post.get("timestamp") for post in graph.nodes(media)))
    if cursor is None or past or not _CURSOR.fullmatch(cursor):
        return []
    return next_page(step, graph.AFTER, cursor)
