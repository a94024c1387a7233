"""Faults, and the script that says at which call each comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.fake.asked import Asked


class Fault(StrEnum):
    TOO_MANY = "429 with Retry-After"
    OUT_OF_ORDER = "503"
    TOKEN_ENDED = "the token ends"
    WITHDRAWN = "the consent is withdrawn"
    QUOTA_SPENT = "the quota is spent"
    NEARLY_SPENT = "the quota is nearly spent"
    DEAD_CURSOR = "the cursor is dead"
    REPEATED_PAGE = "a page comes again under a new cursor"
    SUPPRESSED = "figures are held back"
    CUT_OFF = "the JSON is cut off"
    SLOW = "the body comes slowly"


REFUSALS = (
    Fault.TOO_MANY, Fault.OUT_OF_ORDER, Fault.TOKEN_ENDED, Fault.WITHDRAWN, Fault.QUOTA_SPENT, Fault.DEAD_CURSOR,
)  # fmt: skip


@dataclass
class Scripted:
    """A fault at calls whose path holds `on` and that have the parameter `having`, after `after` of them went well."""

    fault: Fault
    on: str
    having: str = ""
    after: int = 0
    times: int = 1
    seen: int = 0

    def due(self, asked: Asked) -> bool:
        if self.on not in asked.path or (self.having and self.having not in asked.query):
            return False
        self.seen += 1
        return self.after < self.seen <= self.after + self.times


@dataclass
class Script:
    """The faults of a test, and those that came."""

    lines: list[Scripted] = field(default_factory=list)
    played: list[Fault] = field(default_factory=list)

    def due(self, asked: Asked) -> Fault | None:
        for line in self.lines:
            if line.due(asked):
                self.played.append(line.fault)
                return line.fault
        return None
