"""Quotas: what a call costs, what a bucket holds, and when it is full again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kring.sources.core.said import Said


@dataclass(frozen=True, slots=True)
class Bucket:
    """One quota. `limit`: units in a period. It is full again at midnight in `zone`, or `window` after each unit."""

    name: str
    limit: int
    label: Said
    zone: str | None = None
    window: timedelta = timedelta(hours=24)

    def counts_since(self, now: datetime) -> datetime:
        """From when on what was spent counts."""
        if self.zone is None:
            return now - self.window
        there = now.astimezone(ZoneInfo(self.zone))
        return there.replace(hour=0, minute=0, second=0, microsecond=0)

    def full_again(self, now: datetime, oldest_spent: datetime | None = None) -> datetime:
        """When units come back: at the next midnight there, or when the oldest spent unit leaves the window."""
        if self.zone is None:
            return (oldest_spent or now) + self.window
        tomorrow = (now.astimezone(ZoneInfo(self.zone)) + timedelta(days=1)).date()
        return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=ZoneInfo(self.zone))
