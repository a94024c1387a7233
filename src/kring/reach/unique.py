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

from kring.estimate import Basis, weakest
from kring.reach.audience import Audience
from kring.reach.counted import Counter
from kring.reach.counts import Counts, count
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
    about = Named.of(audience, named)
    if not about.known:
        return Reach.of_nobody(tuple(named), group.segment, audience.synthetic)
    counts = count(audience, about.known, group.classes, len(group.weights))
    return reach_of(about, Counter(group, about.basis), counts, audience.synthetic)


@dataclass(frozen=True, slots=True)
class Named:
    """The accounts that were named: those around whom people are `known`, those that are not, and what is known."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    incomplete: tuple[str, ...]
    engaged: tuple[str, ...]
    basis: Basis

    @classmethod
    def of(cls, audience: Audience, named: Sequence[str]) -> Named:
        """Each account must be named once."""
        known = tuple(account for account in named if account in audience)
        return cls(
            known=known,
            unknown=tuple(account for account in named if account not in audience),
            incomplete=tuple(account for account in known if not audience.complete[audience.place(account)]),
            engaged=tuple(account for account in known if not audience.are_followers([account])),
            basis=weakest_basis(audience, known),
        )


def reach_of(about: Named, counter: Counter, counts: Counts, synthetic: bool) -> Reach:
    """The answer for accounts whose people were counted: `counts` holds the known ones, in their order."""
    known = about.known
    return Reach(
        accounts=known,
        unknown_accounts=about.unknown,
        incomplete_accounts=about.incomplete,
        engaged_accounts=about.engaged,
        segment=counter.group.segment,
        synthetic=synthetic,
        unique=counter.inside(counts.unique),
        outside=counter.outside(counts.unique),
        everybody=counter.everybody(counts.unique),
        sum=counter.inside(counts.sum),
        shared=counter.inside(counts.shared),
        frequency=counter.mean_times(counts.by_times),
        distribution=counter.inside_each(counts.up_to(MOST_TIMES)),
        each=dict(zip(known, counter.inside_each(counts.each), strict=True)),
        exclusive=dict(zip(known, counter.inside_each(counts.exclusive), strict=True)),
    )


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
