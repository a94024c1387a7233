"""All kinds of sources of pages, in the order in which people see them."""

from __future__ import annotations

from kring.sources import creator_marketplace, instagram, instagram_discovery, tiktok, youtube
from kring.sources.core.kind import Kind

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (instagram.KIND, tiktok.KIND, youtube.KIND, instagram_discovery.KIND, creator_marketplace.KIND)
}
