"""Mastodon as a source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent
from kring.sources.core.step import RawPage, Step
from kring.sources.core.whole_lists import WholeList, whole_lists
from kring.sources.mastodon import steps
from kring.sources.mastodon.address import PLATFORM, address_of
from kring.sources.mastodon.decode import decode
from kring.sources.mastodon.judge import judge
from kring.sources.mastodon.policy import POLICY
from kring.sources.mastodon.scrub import scrub

LABEL = Said("Mastodon", "Mastodon")
CALLS = 300
WINDOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Mastodon:
    """Any number of servers that speak Mastodon's API. `servers`: the only ones that are asked; each has its own quota.

    A run goes on with the subjects of one that was not finished, so `servers` are those of both.
    """

    servers: tuple[str, ...]
    name: str = PLATFORM
    label: Said = LABEL
    platform: str = PLATFORM
    policy: Policy = POLICY
    access: Access = Access.OPEN
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset(
        {Capability.PROFILE, Capability.POSTS, Capability.COMMENTS, Capability.REPLIES, Capability.AUDIENCE_PEOPLE}
    )
    version: int = 1

    start = staticmethod(steps.start)
    call = staticmethod(steps.call)
    judge = staticmethod(judge)
    scrub = staticmethod(scrub)
    follow = staticmethod(steps.follow)
    decode = staticmethod(decode)

    @classmethod
    def of(cls, subjects: Iterable[str]) -> Mastodon:
        """The source of these accounts, each user@server. Raises BadInput for one that is not written so."""
        return cls(tuple(sorted({address_of(subject).server for subject in subjects})))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The servers, without their ports."""
        return tuple(server.partition(":")[0] for server in self.servers)

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """300 calls in five minutes on each server, the software's default."""
        label = Said("calls in five minutes", "vragen in vijf minuten")
        return tuple(Bucket(server, CALLS, label, window=WINDOW) for server in self.servers)

    def cost(self, step: Step) -> Mapping[str, int]:
        """One call on its server."""
        return {address_of(step.subject).server: 1}

    def whole_lists(self, pages: Sequence[RawPage]) -> Collection[WholeList]:
        """The accounts of which every follower is among these pages."""
        return whole_lists(self, pages, steps.FOLLOWERS, steps.CURSOR, "followers")
