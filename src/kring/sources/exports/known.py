"""Every export that is recognised. A new one is a folder under `sources`, and a line here."""

from __future__ import annotations

from kring.sources.exports.export import Export
from kring.sources.instagram_download import InstagramDownload

EXPORTS: tuple[Export, ...] = (InstagramDownload(),)
