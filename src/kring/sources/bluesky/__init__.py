"""Bluesky: what its public view shows without signing in."""

from kring.sources.bluesky.kind import KIND
from kring.sources.bluesky.source import Bluesky

__all__ = ["KIND", "Bluesky"]
