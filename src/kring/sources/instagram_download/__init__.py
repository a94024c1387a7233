"""Instagram's "download your information": what a creator's own download tells, without third persons' names."""

from __future__ import annotations

from kring.sources.instagram_download.export import InstagramDownload

__all__ = ["InstagramDownload"]
