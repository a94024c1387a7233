"""All kinds of sources of pages, in the order in which people see them."""

from __future__ import annotations

from kring.sources.core.kind import Kind
from kring.sources.woocommerce.rest import KIND as WOOCOMMERCE

KINDS: dict[str, Kind] = {kind.name: kind for kind in (WOOCOMMERCE,)}
