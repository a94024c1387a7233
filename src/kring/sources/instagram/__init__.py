"""Instagram with a creator's consent: profile, posts, comments with their answers, insights and who follows."""

from kring.sources.instagram.kind import KIND
from kring.sources.instagram.source import Instagram

__all__ = ["KIND", "Instagram"]
