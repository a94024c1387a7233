"""What is kept of an answer. Only what is listed is kept; links to pictures and to next pages go, tokens with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.kept import only
from kring.sources.core.reading import at, text
from kring.sources.core.step import Answer, Step
from kring.sources.core.third_persons import key_for, of_third_person
from kring.sources.instagram import steps
from kring.sources.meta import graph
from kring.sources.meta.graph import PLATFORM
from kring.sources.meta.media import kept_media, kept_profile

AUTHOR, BY_CREATOR = "author", "by_creator"
_COMMENT = ("id", "timestamp", "like_count", "parent_id", "hidden", BY_CREATOR)
_INSIGHT = ("name", "period", "values", "total_value")


def scrub(step: Step, answer: Answer, keys: PersonKeys) -> Any:
    """The content to keep."""
    content = answer.json()
    match step.stream:
        case steps.PROFILE:
            return kept_profile(content)
        case steps.MEDIA:
            return graph.kept_page(content, [kept_media(media) for media in graph.nodes(content)])
        case steps.COMMENTS | steps.REPLIES:
            return graph.kept_page(content, [_comment(comment, step, keys) for comment in graph.nodes(content)])
        case steps.MEDIA_INSIGHTS | steps.DEMOGRAPHICS:
            return {"data": [only(insight, _INSIGHT) for insight in graph.nodes(content)]}
        case _:
            return None


def _comment(comment: Mapping[str, Any], step: Step, keys: PersonKeys) -> dict[str, Any]:
    """A comment; whether its author is the creator is noted before the name becomes a key."""
    kept = only(comment, _COMMENT)
    name = text(comment.get("username")) or text(at(comment, "from", "username"))
    number = text(at(comment, "from", "id")) or text(at(comment, "user", "id"))
    author = text(comment.get(AUTHOR)) or name or number
    own, account = step.context.get("id"), step.context.get("account")
    if BY_CREATOR not in kept and account is not None and (name or number):
        kept[BY_CREATOR] = f"{PLATFORM}:{name}".lower() == account or (bool(number) and number == own)
    if author is not None:
        kept[AUTHOR] = key_for(author, PLATFORM, keys)
    written = of_third_person(comment.get("text"))
    if written is not None:
        kept["text"] = written
    if isinstance(comment.get("replies"), Mapping):
        replies = [_comment(reply, step, keys) for reply in graph.nodes(comment["replies"])]
        kept["replies"] = graph.kept_page(comment["replies"], replies)
    return kept
