"""`TargetGroups`: the last target groups asked for, kept because the next question is often about the same people."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kring.reach import Audience, Segment, TargetGroup

MOST = 16


class TargetGroups:
    """The target groups of one audience at a time, the longest unused dropped first; for several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._audience: Audience | None = None
        self._kept: dict[Segment, TargetGroup] = {}

    def of(self, audience: Audience, segment: Segment) -> TargetGroup:
        """The target group of a segment in an audience."""
        from kring.reach import target_group

        with self._lock:
            if self._audience is not audience:
                self._audience, self._kept = audience, {}
            found = self._kept.pop(segment, None)
        found = found or target_group(audience, segment)
        with self._lock:
            if self._audience is audience:
                self._kept[segment] = found
                while len(self._kept) > MOST:
                    self._kept.pop(next(iter(self._kept)))
        return found
