"""The figures of a profile: their names, labels, how they are written and how they are computed, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries

if TYPE_CHECKING:
    from kring.estimate import Estimate, Kind


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `kind` says how it is written (count, share, number), `definition` how it is computed.

    `needs` says which observations are missing when it is unknown.
    """

    name: str
    kind: Kind
    words: Words
    definition: Words
    needs: Words

    @property
    def unknown(self) -> Estimate:
        """The figure when nothing was observed, with the reason in English (`needs` has it in Dutch too)."""
        from kring.estimate import Estimate

        return Estimate.unknown(self.needs.en)


@cache
def figures() -> Mapping[str, Figure]:
    """All figures of a profile by name, in the order they are shown."""
    return MappingProxyType(
        {
            name: Figure(
                name,
                cast("Kind", entry["kind"]),
                Words.of(entry["label"]),
                Words.of(entry["definition"]),
                Words.of(entry["needs"]),
            )
            for name, entry in entries("figures").items()
        }
    )


def figure(name: str) -> Figure:
    """The figure of that name; raises `UnknownName`."""
    if name not in figures():
        raise UnknownName("figure", name, list(figures()))
    return figures()[name]
