"""Instagram accounts that are no partners yet: what Business Discovery shows of public professional accounts."""

from kring.sources.instagram_discovery.kind import KIND
from kring.sources.instagram_discovery.source import InstagramDiscovery

__all__ = ["KIND", "InstagramDiscovery"]
