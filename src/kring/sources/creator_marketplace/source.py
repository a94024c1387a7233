"""Meta's Creator Marketplace as a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent, Rows
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import Skipped, Taken, Verdict
from kring.sources.creator_marketplace import steps
from kring.sources.meta import asker
from kring.sources.meta.graph import FACEBOOK_HOST, PLATFORM, next_page, nodes
from kring.sources.meta.judge import judge

STANDARD, ADVANCED = "standard", "advanced"
LABEL = Said("Meta's Creator Marketplace", "Meta's Creator Marketplace")
POLICY = Policy(
    terms="https://developers.facebook.com/terms",
    licence=Said("Meta Platform Terms", "Platformvoorwaarden van Meta"),
    attribution=Said("Source: Meta's Creator Marketplace", "Bron: Meta's Creator Marketplace"),
)
CALLS = Bucket("calls", 240, Said("calls an hour", "aanroepen per uur"), window=timedelta(hours=1))
TEST_DATA = Said(
    "with standard access Meta answers with test data, which are not taken",
    "met standaardtoegang antwoordt Meta met testgegevens; die worden niet overgenomen",
)


@dataclass(frozen=True, slots=True)
class CreatorMarketplace:
    """The Creator Marketplace API. `level`: the access Meta granted; only with `advanced` are its creators real."""

    level: str = STANDARD
    name: str = "creator_marketplace"
    label: Said = LABEL
    platform: str = PLATFORM
    policy: Policy = POLICY
    access: Access = Access.KEY
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset({Capability.PROFILE})
    hosts: tuple[str, ...] = (FACEBOOK_HOST,)
    buckets: tuple[Bucket, ...] = (CALLS,)
    version: int = 1

    call = staticmethod(steps.call)

    def start(self, subject: str, since: datetime | None) -> Sequence[Step]:
        """As `Source.start`."""
        return steps.start(subject, self.level)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Every call counts."""
        return {CALLS.name: 1}

    def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
        """As `Source.judge`. Test data are refused."""
        verdict = judge(step, answer, now, about_account=False)
        if step.stream == asker.ASKER:
            return asker.judged(answer, verdict)
        real = step.context.get(steps.ACCESS) == ADVANCED
        return verdict if real or not isinstance(verdict, Taken) else Skipped(TEST_DATA)

    def scrub(self, step: Step, answer: Answer, keys: PersonKeys) -> Any:
        """As `Source.scrub`."""
        return asker.kept(answer) if step.stream == asker.ASKER else steps.scrub(answer)

    def follow(self, step: Step, content: Any) -> Sequence[Step]:
        """As `Source.follow`."""
        return asker.follow(step, content) if step.stream == asker.ASKER else next_page(step, content)

    def decode(self, page: RawPage) -> Rows:
        """As `Source.decode`. A page of test data has no rows."""
        if page.step.stream == asker.ASKER or page.step.context.get(steps.ACCESS) != ADVANCED:
            return {}
        return {"accounts": [steps.row(creator) for creator in nodes(page.content)]}
