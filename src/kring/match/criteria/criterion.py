"""`Criterion`: one thing that speaks for or against a creator, in ordered levels that each weigh so many bits.

Method: evidence as in record linkage (Fellegi and Sunter, JASA 1969, doi 10.1080/01621459.1969.10501049): a level
weighs the log2 of how much more often it is seen among matches than among others. One bit more doubles the odds.
What is unknown weighs nothing. Source of the form: splink's comparison levels.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from kring.errors import UnknownName
from kring.estimate.wording import Kind
from kring.vocabulary.text import Words

Floats = NDArray[np.float64]
Levels = NDArray[np.int8]
Side = Literal["company", "creator"]
SIDES: tuple[Side, ...] = ("company", "creator")
UNKNOWN_LEVEL = -1
UNKNOWN = Words("onbekend", "unknown")


@dataclass(frozen=True, slots=True)
class Level:
    """One level: it holds from `at_least` up to the next level's; the lowest has none and holds below that."""

    name: str
    words: Words
    bits: float
    at_least: float | None = None


@dataclass(frozen=True)
class Criterion:
    """One criterion.

    `quantity`: the name of what it looks at. `side`: whose wish it serves. `kind` and `unit`: how the quantity is
    written. `meaning` says what is looked at, `why` where the weights come from. `evidence`: figures and conclusions of
    a profile that can be opened. `levels`: the lowest first. Unknown is no level among them: it weighs 0.
    """

    name: str
    side: Side
    quantity: str
    kind: Kind
    words: Words
    meaning: Words
    why: Words
    levels: tuple[Level, ...]
    evidence: tuple[str, ...] = ()
    unit: Words | None = None

    @property
    def bits(self) -> Floats:
        """The weight of every level, the lowest first, and at the end that of unknown: 0."""
        return np.array([*(level.bits for level in self.levels), 0.0])

    @property
    def bounds(self) -> list[float]:
        """From which value each level but the lowest holds."""
        return [level.at_least for level in self.levels if level.at_least is not None]

    @property
    def span(self) -> float:
        """How many bits lie between its worst and its best level."""
        weights = [level.bits for level in self.levels]
        return max(weights) - min(weights)

    def level_of(self, quantity: Floats) -> Levels:
        """The number of the level of every value, `UNKNOWN_LEVEL` for NaN."""
        if quantity.strides == (0,) and len(quantity) > 1:
            return np.broadcast_to(self.level_of(quantity[:1].copy()), quantity.shape)
        # no NaN is at least anything, so it is 0 before one is taken off
        found = np.negative(np.isnan(quantity), dtype=np.int8)
        for bound in self.bounds:
            found += quantity >= bound
        return found

    def words_of(self, level: int) -> Words:
        """What the level of that number is called."""
        return UNKNOWN if level == UNKNOWN_LEVEL else self.levels[level].words

    def ends(self, level: int) -> tuple[float, float]:
        """From which value up to (not including) which the level holds."""
        above = self.levels[level + 1].at_least if level + 1 < len(self.levels) else None
        low = self.levels[level].at_least
        return -np.inf if low is None else low, np.inf if above is None else above


@dataclass(frozen=True)
class Criteria:
    """The criteria that hold, in the order they are added up and shown, and the `version` of the weights."""

    version: str
    all: tuple[Criterion, ...]

    def __iter__(self) -> Any:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def named(self, name: str) -> Criterion:
        """The criterion of that name; raises `UnknownName`."""
        if name not in self._by_name:
            raise UnknownName("criterion", name, list(self._by_name))
        return self._by_name[name]

    def with_own(self, own: Iterable[Criterion]) -> Criteria:
        """With others beside them; one of the same name takes the place of one that is here."""
        added = {criterion.name: criterion for criterion in own}
        if not added:
            return self
        kept = [added.pop(criterion.name, criterion) for criterion in self.all]
        return replace(self, all=(*kept, *added.values()))

    @cached_property
    def _by_name(self) -> Mapping[str, Criterion]:
        return {criterion.name: criterion for criterion in self.all}

    @cached_property
    def digest(self) -> str:
        """Changes when anything that decides a score does."""
        return hashlib.sha256(json.dumps(self.plain(), sort_keys=True).encode()).hexdigest()[:16]

    def plain(self) -> dict[str, Any]:
        """Plain values, from which `of_plain` makes the same."""
        return {"version": self.version, "criteria": [asdict(criterion) for criterion in self.all]}

    @classmethod
    def of_plain(cls, given: Mapping[str, Any]) -> Criteria:
        """The criteria that `plain` wrote."""
        return cls(given["version"], tuple(_criterion(entry) for entry in given["criteria"]))


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    words = {name: Words(**entry[name]) for name in ("words", "meaning", "why")}
    levels = tuple(Level(**{**level, "words": Words(**level["words"])}) for level in entry["levels"])
    unit = Words(**entry["unit"]) if entry["unit"] else None
    return Criterion(**{**entry, **words, "levels": levels, "evidence": tuple(entry["evidence"]), "unit": unit})
