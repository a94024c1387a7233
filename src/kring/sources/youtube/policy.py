"""What YouTube's terms allow: 30 days, and no derived metrics unless an audited developer accepted the amendment.

YouTube API Services Developer Policies, III.E.4 (storage) and the derived metrics policy with its amendment of
4 May 2026, which opens scores and categories to audited developers. Audience make-up and figures over platforms stay
shut in both. The amendment also lets some statistics be kept longer; which is not settled, so 30 days hold.
"""

from __future__ import annotations

from datetime import timedelta

from kring.sources.core.policy import Derivation, Policy
from kring.sources.core.said import Said

SETTING = "youtube.derived_metrics_amendment"
ACCEPTED = "accepted"
RETENTION = timedelta(days=30)
TERMS = "https://developers.google.com/youtube/terms/derived-metrics-policy"

_AMENDED = {
    Derivation.SCORES: Said(
        "no scores of channels without YouTube's amendment for audited developers",
        "geen scores van kanalen zonder YouTubes aanvulling voor doorgelichte ontwikkelaars",
    ),
    Derivation.CATEGORY: Said(
        "no inferred category of a channel without YouTube's amendment for audited developers",
        "geen afgeleide categorie van een kanaal zonder YouTubes aanvulling voor doorgelichte ontwikkelaars",
    ),
}
_ALWAYS = {
    Derivation.AUDIENCE: Said(
        "no estimate of who a channel's audience is", "geen schatting van wie het publiek van een kanaal is"
    ),
    Derivation.ACROSS_PLATFORMS: Said(
        "no figure that adds YouTube's to those of other platforms",
        "geen cijfer dat dat van YouTube optelt bij dat van andere platforms",
    ),
}


def policy_of(amendment: str) -> Policy:
    """The terms under a value of the setting `youtube.derived_metrics_amendment`: `accepted`, or anything else."""
    return Policy(
        terms=TERMS,
        licence=Said("YouTube API Services Terms of Service", "Servicevoorwaarden van de YouTube API-services"),
        retention=RETENTION,
        refused=_ALWAYS if amendment == ACCEPTED else _AMENDED | _ALWAYS,
        attribution=Said("Source: YouTube", "Bron: YouTube"),
    )
