"""YouTube Studio's download of a channel's content: `Table data.csv` with the files beside it."""

from __future__ import annotations

from kring.sources.youtube_studio.export import YouTubeStudio

__all__ = ["YouTubeStudio"]
