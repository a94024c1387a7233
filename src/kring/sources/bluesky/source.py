"""Bluesky as a source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kring.sources.bluesky import steps
from kring.sources.bluesky.decode import decode
from kring.sources.bluesky.judge import judge
from kring.sources.bluesky.names import PLATFORM
from kring.sources.bluesky.policy import POLICY
from kring.sources.bluesky.scrub import scrub
from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent
from kring.sources.core.step import RawPage, Step
from kring.sources.core.whole_lists import WholeList, whole_lists

LABEL = Said("Bluesky", "Bluesky")
CALLS = Bucket("calls", 3_000, Said("calls in five minutes", "vragen in vijf minuten"), window=timedelta(minutes=5))


@dataclass(frozen=True, slots=True)
class Bluesky:
    """Bluesky's public view, without signing in. A subject is a handle or a DID."""

    name: str = PLATFORM
    label: Said = LABEL
    platform: str = PLATFORM
    policy: Policy = POLICY
    access: Access = Access.OPEN
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset(
        {Capability.PROFILE, Capability.POSTS, Capability.COMMENTS, Capability.REPLIES, Capability.AUDIENCE_PEOPLE}
    )
    hosts: tuple[str, ...] = ("public.api.bsky.app",)
    buckets: tuple[Bucket, ...] = (CALLS,)
    version: int = 1

    start = staticmethod(steps.start)
    call = staticmethod(steps.call)
    judge = staticmethod(judge)
    scrub = staticmethod(scrub)
    follow = staticmethod(steps.follow)
    decode = staticmethod(decode)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Every call counts once."""
        return {CALLS.name: 1}

    def whole_lists(self, pages: Sequence[RawPage]) -> Collection[WholeList]:
        """The accounts of which every follower is among these pages."""
        return whole_lists(self, pages, steps.FOLLOWERS, steps.CURSOR, "followers")
