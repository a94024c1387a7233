"""How one source stands: whether it can be used, its last run, what is left of its quotas, and when it runs next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kring.sources.core.kind import Kind
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState, StoredRun
from kring.sources.core.said import Said
from kring.sources.core.source import Source


@dataclass(frozen=True)
class Left:
    """What is left of a quota, and when it is full again."""

    bucket: str
    label: Said
    units: int
    of: int
    full_again: datetime


@dataclass(frozen=True)
class Standing:
    """A source as it stands. `opened`: what it needs is there. `next_at`: None while it is off, closed or unasked."""

    kind: Kind
    source: Source
    on: bool
    opened: bool
    subjects: tuple[str, ...]
    last: StoredRun | None
    left: tuple[Left, ...]
    next_at: datetime | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        run = self.last
        return {
            "source": self.kind.name,
            "on": self.on,
            "opened": self.opened,
            "subjects": list(self.subjects),
            "last": run and {"state": run.state, "began_at": run.began_at.isoformat(), "pages": run.pages,
                             "left": run.left, "why": run.why.en},
            "quota": [{"bucket": left.bucket, "left": left.units, "of": left.of} for left in self.left],
            "next_at": self.next_at and self.next_at.isoformat(),
        }  # fmt: skip


def quotas_left(source: Source, log: RawLog, now: datetime) -> tuple[Left, ...]:
    """What is left of each quota of a source."""
    found = []
    for bucket in source.buckets:
        spent, oldest = log.spent(source.name, bucket.name, bucket.counts_since(now))
        left = max(bucket.limit - spent, 0)
        found.append(Left(bucket.name, bucket.label, left, bucket.limit, bucket.full_again(now, oldest)))
    return tuple(found)


def next_run(last: StoredRun | None, every: timedelta, now: datetime) -> datetime:
    """When a source that may be asked runs next."""
    if last is None:
        return now
    if last.state is RunState.WAITING and last.until is not None:
        return last.until
    if last.state in (RunState.RUNNING, RunState.STOPPED):
        return now
    return last.began_at + every
