"""Meta's Creator Marketplace: creators who opened themselves to brands. Off unless a setting turns it on."""

from kring.sources.creator_marketplace.kind import KIND
from kring.sources.creator_marketplace.source import CreatorMarketplace

__all__ = ["KIND", "CreatorMarketplace"]
