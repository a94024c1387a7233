"""`Prepared`: an audience with several target groups made ready, so that any set of accounts is counted for all of them
in one walk over its rows.

Each person gets one code for the classes they have in all the groups together, so that a single look tells all. Groups
whose classes make too many combinations (of whom much is unknown) are walked apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.reach.attributes import smallest_type
from kring.reach.audience import Audience
from kring.reach.counted import Counter
from kring.reach.counts import Counts, count
from kring.reach.figures import Reach
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group
from kring.reach.unique import Named, reach_of

MOST_CODES = 256
"""The most combinations of classes that are counted together: a byte a person, and small tables of counts."""


@dataclass(frozen=True)
class Panel:
    """Groups counted together. `codes` (people,): each person's combination; `classes` (combinations, groups): what it
    means in each of `groups`.
    """

    groups: tuple[TargetGroup, ...]
    codes: NDArray[np.integer]
    classes: NDArray[np.int64]

    @classmethod
    def of(cls, group: TargetGroup) -> Panel:
        """A group by itself."""
        return cls((group,), group.classes, np.arange(len(group.weights))[:, None])

    def joined(self, group: TargetGroup) -> Panel | None:
        """The panel with a group more; None when that makes too many combinations."""
        kinds = len(group.weights)
        combined = self.codes.astype(np.int32) * kinds + group.classes
        found = np.flatnonzero(np.bincount(combined, minlength=len(self.classes) * kinds))
        if len(found) > MOST_CODES:
            return None
        renumbered = np.zeros(len(self.classes) * kinds, dtype=smallest_type(len(found) - 1))
        renumbered[found] = np.arange(len(found))
        classes = np.column_stack([self.classes[found // kinds], found % kinds])
        return Panel((*self.groups, group), renumbered[combined], classes)

    def count(self, audience: Audience, accounts: Sequence[str]) -> list[Counts]:
        """What `kring.reach.counts.count` gives for each group."""
        together = count(audience, accounts, self.codes, len(self.classes))
        return [together.by(self.classes[:, at], len(group.weights)) for at, group in enumerate(self.groups)]


@dataclass(frozen=True)
class Prepared:
    """An audience and some target groups, ready to count. Takes about a byte a person."""

    audience: Audience
    panels: tuple[Panel, ...]

    @classmethod
    def of(cls, audience: Audience, segments: Sequence[Segment | TargetGroup | None]) -> Prepared:
        """Make it from segments (None is everybody) or from target groups of this audience that were made before."""
        panels: list[Panel] = []
        for one in segments:
            group = one if isinstance(one, TargetGroup) else target_group(audience, one)
            joined = panels[-1].joined(group) if panels else None
            panels[-1:] = [joined] if joined else [*panels[-1:], Panel.of(group)]
        return cls(audience, tuple(panels))

    @property
    def groups(self) -> tuple[TargetGroup, ...]:
        """The target groups, in the order they were given."""
        return tuple(group for panel in self.panels for group in panel.groups)

    def count(self, accounts: Sequence[str]) -> tuple[Counts, ...]:
        """The people these accounts reach, by class, for each target group; the fastest answer there is.

        Raises UnknownName for an account around whom nobody is known.
        """
        named = tuple(dict.fromkeys(accounts))
        return tuple(counts for panel in self.panels for counts in panel.count(self.audience, named))

    def unique_reach(self, accounts: Sequence[str]) -> tuple[Reach, ...]:
        """For each target group what `kring.reach.unique_reach` answers."""
        named = tuple(dict.fromkeys(accounts))
        about = Named.of(self.audience, named)
        if not about.known:
            return tuple(Reach.of_nobody(named, group.segment, self.audience.synthetic) for group in self.groups)
        return tuple(
            reach_of(about, Counter(group, about.basis), counts, self.audience.synthetic)
            for group, counts in zip(self.groups, self.count(about.known), strict=True)
        )
