"""All kinds of sources of pages, in the order in which people see them."""

from __future__ import annotations

from kring.sources.core.kind import Kind

KINDS: dict[str, Kind] = {}
