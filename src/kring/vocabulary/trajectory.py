"""When a following counts as rising, stable or falling, and the priors of its noise, as data with their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries

RISING, STABLE, FALLING = TRAJECTORIES = ("rising", "stable", "falling")


@dataclass(frozen=True, slots=True)
class TrajectoryTerms:
    """Growth a month from which a following is `rising` or `falling`; `jump`, the least sudden change, as a share.

    Priors, a month and in logarithms of followers: `noise`, `freedom` (its weight in snapshots), `turning` of growth in
    any case and `turning_share` of the growth itself, and `kept`, the share of growth that is left a year on.
    """

    rising: float
    falling: float
    jump: float
    noise: float
    freedom: float
    turning: float
    turning_share: float
    kept: float
    source: str
    labels: Mapping[str, Words]


@cache
def trajectory_terms() -> TrajectoryTerms:
    """The terms as `trajectory.yaml` states them."""
    entry = entries("trajectory")
    names = ("rising", "falling", "jump", "noise", "freedom", "turning", "turning_share", "kept")
    numbers = {name: float(entry[name]) for name in names}
    labels = MappingProxyType({name: Words.of(entry["labels"][name]) for name in TRAJECTORIES})
    return TrajectoryTerms(**numbers, source=str(entry["source"]), labels=labels)
