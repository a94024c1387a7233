"""How one source stands: whether it can be used, its last run, what is left of its quotas, and when it runs next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kring.sources.core.kind import Kind
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState, StoredRun, SubjectEnd
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
    """A source as it stands. `opened`: what it needs is there. `keyed`: the subjects that have a key of their own; None
    where they need none. `next_at`: None while it is off, closed or unasked.
    """

    kind: Kind
    source: Source
    on: bool
    opened: bool
    subjects: tuple[str, ...]
    keyed: frozenset[str] | None
    last: StoredRun | None
    left: tuple[Left, ...]
    next_at: datetime | None

    @property
    def ends(self) -> dict[str, SubjectEnd]:
        """What became in the last run of each subject that is asked about."""
        told = self.last.subjects if self.last else ()
        return {end.subject: end for end in told if end.subject in self.subjects}

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        run = self.last
        return {
            "source": self.kind.name,
            "on": self.on,
            "opened": self.opened,
            "subjects": list(self.subjects),
            "asked_about": [self._asked_about(subject) for subject in self.subjects],
            "last": run and {"state": run.state, "began_at": run.began_at.isoformat(), "pages": run.pages,
                             "left": run.left, "why": run.why.en},
            "quota": [{"bucket": left.bucket, "left": left.units, "of": left.of} for left in self.left],
            "next_at": self.next_at and self.next_at.isoformat(),
        }  # fmt: skip

    def _asked_about(self, subject: str) -> dict[str, Any]:
        end = self.ends.get(subject)
        told = {"state": None, "why": "", "until": None} if end is None else {**end.to_dict(), "why": end.why.en}
        return {**told, "subject": subject, "key": None if self.keyed is None else subject in self.keyed}


def quotas_left(source: Source, log: RawLog, now: datetime) -> tuple[Left, ...]:
    """What is left of each quota of a source."""
    found = []
    for bucket in source.buckets:
        spent, oldest = log.spent(source.name, bucket.name, bucket.counts_since(now))
        left = max(bucket.limit - spent, 0)
        found.append(Left(bucket.name, bucket.label, left, bucket.limit, bucket.full_again(now, oldest)))
    return tuple(found)


def next_run(last: StoredRun | None, every: timedelta, now: datetime) -> datetime:
    """When a source that may be asked runs next. A few that are held up keep the others from nothing."""
    if last is None:
        return now
    if last.state is RunState.WAITING and last.until is not None:
        return min(last.until, last.began_at + every) if last.waits_for_some else last.until
    if last.state in (RunState.RUNNING, RunState.STOPPED):
        return now
    return last.began_at + every
