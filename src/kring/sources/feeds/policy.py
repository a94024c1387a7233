"""What feeds allow: they are published to be read by programs; the texts stay their makers'."""

from __future__ import annotations

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said

POLICY = Policy(
    terms="https://www.rssboard.org/rss-specification",
    licence=Said("the maker's copyright, or the licence the feed names", "het auteursrecht van de maker"),
    attribution=Said("Source: the creator's own feed", "Bron: de eigen feed van de creator"),
)
