"""Every export that is recognised. A new one is a folder under `sources`, and a line here."""

from __future__ import annotations

from kring.sources.business_suite import BusinessSuite
from kring.sources.exports.export import Export
from kring.sources.ga4.export import GoogleAnalytics
from kring.sources.instagram_download import InstagramDownload
from kring.sources.orders.rows import SAID_OF_SHOPS
from kring.sources.shopify_orders.export import ShopifyOrders
from kring.sources.takeout import Takeout
from kring.sources.tiktok_studio import TikTokStudio
from kring.sources.woocommerce.export import WooCommerce
from kring.sources.youtube_studio import YouTubeStudio

EXPORTS: tuple[Export, ...] = (
    InstagramDownload(),
    TikTokStudio(),
    YouTubeStudio(),
    BusinessSuite(),
    Takeout(),
    ShopifyOrders(),
    WooCommerce(),
    GoogleAnalytics(),
)
SAID_BESIDES: tuple[str, ...] = SAID_OF_SHOPS
"""Values that a person may give with an export and that are no field of a table, such as the time zone of a shop."""
