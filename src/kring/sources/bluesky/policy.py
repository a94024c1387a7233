"""What Bluesky allows. Its public view is open to all; who asks not to be shown without signing in is not read."""

from __future__ import annotations

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said

POLICY = Policy(
    terms="https://docs.bsky.app/docs/support/developer-guidelines",
    licence=Said("Bluesky's developer guidelines", "Richtlijnen van Bluesky voor ontwikkelaars"),
    attribution=Said("Source: Bluesky", "Bron: Bluesky"),
)
