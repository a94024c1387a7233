"""How a run stands: what it did, what is left, and how it and each of its subjects ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from kring.sources.core.said import Said


class RunState(StrEnum):
    """`waiting`: it goes on after a moment. `stopped`: it goes on when it is started again."""

    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


class Held(StrEnum):
    """Why a subject is held up while others go on. `spent`: its quota is used up until a moment. `waiting`: for trouble
    to pass. `failed`: its key opens nothing.
    """

    SPENT = "spent"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SubjectEnd:
    """What became of one subject: open, done, gone, withdrawn or held up, and why. `until`: when it is asked again."""

    subject: str
    state: str
    why: Said
    until: datetime | None = None

    @property
    def is_held(self) -> bool:
        """Whether it is asked later than the others."""
        return self.state in set(Held)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**asdict(self), "until": self.until and self.until.isoformat()}


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

    @property
    def waits_for_some(self) -> bool:
        """Whether only subjects that are held up are left, so that all others may have their next turn."""
        moments = [end.until for end in self.subjects if end.until is not None]
        return self.state is RunState.WAITING and bool(moments) and self.until == min(moments)
