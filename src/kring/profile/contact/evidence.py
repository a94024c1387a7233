"""What depth and wording of contact rest on: the threads with their replies, the answers with what tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from kring.estimate import number
from kring.facts.facts import Facts
from kring.profile.contact.depth import answered_threads, replies_in_threads
from kring.profile.contact.wording import TIMES, answers_in_threads, judged, newest
from kring.profile.quoted import Evidence, quoted
from kring.vocabulary.text import Words

OF_THREADS = ("replies_per_thread", "continued_threads")
OF_ANSWERS = ("standard_answers", "personal_answers")


def thread_evidence(facts: Facts, posts: nw.LazyFrame[Any], figure: str) -> Iterator[Evidence]:
    """The threads below `posts` that the creator answered; for continued_threads those that go on, if there are any."""
    under, names = _under(facts, posts)
    replies = facts.from_arrow(facts.collect(replies_in_threads(under)))
    texts = facts.collect(under.select("comment", "text"))
    said = dict(zip(texts["comment"].to_pylist(), texts["text"].to_pylist(), strict=True))
    rows = facts.collect(answered_threads(under, names, replies)).to_pylist()
    on = [row for row in rows if row["own"] > 1 or row["back"]]
    for row in on if on and figure == "continued_threads" else rows:
        why = _thread(row["replies"], row["own"], row["back"])
        yield Evidence("comment", row["comment"], row["commented_at"], quoted(said.get(row["comment"])), "thread", why)


def answer_evidence(facts: Facts, posts: nw.LazyFrame[Any], figure: str) -> Iterator[Evidence]:
    """The answers below `posts` that count for a figure of `OF_ANSWERS`, or all of them where none does."""
    under, names = _under(facts, posts)
    answers = facts.collect(answers_in_threads(under, names))
    if not answers.num_rows:
        return
    answers = newest(answers)
    times, personal = judged(answers)
    told = list(zip(answers.to_pylist(), times.tolist(), personal.tolist(), strict=True))
    counts = [one for one in told if (one[1] >= TIMES if figure == "standard_answers" else one[2])]
    for row, often, own in counts or told:
        why = _repeated(often) if often >= TIMES else _own(own)
        yield Evidence("comment", row["comment"], row["published_at"], quoted(row["text"]), figure, why)


def _under(facts: Facts, posts: nw.LazyFrame[Any]) -> tuple[nw.LazyFrame[Any], nw.LazyFrame[Any]]:
    """The comments below some posts, and the posts' names."""
    names = facts.from_arrow(facts.collect(posts.select("account", "post")))
    return facts.newest("comments").join(names.select("post"), on="post", how="semi"), names


def _thread(replies: int, own: int, back: int) -> Words:
    dutch = f"{number(replies, 'nl')} in de draad, {number(own, 'nl')} van de creator"
    english = f"{number(replies)} in the thread, {number(own)} by the creator"
    if back:
        return Words(f"{dutch}; de volger kwam terug", f"{english}; the follower came back")
    return Words(dutch, english)


def _repeated(times: int) -> Words:
    return Words(f"staat er {number(times, 'nl')} keer (bijna) zo", f"stands there {number(times)} times, or nearly so")


def _own(personal: bool) -> Words:
    if personal:
        return Words("gaat in op de reactie of de lezer", "takes up the comment or the reader")
    return Words("zou onder meer reacties passen", "would fit below other comments too")
