"""All kinds of sources of pages, in the order in which people see them."""

from __future__ import annotations

from kring.sources import bluesky, creator_marketplace, feeds, instagram, instagram_discovery, mastodon, tiktok, youtube
from kring.sources.core.kind import Kind
from kring.sources.woocommerce.rest import KIND as WOOCOMMERCE

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        instagram.KIND, tiktok.KIND, youtube.KIND, instagram_discovery.KIND, bluesky.KIND, mastodon.KIND, feeds.BLOGS,
        feeds.PODCASTS, WOOCOMMERCE, creator_marketplace.KIND,
    )
}  # fmt: skip
