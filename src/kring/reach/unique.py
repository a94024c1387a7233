"""Unique reach: the different people that a set of accounts reaches, counted exactly over person keys.

Definitions (design/evidence.md D3): unique reach is the size of the union; exclusive is what only one account brings;
shared is reached by at least two; frequency is the sum divided by the unique reach. A sum is never called reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate, weakest
from kring.reach.audience import Audience
from kring.reach.counted import Counter
from kring.reach.figures import MOST_TIMES, Reach
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group

if TYPE_CHECKING:
    from kring.reach.levels.knowledge import Knowledge


def unique_reach(
    audience: Audience,
    accounts: Sequence[str],
    segment: Segment | None = None,
    *,
    group: TargetGroup | None = None,
    known: Knowledge | None = None,
) -> Reach:
    """Whom these accounts reach together, in the segment and outside it.

    An account named twice counts once. Accounts around whom nobody is known are listed in `unknown_accounts`, and the
    union is then a lower bound. `group` is the segment's target group when it was made before. With what is `known` of
    accounts beyond who follows them, those whose lists are missing or not complete are estimated: `kring.reach.levels`.
    """
    named = tuple(dict.fromkeys(accounts))
    group = group or target_group(audience, segment)
    if known is not None:
        from kring.reach.levels.mixture import mixed_reach

        return mixed_reach(audience, named, group, known, lambda some, of: counted_reach(audience, some, of))
    return counted_reach(audience, named, group)


def counted_reach(audience: Audience, named: Sequence[str], group: TargetGroup) -> Reach:
    """Whom these accounts, each named once, reach together by the people that are known around them."""
    known = tuple(account for account in named if account in audience)
    times = contacts(audience, known)
    counter = Counter(group, weakest_basis(audience, known))
    if not known:
        return Reach.of_nobody(tuple(named), group.segment, audience.synthetic)
    by_times = _by_times(times, group, len(known))
    return Reach(
        accounts=known,
        unknown_accounts=tuple(account for account in named if account not in audience),
        incomplete_accounts=tuple(account for account in known if not audience.complete[audience.place(account)]),
        engaged_accounts=tuple(account for account in known if not audience.are_followers([account])),
        segment=group.segment,
        synthetic=audience.synthetic,
        unique=counter.inside(by_times.sum(axis=0)),
        outside=counter.outside(by_times.sum(axis=0)),
        everybody=counter.everybody(by_times.sum(axis=0)),
        sum=counter.inside(np.arange(1, len(by_times) + 1) @ by_times),
        shared=counter.inside(by_times[1:].sum(axis=0)),
        frequency=counter.mean_times(by_times),
        distribution=tuple(counter.inside(row) for row in _up_to_most(by_times)),
        each=_each(audience, known, group, counter),
        exclusive=_exclusive(times, known, group, counter),
    )


@dataclass(frozen=True)
class Contacts:
    """The people reached, each once.

    `people` (reached,): their numbers. `times` (reached,): by how many accounts. `first` (reached,): the position of
    the first of these among the accounts.
    """

    people: NDArray[np.int64]
    times: NDArray[np.int64]
    first: NDArray[np.int64]


def contacts(audience: Audience, accounts: Sequence[str]) -> Contacts:
    """Everybody reached by these accounts, each with the number of accounts that do."""
    packed = packed_pairs(audience, accounts)
    people = packed >> 32
    starts = np.flatnonzero(np.concatenate([[True], people[1:] != people[:-1]])) if len(people) else np.zeros(0, int)
    times = np.diff(starts, append=len(people))
    return Contacts(people[starts], times, packed[starts] & 0xFFFFFFFF)


def packed_pairs(audience: Audience, accounts: Sequence[str]) -> NDArray[np.int64]:
    """All pairs of these accounts sorted by person: its number in the high half, the account's position below."""
    rows = [audience.row(account) for account in accounts]
    packed = np.concatenate(rows).astype(np.int64) if rows else np.zeros(0, dtype=np.int64)
    packed <<= 32
    packed |= np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    packed.sort()
    return packed


def weakest_basis(audience: Audience, accounts: Sequence[str]) -> Basis:
    """The weakest basis among these accounts; measured when there are none."""
    return weakest([audience.basis(account) for account in accounts]) if accounts else Basis.MEASURED


def _by_times(reached: Contacts, group: TargetGroup, accounts: int) -> NDArray[np.int64]:
    """How many people of each class were reached by 1, 2, ... accounts, shape (accounts, classes)."""
    classes = len(group.weights)
    cell = (reached.times - 1) * classes + group.classes[reached.people]
    return np.bincount(cell, minlength=accounts * classes).reshape(accounts, classes)


def _up_to_most(by_times: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The rows for 1, 2, ... times; the last holds everybody reached that often or more."""
    rows = list(by_times[: MOST_TIMES - 1])
    rows += [np.zeros_like(by_times[0])] * (MOST_TIMES - 1 - len(rows))
    return [*rows, by_times[MOST_TIMES - 1 :].sum(axis=0)]


def _each(audience: Audience, accounts: Sequence[str], group: TargetGroup, counter: Counter) -> dict[str, Estimate]:
    classes = len(group.weights)
    return {
        account: counter.inside(np.bincount(group.classes[audience.row(account)], minlength=classes))
        for account in accounts
    }


def _exclusive(reached: Contacts, accounts: Sequence[str], group: TargetGroup, counter: Counter) -> dict[str, Estimate]:
    once = reached.times == 1
    classes = len(group.weights)
    cell = reached.first[once] * classes + group.classes[reached.people[once]]
    counts = np.bincount(cell, minlength=len(accounts) * classes).reshape(len(accounts), classes)
    return {account: counter.inside(row) for account, row in zip(accounts, counts, strict=True)}
