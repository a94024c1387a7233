"""Trait: contact. How much is answered and how fast, how long conversations go on, and how answers are worded.

Method, source and limits stand with each part: `answered` (share answered, hours, captured comments), `depth` (replies
a thread, threads that go on) and `wording` (standard text, personal answers).
"""

from kring.profile.contact.answered import answerable_comments, captured_comments, threaded_sources
from kring.profile.contact.depth import answered_threads
from kring.profile.contact.trait import CONTACT_COUNTS, contact, contact_counts, contact_observed
from kring.profile.contact.wording import answers_in_threads

__all__ = [
    "CONTACT_COUNTS",
    "answerable_comments",
    "answered_threads",
    "answers_in_threads",
    "captured_comments",
    "contact",
    "contact_counts",
    "contact_observed",
    "threaded_sources",
]
