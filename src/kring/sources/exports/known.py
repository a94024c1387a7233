"""Every export that is recognised. A new one is a folder under `sources`, and a line here."""

from __future__ import annotations

from kring.sources.business_suite import BusinessSuite
from kring.sources.exports.export import Export
from kring.sources.instagram_download import InstagramDownload
from kring.sources.takeout import Takeout
from kring.sources.tiktok_studio import TikTokStudio
from kring.sources.youtube_studio import YouTubeStudio

EXPORTS: tuple[Export, ...] = (
    InstagramDownload(),
    TikTokStudio(),
    YouTubeStudio(),
    BusinessSuite(),
    Takeout(),
)
