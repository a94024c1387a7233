"""People grouped by the accounts around them and their class in the target group: one distribution does for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.reach.audience import Audience
from kring.reach.target_group import TargetGroup

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Groups:
    """The people around some accounts, in groups that have the same accounts and class.

    `parent`, `account`, `kind`, `people` (groups,): see `kring.reach.delivered.contact_kernels`; the first `kinds` are
    the classes themselves. `around` (accounts, kinds): the people around each account by class.
    """

    parent: Ints
    account: Ints
    kind: Ints
    people: Whole
    kinds: int
    around: Whole

    def __len__(self) -> int:
        return len(self.parent)

    def at_least(self, chances: Floats) -> Floats:
        """Per class the people with 1, 2, ... contacts or more: sums of chances and of these squared.

        `chances` (accounts, times + 1). Returns shape (2, kinds, times).
        """
        from kring.reach.delivered.contact_kernels import at_least_sums, group_chances

        found = group_chances(self.parent, self.account, chances)
        sums: Floats = at_least_sums(self.kind, self.people, found, self.kinds)
        return sums

    def exclusive(self, own: Floats, others: Floats) -> Floats:
        """Per class and account the people only it reaches: sums of chances and of these squared, (2, kinds, accounts).

        `own` and `others` (accounts,): the chance of no contact with it, as itself and as one of the others.
        """
        from kring.reach.delivered.contact_kernels import exclusive_sums

        sums: Floats = exclusive_sums(self.parent, self.account, self.kind, self.people, self.kinds, own, others)
        return sums

    def summed(self, amounts: Floats) -> Floats:
        """The sum of the amounts (accounts,) of the accounts around each group's people, shape (groups,)."""
        from kring.reach.delivered.contact_kernels import along

        sums: Floats = along(self.parent, self.account, amounts)
        return sums

    def total(self, figures: Floats) -> Floats:
        """Per class the sum over people of a figure (groups,) of each, shape (kinds,)."""
        sums: Floats = np.bincount(self.kind, self.people * figures, minlength=self.kinds).astype(np.float64)
        return sums


def grouped(audience: Audience, accounts: Sequence[str], group: TargetGroup, stride: int = 1) -> Groups:
    """The people of the target group around these accounts; with a stride only one person in so many."""
    from kring.reach.delivered.contact_kernels import grouped as grouped_by

    places = np.array([audience.place(account) for account in accounts], dtype=np.int64)
    starts, ends = audience.indptr[places], audience.indptr[places + 1]
    kinds = len(group.weights)
    parent, account, kind, people = grouped_by(
        np.asarray(audience.rows), np.asarray(starts), np.asarray(ends), group.classes, kinds, stride
    )
    around = np.zeros((len(accounts), kinds), dtype=np.int64)
    if stride == 1:
        for place, name in enumerate(accounts):
            around[place] = np.bincount(group.classes[audience.row(name)], minlength=kinds)
    return Groups(parent, account, kind, people, kinds, around)
