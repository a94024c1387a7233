"""Mastodon and servers that speak its API: open profiles, posts, the answers below them, and who follows and likes."""

from kring.sources.mastodon.kind import KIND
from kring.sources.mastodon.source import Mastodon

__all__ = ["KIND", "Mastodon"]
