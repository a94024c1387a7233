"""The figures of contact of all accounts together, from the observations."""

from __future__ import annotations

import pyarrow as pa

from kring.facts.facts import Facts
from kring.profile.contact.answered import answerable_comments, answered_figures, captured_comments
from kring.profile.contact.depth import answered_threads, depth, replies_in_threads
from kring.profile.contact.wording import answers_in_threads, wording

COMMENT = ("comment", "post", "parent", "author_key", "by_creator", "text", "published_at", "source")


def contact_observed(facts: Facts) -> tuple[pa.Table, pa.Table, pa.Table, pa.Table]:
    """What `contact` needs: the comments to answer, those captured, the answered threads and the answers' texts."""
    comments, posts = facts.newest("comments").select(*COMMENT), facts.newest("posts")
    roots = facts.collect(answerable_comments(comments, posts))
    captured = facts.collect(captured_comments(comments, posts))
    replies = facts.from_arrow(facts.collect(replies_in_threads(comments)))
    threads = facts.collect(answered_threads(comments, posts, replies))
    return roots, captured, threads, facts.collect(answers_in_threads(comments, posts))


def contact(roots: pa.Table, captured: pa.Table, threads: pa.Table, answers: pa.Table) -> pa.Table:
    """The contact figures of all accounts, from what `contact_observed` collects.

    Returns rows of `FIGURES`: answered_comments, hours_to_answer, comments_captured, replies_per_thread,
    continued_threads, standard_answers, personal_answers.
    """
    return pa.concat_tables([answered_figures(roots, captured), depth(threads), wording(answers)])
