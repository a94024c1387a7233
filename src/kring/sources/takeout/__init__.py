"""Google Takeout's list of subscriptions: how many channels a creator follows on YouTube, and no more than that."""

from __future__ import annotations

from kring.sources.takeout.export import Takeout

__all__ = ["Takeout"]
