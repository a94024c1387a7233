"""What an answer is, told by its form, so that nothing passes for what was asked for and is something else.

Mastodon's API also answers with things that no step asks for and no table holds: how the signed-in account stands to
another (a relationship), and how a server describes itself (an instance). They give no rows, and the run says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from kring.sources.core.judging import OTHER_FORM
from kring.sources.core.reading import objects
from kring.sources.core.said import Said
from kring.sources.mastodon import steps


class Form(StrEnum):
    """The forms of answers that are told apart; of a list, the form of what stands in it."""

    ACCOUNT = "account"
    STATUS = "status"
    CONTEXT = "context"
    RELATIONSHIP = "relationship"
    INSTANCE = "instance"


_MARKS: Mapping[Form, tuple[frozenset[str], ...]] = {
    Form.ACCOUNT: (frozenset({"acct"}), frozenset({"username"})),
    Form.CONTEXT: (frozenset({"descendants"}),),
    Form.RELATIONSHIP: (frozenset({"id", "followed_by"}),),
    Form.INSTANCE: (frozenset({"domain", "version"}), frozenset({"uri", "version"})),
    Form.STATUS: (frozenset({"id", "created_at"}),),
}
"""Fields of which an answer of a form has all of one set."""
_OF_STREAM = {
    steps.PROFILE: Form.ACCOUNT,
    steps.STATUSES: Form.STATUS,
    steps.CONTEXT: Form.CONTEXT,
    steps.FOLLOWERS: Form.ACCOUNT,
    steps.LIKERS: Form.ACCOUNT,
}
LISTED = (steps.STATUSES, steps.FOLLOWERS, steps.LIKERS)
NO_ROWS = {
    Form.RELATIONSHIP: Said(
        "the answer tells how the signed-in account stands to another, which no table holds",
        "het antwoord zegt hoe het aangemelde account tot een ander staat; geen tabel bewaart dat",
    ),
    Form.INSTANCE: Said(
        "the answer is the server's description of itself, which no table holds",
        "het antwoord is hoe de server zichzelf beschrijft; geen tabel bewaart dat",
    ),
}


def form_of(content: Any) -> Form | None:
    """The form of an answer, or of the first thing in a list; None for an empty list and for what is of no form."""
    first = next(objects(content), None) if isinstance(content, list) else content
    if not isinstance(first, Mapping):
        return None
    return next((form for form, marks in _MARKS.items() if any(fields <= first.keys() for fields in marks)), None)


def unasked(stream: str, content: Any) -> Said | None:
    """Why an answer is not what a stream asks for; None where it is. An empty list is a list of anything."""
    form, listed = form_of(content), stream in LISTED
    of_its_kind = isinstance(content, list if listed else Mapping)
    if of_its_kind and (form is _OF_STREAM[stream] or content == []):
        return None
    return NO_ROWS.get(form, OTHER_FORM) if form else OTHER_FORM
