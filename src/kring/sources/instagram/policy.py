"""Meta's terms, and what a creator says yes to.

The Meta Platform Terms set no number of days: data go when the purpose, the consent or the account does. So pages
carry no expiry of their own; the end of a consent deletes them.
"""

from __future__ import annotations

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.core.source import Consent

TERMS = "https://developers.facebook.com/terms"
POLICY = Policy(
    terms=TERMS,
    licence=Said("Meta Platform Terms", "Platformvoorwaarden van Meta"),
    attribution=Said("Source: Instagram, shared by the creator", "Bron: Instagram, gedeeld door de creator"),
)

CONSENT = Consent(
    scopes=(
        "instagram_business_basic", "instagram_business_manage_insights", "instagram_business_manage_comments",
    ),
    reads=(
        Said(
            "your profile: name, text, link, and how many follow you",
            "je profiel: naam, tekst, link en hoeveel mensen je volgen",
        ),
        Said("your posts with their likes, comments and views", "je berichten met hun likes, reacties en weergaven"),
        Said(
            "the comments under your posts and your answers; names of people who comment are not kept",
            "de reacties onder je berichten en jouw antwoorden; namen van mensen die reageren worden niet bewaard",
        ),
        Said(
            "how many people saw, saved and shared each post",
            "hoeveel mensen elk bericht zagen, bewaarden en deelden",
        ),
        Said(
            "how your followers divide over places, countries, ages and genders, in groups only",
            "hoe je volgers verdeeld zijn over plaatsen, landen, leeftijden en geslacht, alleen in groepen",
        ),
    ),
    days=60,
)  # fmt: skip
