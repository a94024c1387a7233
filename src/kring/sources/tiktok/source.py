"""TikTok's Display API as a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.judging import of_the_creator
from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.reading import at
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent, Rows
from kring.sources.core.step import Answer, Call, RawPage, Step
from kring.sources.core.verdict import Verdict
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

    def start(self, subject: str, since: datetime | None) -> Sequence[Step]:
        """As `Source.start`."""
        return steps.start(subject, since)

    def call(self, step: Step) -> Call:
        """As `Source.call`."""
        return steps.call(step)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Each address counts apart."""
        return {(PROFILES if step.stream == steps.PROFILE else LISTS).name: 1}

    def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
        """As `Source.judge`."""
        verdict = judge(step, answer, now)
        if step.stream != steps.PROFILE:
            return verdict
        return of_the_creator(verdict, step, at(answer.json(), "data", "user", "username"))

    def scrub(self, step: Step, answer: Answer, keys: PersonKeys) -> Any:
        """As `Source.scrub`."""
        return scrub(step, answer)

    def follow(self, step: Step, content: Any) -> Sequence[Step]:
        """As `Source.follow`."""
        return steps.follow(step, content)

    def decode(self, page: RawPage) -> Rows:
        """As `Source.decode`."""
        return decode(page)
