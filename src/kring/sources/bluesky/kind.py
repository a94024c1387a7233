"""Bluesky as people choose it."""

from __future__ import annotations

from kring.sources.bluesky.names import PLATFORM
from kring.sources.bluesky.source import Bluesky
from kring.sources.core.kind import Kind
from kring.sources.core.said import Said

KIND = Kind(
    PLATFORM,
    lambda chosen, subjects: Bluesky(),
    Said("a whole handle, or a DID", "een hele naam, of een DID"),
    "anna.bsky.social",
    Said(
        "the models of Bluesky's own description of the interface, and its client",
        "de modellen van Bluesky's eigen beschrijving van de koppeling, en de client",
    ),
)
