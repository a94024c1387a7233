"""YouTube as a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent
from kring.sources.core.step import Step
from kring.sources.youtube import steps
from kring.sources.youtube.decode import decode
from kring.sources.youtube.judge import SEARCHES, UNITS, judge
from kring.sources.youtube.parts import PLATFORM
from kring.sources.youtube.policy import policy_of
from kring.sources.youtube.scrub import scrub

LABEL = Said("YouTube", "YouTube")


@dataclass(frozen=True, slots=True)
class YouTube:
    """The YouTube Data API v3 by key. `amendment`: the setting `youtube.derived_metrics_amendment`.

    A subject is a handle, a channel's id, `user:` and an old name, or `search:` and words, which finds 50 channels.
    """

    amendment: str = "not"
    name: str = "youtube"
    label: Said = LABEL
    platform: str = PLATFORM
    access: Access = Access.KEY
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset(
        {
            Capability.PROFILE, Capability.POSTS, Capability.PAID_LABEL, Capability.COMMENTS, Capability.REPLIES,
            Capability.AUDIENCE_PEOPLE,
        }
    )  # fmt: skip
    hosts: tuple[str, ...] = ("youtube.googleapis.com",)
    buckets: tuple[Bucket, ...] = (UNITS, SEARCHES)
    version: int = 1

    start = staticmethod(steps.start)
    call = staticmethod(steps.call)
    judge = staticmethod(judge)
    scrub = staticmethod(scrub)
    follow = staticmethod(steps.follow)
    decode = staticmethod(decode)

    @property
    def policy(self) -> Policy:
        """Its terms."""
        return policy_of(self.amendment)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Every list costs one unit; a search is counted apart."""
        return {(SEARCHES if step.stream == steps.SEARCH else UNITS).name: 1}
