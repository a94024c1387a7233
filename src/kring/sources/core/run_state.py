"""How a run stands: what it did, what is left, and how it and each of its subjects ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kring.sources.core.said import Said


class RunState(StrEnum):
    """`waiting`: it goes on after a moment. `stopped`: it goes on when it is started again."""

    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SubjectEnd:
    """What became of one subject: open, done, gone or withdrawn, and why."""

    subject: str
    state: str
    why: Said


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run as the log knows it. `pages`: taken so far. `left`: steps that are known and not done."""

    id: int
    source: str
    began_at: datetime
    ended_at: datetime | None
    state: RunState
    until: datetime | None
    why: Said
    pages: int
    left: int
    subjects: tuple[SubjectEnd, ...]
    skipped: tuple[tuple[str, Said], ...]

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """The subjects that took their consent back."""
        return tuple(end.subject for end in self.subjects if end.state == "withdrawn")
