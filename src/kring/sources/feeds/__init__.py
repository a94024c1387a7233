"""RSS and Atom: what a blog or a podcast published, with its texts, in which codes and collaborations are named."""

from kring.sources.feeds.kind import BLOGS, PODCASTS
from kring.sources.feeds.source import Feeds

__all__ = ["BLOGS", "PODCASTS", "Feeds"]
