"""TikTok's Display API as a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent
from kring.sources.core.step import Step
from kring.sources.tiktok import steps
from kring.sources.tiktok.decode import decode, scrub
from kring.sources.tiktok.judge import judge
from kring.sources.tiktok.policy import CONSENT, HOST, LISTS, PLATFORM, POLICY, PROFILES

LABEL = Said("TikTok, with the creator's consent", "TikTok, met toestemming van de creator")


@dataclass(frozen=True, slots=True)
class TikTok:
    """The TikTok Display API. A subject is a creator's handle; the token must be of it."""

    name: str = "tiktok"
    label: Said = LABEL
    platform: str = PLATFORM
    policy: Policy = POLICY
    access: Access = Access.CONSENT
    consent: Consent | None = CONSENT
    capabilities: frozenset[Capability] = frozenset({Capability.PROFILE, Capability.POSTS})
    hosts: tuple[str, ...] = (HOST,)
    buckets: tuple[Bucket, ...] = (PROFILES, LISTS)
    version: int = 1

    start = staticmethod(steps.start)
    call = staticmethod(steps.call)
    judge = staticmethod(judge)
    scrub = staticmethod(scrub)
    follow = staticmethod(steps.follow)
    decode = staticmethod(decode)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Each address counts apart."""
        return {(PROFILES if step.stream == steps.PROFILE else LISTS).name: 1}
