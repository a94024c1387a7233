"""Instagram with a creator's consent, as a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent
from kring.sources.core.step import Step
from kring.sources.instagram import steps
from kring.sources.instagram.decode import decode
from kring.sources.instagram.judge import judge
from kring.sources.instagram.policy import CONSENT, POLICY
from kring.sources.instagram.scrub import scrub
from kring.sources.meta.graph import CALLS, INSTAGRAM_HOST, PLATFORM

LABEL = Said("Instagram, with the creator's consent", "Instagram, met toestemming van de creator")


@dataclass(frozen=True, slots=True)
class Instagram:
    """The Instagram API with Instagram Login. A subject is a creator's handle; the token must be of it."""

    name: str = "instagram"
    label: Said = LABEL
    platform: str = PLATFORM
    policy: Policy = POLICY
    access: Access = Access.CONSENT
    consent: Consent | None = CONSENT
    capabilities: frozenset[Capability] = frozenset(
        {
            Capability.PROFILE, Capability.POSTS, Capability.COMMENTS, Capability.REPLIES, Capability.AUDIENCE_SHARES,
            Capability.AUDIENCE_PEOPLE,
        }
    )  # fmt: skip
    hosts: tuple[str, ...] = (INSTAGRAM_HOST,)
    buckets: tuple[Bucket, ...] = ()
    version: int = 1

    start = staticmethod(steps.start)
    call = staticmethod(steps.call)
    judge = staticmethod(judge)
    scrub = staticmethod(scrub)
    follow = staticmethod(steps.follow)
    decode = staticmethod(decode)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Every call counts, for the account it is about: Meta says itself when that one has had its share."""
        return {CALLS.name: 1}
