"""RSS and Atom: what a blog or a podcast published, with its texts, in which codes and collaborations are named."""

from kring.sources.feeds.source import Feeds, validators_in

__all__ = ["Feeds", "validators_in"]
