"""Business Discovery as a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kring.facts.person_keys import PersonKeys
from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.reading import at
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Capability, Consent, Rows
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import Verdict
from kring.sources.instagram_discovery import steps
from kring.sources.meta import asker
from kring.sources.meta.graph import AFTER, CALLS, FACEBOOK_HOST, PLATFORM, nodes
from kring.sources.meta.judge import judge
from kring.sources.meta.media import account_of, account_row, post_row

LABEL = Said("Instagram accounts, as anybody sees them", "Instagram-accounts, zoals iedereen ze ziet")
POLICY = Policy(
    terms="https://developers.facebook.com/terms",
    licence=Said("Meta Platform Terms", "Platformvoorwaarden van Meta"),
    attribution=Said("Source: Instagram", "Bron: Instagram"),
)


@dataclass(frozen=True, slots=True)
class InstagramDiscovery:
    """Business Discovery through the company's own professional account, which its token leads to.

    It knows public professional accounts only, not age-gated ones, and gives no comments and no insights.
    """

    name: str = "instagram_discovery"
    label: Said = LABEL
    platform: str = PLATFORM
    policy: Policy = POLICY
    access: Access = Access.KEY
    consent: Consent | None = None
    capabilities: frozenset[Capability] = frozenset({Capability.PROFILE, Capability.POSTS})
    hosts: tuple[str, ...] = (FACEBOOK_HOST,)
    buckets: tuple[Bucket, ...] = (CALLS,)
    version: int = 1

    start = staticmethod(steps.start)
    call = staticmethod(steps.call)
    follow = staticmethod(steps.follow)

    def cost(self, step: Step) -> Mapping[str, int]:
        """Every call counts, for the company's own account."""
        return {CALLS.name: 1}

    def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
        """As `Source.judge`."""
        verdict = judge(step, answer, now, about_account=step.stream == steps.DISCOVERED and AFTER not in step.params)
        return asker.judged(answer, verdict) if step.stream == asker.ASKER else verdict

    def scrub(self, step: Step, answer: Answer, keys: PersonKeys) -> Any:
        """As `Source.scrub`."""
        return asker.kept(answer) if step.stream == asker.ASKER else steps.scrub(answer)

    def decode(self, page: RawPage) -> Rows:
        """As `Source.decode`. Pages of posts after the first give no profile again."""
        if page.step.stream == asker.ASKER:
            return {}
        found = at(page.content, "business_discovery") or {}
        account = account_of(found.get("username")) or account_of(page.step.params.get("username"))
        posts = [post_row(media, account) for media in nodes(found.get("media"))]
        profiles = [] if AFTER in page.step.params or "username" not in found else [account_row(found)]
        return {"accounts": profiles, "posts": posts}
