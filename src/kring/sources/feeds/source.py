"""Blogs and podcasts as sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent, Rows, Source
from kring.sources.core.step import Call, RawPage, Step
from kring.sources.feeds.address import address_of, hosts_of
from kring.sources.feeds.decode import decode
from kring.sources.feeds.judge import judge
from kring.sources.feeds.policy import POLICY
from kring.sources.feeds.scrub import scrub

FEED = "feed"
_LABELS = {"blog": Said("Blogs", "Blogs"), "podcast": Said("Podcasts", "Podcasts")}
_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"


@dataclass(frozen=True, slots=True)
class Feeds:
    """The feeds of blogs, or those of podcasts. A subject is a feed's address; `hosts` are the only ones asked.

    `seen`: by subject, what the server said of the feed that was last kept, with which it can say that nothing changed.
    """

    platform: Literal["blog", "podcast"]
    hosts: tuple[str, ...]
    seen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    policy: Policy = POLICY
    access: Access = Access.OPEN
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset({Capability.PROFILE, Capability.POSTS})
    buckets: tuple[Bucket, ...] = ()
    version: int = 1

    judge = staticmethod(judge)
    scrub = staticmethod(scrub)

    @classmethod
    def of(cls, platform: Literal["blog", "podcast"], subjects: Iterable[str]) -> Feeds:
        """The source of these addresses. Raises BadInput for one that is none."""
        return cls(platform, tuple(sorted({host for subject in subjects for host in hosts_of(subject)})))

    @property
    def name(self) -> str:
        """Its name is that of the platform, as a run goes on with what has that name."""
        return self.platform

    @property
    def label(self) -> Said:
        """What people call it."""
        return _LABELS[self.platform]

    def start(self, subject: str, since: datetime | None) -> Sequence[Step]:
        """A feed is one page, with what it still shows."""
        address_of(subject)
        return [Step(FEED, subject)]

    def call(self, step: Step) -> Call:
        """The call of a step, which asks for nothing when nothing changed."""
        seen = self.seen.get(step.subject, {})
        asked = {"if-none-match": seen.get("etag"), "if-modified-since": seen.get("modified")}
        headers = {name: value for name, value in asked.items() if value}
        return Call(address_of(step.subject), {}, {"accept": _ACCEPT, **headers})

    def cost(self, step: Step) -> Mapping[str, int]:
        """Feeds have no quota."""
        return {}

    def follow(self, step: Step, content: Any) -> Sequence[Step]:
        """Nothing follows."""
        return []

    def decode(self, page: RawPage) -> Rows:
        """As `Source.decode`."""
        return decode(page, self.platform)

    def knowing(self, pages: Sequence[RawPage]) -> Source:
        """As `Remembers.knowing`."""
        said = {page.step.subject: {name: page.content.get(name) for name in ("etag", "modified")} for page in pages}
        known = {subject: {name: value for name, value in some.items() if value} for subject, some in said.items()}
        return replace(self, seen=known)
