"""TikTok with a creator's consent: profile and videos. It gives neither comments nor who follows."""

from kring.sources.tiktok.kind import KIND
from kring.sources.tiktok.source import TikTok

__all__ = ["KIND", "TikTok"]
