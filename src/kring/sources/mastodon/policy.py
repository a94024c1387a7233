"""What Mastodon servers allow. Each server has its own rules; the software's default terms set no limit of time."""

from __future__ import annotations

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said

POLICY = Policy(
    terms="https://docs.joinmastodon.org/api/",
    licence=Said("the rules of the creator's own server", "de regels van de eigen server van de creator"),
    attribution=Said("Source: the creator's Mastodon server", "Bron: de Mastodon-server van de creator"),
)
