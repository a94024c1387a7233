"""What a source of pages is: it declares what it gives and asks, and says how its pages are asked for and read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from kring.facts.person_keys import PersonKeys
from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Call, RawPage, Step
from kring.sources.core.verdict import Verdict

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""By table, rows by column. A column left out is unknown; `observed_at` is the page's moment unless a row says so."""


class Capability(StrEnum):
    """What a source can tell."""

    PROFILE = "profile"
    POSTS = "posts"
    PAID_LABEL = "paid_label"
    COMMENTS = "comments"
    REPLIES = "replies"
    AUDIENCE_SHARES = "audience_shares"
    AUDIENCE_PEOPLE = "audience_people"
    SALES = "sales"


class Access(StrEnum):
    """What opens a source: nothing, one key for all of it, a key for each subject, or each creator's consent."""

    OPEN = "open"
    KEY = "key"
    KEY_EACH = "key_each"
    CONSENT = "consent"

    @property
    def by_subject(self) -> bool:
        """Whether each subject is opened by something of its own."""
        return self in (Access.KEY_EACH, Access.CONSENT)


@dataclass(frozen=True, slots=True)
class Consent:
    """What a creator is asked: the scopes, what is read in words, and for how long one yes holds."""

    scopes: tuple[str, ...]
    reads: tuple[Said, ...]
    days: int


class Source(Protocol):
    """One source. Everything here is pure: calling, waiting, storing and the clock belong to the run.

    What needs nothing of the declaration is a plain function, which the source holds as a static method.
    """

    @property
    def name(self) -> str:
        """Its name, which is also the `source` of its rows."""
        ...

    @property
    def label(self) -> Said:
        """What people call it."""
        ...

    @property
    def platform(self) -> str:
        """The platform of its accounts; "" for a shop."""
        ...

    @property
    def policy(self) -> Policy:
        """Its terms."""
        ...

    @property
    def access(self) -> Access:
        """What opens it."""
        ...

    @property
    def consent(self) -> Consent | None:
        """What the creator is asked, when the source needs it."""
        ...

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What it can tell."""
        ...

    @property
    def hosts(self) -> tuple[str, ...]:
        """The only hosts its calls may go to."""
        ...

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """Its quotas."""
        ...

    @property
    def version(self) -> int:
        """Of its decoders; raised when they read the same page otherwise."""
        ...

    def start(self, subject: str, since: datetime | None) -> Sequence[Step]:
        """The first steps for one subject; what is older than `since` need not come again."""
        ...

    def call(self, step: Step) -> Call:
        """The call of a step, without credentials."""
        ...

    def cost(self, step: Step) -> Mapping[str, int]:
        """What it takes, by bucket."""
        ...

    def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
        """What an answer means. `core.judging` knows what holds for every vendor."""
        ...

    def scrub(self, step: Step, answer: Answer, keys: PersonKeys) -> Any:
        """The content to keep, as plain JSON values: third persons' names, pictures and links are gone, their ids are
        `written_key`s, and names of others in texts are masked. Scrubbing twice changes nothing more.
        """
        ...

    def follow(self, step: Step, content: Any) -> Sequence[Step]:
        """The steps that a page leads to: its next page, and what is about the things on it."""
        ...

    def decode(self, page: RawPage) -> Rows:
        """The rows of a page. The same page gives the same rows, whenever it is decoded."""
        ...
