"""Studies: which size of creator published research favours for which outcome, with what limits it.

They contradict each other because they measure different outcomes; a plan shows them beside its own figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class Study:
    """One study: the `outcome` it speaks of and the followers it favours, from `least` up to below `below`."""

    name: str
    citation: str
    doi: str | None
    grade: str
    outcome: str
    least: int
    below: int | None
    finding: Words
    limits: Words

    def favours(self, followers: int) -> bool:
        """Whether it expects most of an account with so many followers."""
        return self.least <= followers and (self.below is None or followers < self.below)


@cache
def studies() -> Mapping[str, Study]:
    """All studies by name."""
    return MappingProxyType({
        name: Study(
            name, entry["citation"], entry["doi"], entry["grade"], entry["outcome"], entry["from"], entry["below"],
            Words.of(entry["finding"]), Words.of(entry["limits"]),
        )
        for name, entry in entries("studies")["studies"].items()
    })  # fmt: skip


def studies_of(outcome: str) -> tuple[Study, ...]:
    """The studies that speak of an outcome, such as `revenue`."""
    return tuple(study for study in studies().values() if study.outcome == outcome)
