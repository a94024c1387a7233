"""Mastodon as people choose it."""

from __future__ import annotations

from kring.sources.core.kind import Kind
from kring.sources.core.said import Said
from kring.sources.mastodon.address import PLATFORM
from kring.sources.mastodon.source import Mastodon

KIND = Kind(
    PLATFORM,
    lambda chosen, subjects: Mastodon.of(subjects),
    Said("user@server", "naam@server"),
    "anna@mastodon.social",
    Said(
        "128 recorded answers of a real server, a stand-in server by others, and Mastodon.py",
        "128 opgenomen antwoorden van een echte server, een nagemaakte server van anderen, en Mastodon.py",
    ),
)
