"""Meta Business Suite's downloads: content, daily totals and audience."""

from __future__ import annotations

from kring.sources.business_suite.export import BusinessSuite

__all__ = ["BusinessSuite"]
