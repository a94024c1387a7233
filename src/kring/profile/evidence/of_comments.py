"""Evidence that is comments: answered or not, and those that look made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from kring.estimate import number
from kring.profile.authenticity.commenting import telling_comments
from kring.profile.contact import answerable_comments
from kring.profile.evidence.asked import Asked
from kring.profile.quoted import Evidence, quoted
from kring.vocabulary.figures import figure as figure_named
from kring.vocabulary.text import Words


def comments_below(asked: Asked) -> Iterator[Evidence]:
    """The comments by others with their answer; for hours_to_answer only those that got one."""
    facts = asked.facts
    names = facts.collect(asked.posts.select("account", "post"))
    under = facts.newest("comments").join(facts.from_arrow(names.select(["post"])), on="post", how="semi")
    roots = facts.collect(answerable_comments(facts.newest("comments"), facts.from_arrow(names)))
    texts = dict(zip(*_columns(facts.collect(under.select("comment", "text")), "comment", "text"), strict=True))
    for row in roots.to_pylist():
        if row["answered"] or asked.figure != "hours_to_answer":
            quote = quoted(texts.get(row["comment"]))
            yield Evidence("comment", row["comment"], row["commented_at"], quote, "thread", _answer(row))


def comments_like_it(asked: Asked) -> Iterator[Evidence]:
    """The comments that are generic, repeated or by a pod, as asked."""
    figure = asked.figure
    for row in telling_comments(asked.facts, asked.account, figure).to_pylist():
        quote = quoted(row["text"])
        yield Evidence("comment", row["comment"], row["published_at"], quote, figure, figure_named(figure).words)


def _columns(table: pa.Table, *names: str) -> tuple[list[Any], ...]:
    return tuple(table[name].to_pylist() for name in names)


def _answer(row: dict[str, Any]) -> Words:
    if not row["answered"]:
        return Words("niet beantwoord in de draad", "not answered in the thread")
    if row["answered_at"] is None or row["commented_at"] is None:
        return Words("beantwoord in de draad", "answered in the thread")
    hours = (row["answered_at"] - row["commented_at"]).total_seconds() / 3600
    return Words(f"beantwoord na {number(hours, 'nl', 1)} uur", f"answered after {number(hours, 'en', 1)} hours")
