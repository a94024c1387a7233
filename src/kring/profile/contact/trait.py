"""The figures of contact of all accounts together, from the observations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from kring.facts.facts import Facts
from kring.profile.contact.answered import (
    ANSWERED,
    CAPTURED,
    HOURS,
    answerable_comments,
    answered_counts,
    answered_figures,
    captured_comments,
    hours_taken,
)
from kring.profile.contact.depth import DEPTH, answered_threads, depth, depth_counts, replies_in_threads
from kring.profile.contact.wording import WORDING, answers_in_threads, wording, wording_counts

COMMENT = ("comment", "post", "parent", "author_key", "by_creator", "text", "published_at", "source")
CONTACT_COUNTS = {"answered": ANSWERED, "hours": HOURS, "captured": CAPTURED, "depth": DEPTH, "wording": WORDING}


def contact_observed(
    facts: Facts, threaded: Sequence[str] | None = None
) -> tuple[pa.Table, pa.Table, pa.Table, pa.Table]:
    """What `contact` needs: the comments to answer, those captured, the answered threads and the answers' texts.

    `threaded`: the sources that deliver threads, where `facts` are too few to tell.
    """
    comments, posts = facts.newest("comments").select(*COMMENT), facts.newest("posts")
    roots = facts.collect(answerable_comments(comments, posts, threaded))
    captured = facts.collect(captured_comments(comments, posts))
    replies = facts.from_arrow(facts.collect(replies_in_threads(comments, threaded)))
    threads = facts.collect(answered_threads(comments, posts, replies, threaded))
    return roots, captured, threads, facts.collect(answers_in_threads(comments, posts, threaded))


def contact_counts(roots: pa.Table, captured: pa.Table, threads: pa.Table, answers: pa.Table) -> dict[str, pa.Table]:
    """The tables of `CONTACT_COUNTS`, one row an account, from what `contact_observed` collects."""
    return {
        "answered": answered_counts(roots),
        "hours": hours_taken(roots),
        "captured": captured.select(CAPTURED.names).cast(CAPTURED).sort_by("account"),
        "depth": depth_counts(threads),
        "wording": wording_counts(answers),
    }


def contact(counts: Mapping[str, pa.Table]) -> pa.Table:
    """The contact figures of all accounts, from the tables of `CONTACT_COUNTS`.

    Returns rows of `FIGURES`: answered_comments, hours_to_answer, comments_captured, replies_per_thread,
    continued_threads, standard_answers, personal_answers.
    """
    answered = answered_figures(counts["answered"], counts["hours"], counts["captured"])
    return pa.concat_tables([answered, depth(counts["depth"]), wording(counts["wording"])])
