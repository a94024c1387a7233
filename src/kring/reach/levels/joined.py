"""One answer over several platforms, from the answer on each and the share of people who are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from kring.estimate import Estimate, total, weakest
from kring.reach.figures import Reach
from kring.reach.levels.platforms import across, times_across

T = TypeVar("T")


def joined(alone: Sequence[Reach], named: Sequence[str], same_people: Estimate) -> Reach:
    """The reach over all platforms; `alone` has one answer a platform, `named` all accounts in order.

    Platforms on which nobody is known leave their accounts among the unknown ones, and the answer is a lower bound.
    """
    found = sorted((one for one in alone if one.accounts), key=lambda one: one.accounts)
    missing = {account for one in alone for account in one.unknown_accounts}
    left = tuple(account for account in named if account in missing)
    if not found:
        return replace(alone[0], unknown_accounts=left)
    if len(found) == 1:
        return replace(found[0], unknown_accounts=left)
    unique, outside, everybody = (
        across([getattr(one, name) for one in found], same_people) for name in ("unique", "outside", "everybody")
    )
    sums = total([one.sum for one in found])
    accounts = tuple(account for account in named if account not in missing)
    times = _times(found, unique, same_people)
    return replace(
        found[0], accounts=accounts, unknown_accounts=left, unique=unique, outside=outside, everybody=everybody,
        sum=sums, same_people=same_people, distribution=times, frequency=mean_times(sums, unique),
        shared=total(list(times[1:]), independent=False),
        incomplete_accounts=_in_order([one.incomplete_accounts for one in found], accounts),
        engaged_accounts=_in_order([one.engaged_accounts for one in found], accounts),
        each=_merged([one.each for one in found], accounts), levels=_merged([one.levels for one in found], accounts),
        exclusive=_exclusive(found, accounts, same_people),
    )  # fmt: skip


def mean_times(sums: Estimate, unique: Estimate) -> Estimate:
    """Contacts per person: the ends are those of the union, since sum and union move together."""
    if not unique.known or not sums.known:
        return unique
    if unique.value <= 0:
        return Estimate.unknown("nobody of the target group is reached", unique.basis)
    value = max(1.0, sums.value / unique.value)
    low, high = max(1.0, sums.value / max(unique.high, 1e-9)), sums.value / max(unique.low, 1e-9)
    return Estimate.between(value, min(low, value), max(high, value), unique.basis)


def _in_order(parts: Sequence[Sequence[str]], accounts: Sequence[str]) -> tuple[str, ...]:
    named = {account for part in parts for account in part}
    return tuple(account for account in accounts if account in named)


def _merged(parts: Sequence[dict[str, T]], accounts: Sequence[str]) -> dict[str, T]:
    together = {account: value for part in parts for account, value in part.items()}
    return {account: together[account] for account in accounts if account in together}


def _exclusive(found: Sequence[Reach], accounts: Sequence[str], same: Estimate) -> dict[str, Estimate]:
    """Who follows only this account on its platform may follow another one elsewhere."""
    others = len(found) - 1
    kept = Estimate.between((1 - same.value) ** others, (1 - same.high) ** others, (1 - same.low) ** others, same.basis)
    exclusive = {}
    for one in found:
        for account, own in one.exclusive.items():
            exclusive[account] = own if not own.known else _part_of(own, kept)
    return {account: exclusive[account] for account in accounts if account in exclusive}


def _part_of(own: Estimate, kept: Estimate) -> Estimate:
    ends = own.value * kept.value, own.low * kept.low, own.high * kept.high
    return Estimate.between(*ends, weakest([own.basis, kept.basis]), own.n)


def _times(found: Sequence[Reach], unique: Estimate, same: Estimate) -> tuple[Estimate, ...]:
    """How many people are reached 1, 2, ... 9, 10 or more times over all platforms."""
    if not unique.known:
        return (unique,) * len(found[0].distribution)
    largest_first = sorted(found, key=lambda one: -one.unique.value)
    parts = [np.array([times.value for times in one.distribution]) for one in largest_first]
    rows = np.array([times_across(parts, share) for share in (same.low, same.value, same.high)])
    below, above = (
        np.sqrt(sum(np.array([getattr(times, side) for times in one.distribution]) ** 2 for one in found))
        for side in ("below", "above")
    )
    low, high = np.maximum(rows.min(axis=0) - below, 0), rows.max(axis=0) + above
    return tuple(
        Estimate.between(value, min(down, value), max(up, value), unique.basis)
        for down, value, up in zip(low.tolist(), rows[1].tolist(), high.tolist(), strict=True)
    )
