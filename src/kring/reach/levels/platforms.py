"""People who follow on several platforms: known by platform, so that one person may have a key on each.

How many do is a parameter with an interval, never a silent assumption: the share of the smaller audience that is also
in the other platform's. No source publishes it for the followers of creators. What is published is how many users of
one platform use another (nearly all do: DataReportal, Digital 2023, on GWI's survey), which says that people could
follow on both, not that they do. So the value that comes with Kring is a wide assumption, labelled as such in
`vocabulary/same_people.yaml`; a company that knows better sets its own.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, fewest, weakest
from kring.vocabulary.text import entries

Floats = NDArray[np.float64]
OTHER = "other"


def shipped_same_people() -> Estimate:
    """The share of the smaller platform's audience that is also in the other's, as it comes with Kring."""
    entry = entries("same_people")["same_people"]
    return Estimate.between(entry["value"], entry["low"], entry["high"], Basis.PRIOR)


def platform_of(account: str) -> str:
    """The platform an account's name begins with; "other" when it names none."""
    return account.partition(":")[0] if ":" in account else OTHER


def across(parts: Sequence[Estimate], same_people: Estimate) -> Estimate:
    """The different people in the audiences of several platforms, from the different people on each.

    From the largest down, a platform adds the people who are in none before it: its own times (1 - share) once for each
    larger platform. The high end is that nobody is the same, the low end that as many are as the share's own high end
    says. An unknown part makes the whole unknown. Raises ValueError when the share is not between 0 and 1.
    """
    if not 0 <= same_people.low <= same_people.high <= 1:
        raise ValueError("the share of people on both platforms lies between 0 and 1")
    if len(parts) == 1:
        return parts[0]
    for part in parts:
        if not part.known:
            return part
    largest_first = sorted(parts, key=lambda part: -part.value)
    basis = weakest([*(part.basis for part in parts), same_people.basis])
    value = _joined([part.value for part in largest_first], same_people.value)
    none = sum(part.value for part in parts)
    high = none + float(np.sqrt(sum(part.above**2 for part in parts)))
    most_same = _joined([part.value for part in largest_first], same_people.high)
    low = max(most_same - float(np.sqrt(sum(part.below**2 for part in parts))), max(part.low for part in parts))
    return Estimate.between(value, min(low, value), max(high, value), basis, fewest([part.n for part in parts]))


def times_across(parts: Sequence[Floats], same: float) -> Floats:
    """People reached 1, 2, ... times or more (the last) over all platforms, from those of each, largest first.

    `same`: the share of the smaller audience that is also in the other's; how often such a person is reached on the one
    platform says nothing of how often on the other.
    """
    joined = np.asarray(parts[0], dtype=float)
    for place, part in enumerate(parts[1:], start=1):
        both = float(np.sum(part)) * (1 - (1 - same) ** place)
        if both <= 0 or joined.sum() <= 0:
            joined = joined + part
            continue
        first, second = joined / joined.sum(), part / np.sum(part)
        twice = np.append(0.0, np.convolve(first, second))
        kept = np.append(twice[: len(joined) - 1], twice[len(joined) - 1 :].sum())
        joined = joined + part - both * (first + second) + both * kept
    people: Floats = np.maximum(joined, 0.0)
    return people


def _joined(people: list[float], same: float) -> float:
    return float(sum(count * (1 - same) ** place for place, count in enumerate(people)))
