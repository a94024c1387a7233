"""TikTok Studio's downloads: overview, followers, viewers and content, as zips or loose files."""

from __future__ import annotations

from kring.sources.tiktok_studio.export import TikTokStudio

__all__ = ["TikTokStudio"]
