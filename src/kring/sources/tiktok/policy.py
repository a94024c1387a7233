"""TikTok's terms, what a creator says yes to, and how often may be asked.

TikTok publishes no machine-readable contract: scopes, limits and codes are those of its documentation, November 2026.
"""

from __future__ import annotations

from datetime import timedelta

from kring.sources.core.policy import Policy
from kring.sources.core.quota import Bucket
from kring.sources.core.said import Said
from kring.sources.core.source import Consent

PLATFORM, HOST = "tiktok", "open.tiktokapis.com"
POLICY = Policy(
    terms="https://www.tiktok.com/legal/page/global/tik-tok-developer-terms-of-service/en",
    licence=Said("TikTok Developer Terms of Service", "Ontwikkelaarsvoorwaarden van TikTok"),
    attribution=Said("Source: TikTok, shared by the creator", "Bron: TikTok, gedeeld door de creator"),
)
CONSENT = Consent(
    scopes=("user.info.basic", "user.info.profile", "user.info.stats", "video.list"),
    reads=(
        Said(
            "your profile: name, text, link, and how many follow you",
            "je profiel: naam, tekst, link en hoeveel mensen je volgen",
        ),
        Said(
            "your public videos with their likes, comments, shares and views as numbers",
            "je openbare video's met de aantallen likes, reacties, keer gedeeld en weergaven",
        ),
    ),
    days=365,
)
PER_MINUTE = 600
_MINUTE = timedelta(minutes=1)
PROFILES = Bucket("profiles", PER_MINUTE, Said("profiles a minute", "profielen per minuut"), window=_MINUTE)
LISTS = Bucket("lists", PER_MINUTE, Said("lists of videos a minute", "lijsten met video's per minuut"), window=_MINUTE)
