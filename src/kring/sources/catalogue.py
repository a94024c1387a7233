"""All kinds of sources of pages, in the order in which people see them."""

from __future__ import annotations

from kring.sources import bluesky, feeds, mastodon
from kring.sources.core.kind import Kind

KINDS: dict[str, Kind] = {kind.name: kind for kind in (bluesky.KIND, mastodon.KIND, feeds.BLOGS, feeds.PODCASTS)}
