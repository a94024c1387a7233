"""From kept answers to rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kring.sources.core.reading import at, count, flag, moment, objects, text
from kring.sources.core.source import Rows
from kring.sources.core.step import RawPage
from kring.sources.core.third_persons import key_in
from kring.sources.instagram import steps
from kring.sources.instagram.demographics import shares
from kring.sources.instagram.scrub import AUTHOR, BY_CREATOR
from kring.sources.meta.graph import nodes
from kring.sources.meta.media import account_row, post_row

_Row = dict[str, Any]
_FIGURES = {"reach": "reach", "saved": "saves", "shares": "shares", "views": "views", "impressions": "impressions"}


def decode(page: RawPage) -> Rows:
    """The rows of a page."""
    context = page.step.context
    match page.step.stream:
        case steps.PROFILE:
            return {"accounts": [account_row(page.content)]}
        case steps.MEDIA:
            return {"posts": [post_row(media, context.get("account")) for media in nodes(page.content)]}
        case steps.MEDIA_INSIGHTS:
            return {"posts": _figures(page.content, context)}
        case steps.DEMOGRAPHICS:
            return {"audience_shares": shares(page.content, context)}
        case steps.COMMENTS | steps.REPLIES:
            rows: dict[str, list[_Row]] = {}
            for comment in nodes(page.content):
                for table, row in _written(comment, context.get("parent"), context):
                    rows.setdefault(table, []).append(row)
            return rows
        case _:
            return {}


def _figures(content: Any, context: Mapping[str, str]) -> list[_Row]:
    """What a post's insights say of it, as one more observation of that post."""
    told = {_FIGURES[str(insight.get("name"))]: _value(insight) for insight in nodes(content) if _is_read(insight)}
    known = {name: value for name, value in told.items() if value is not None}
    if not known or "post" not in context or "account" not in context:
        return []
    return [{"post": context["post"], "account": context["account"], **known}]


def _is_read(insight: Mapping[str, Any]) -> bool:
    return text(insight.get("name")) in _FIGURES and insight.get("period") == "lifetime"


def _value(insight: Mapping[str, Any]) -> int | None:
    values = list(objects(insight.get("values")))
    return count(values[-1].get("value")) if values else count(at(insight, "total_value", "value"))


def _written(comment: Mapping[str, Any], parent: str | None, context: Mapping[str, str]) -> Iterator[tuple[str, _Row]]:
    """A comment, its answers, and that its author is one of those who comment on the account."""
    if "post" not in context or text(comment.get("id")) is None:
        return
    author, by_creator = key_in(comment.get(AUTHOR)), flag(comment.get(BY_CREATOR))
    yield (
        "comments",
        {
            "comment": comment["id"],
            "post": context["post"],
            "parent": text(comment.get("parent_id")) or parent,
            "author_key": author,
            "by_creator": by_creator,
            "text": text(comment.get("text")),
            "published_at": moment(comment.get("timestamp")),
            "likes": count(comment.get("like_count")),
        },
    )
    if author is not None and by_creator is False:
        yield (
            "audience_people",
            {"account": context["account"], "person_key": author, "relation": "commenter", "complete": False},
        )
    for reply in nodes(comment.get("replies")):
        yield from _written(reply, text(comment["id"]), context)
