"""`Counts`: how many people some accounts reach, by class of people, before it is said what a class is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.reach.audience import Audience

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Counts:
    """Counts of different people, the last axis always the class they belong to.

    `by_times` (accounts, classes): reached by exactly 1, 2, ... of the accounts. `each` (accounts, classes): all people
    of an account. `exclusive` (accounts, classes): those that only it reaches.
    """

    by_times: Whole
    each: Whole
    exclusive: Whole

    @property
    def unique(self) -> Whole:
        """Different people reached, shape (classes,)."""
        people: Whole = self.by_times.sum(axis=0)
        return people

    @property
    def shared(self) -> Whole:
        """People reached by two accounts or more, shape (classes,)."""
        people: Whole = self.by_times[1:].sum(axis=0)
        return people

    @property
    def sum(self) -> Whole:
        """The people of all accounts added up, which is not reach, shape (classes,)."""
        people: Whole = self.each.sum(axis=0)
        return people

    def up_to(self, most: int) -> Whole:
        """People reached 1, 2, ... times, the last row `most` times or more, shape (most, classes)."""
        rows = np.zeros((most, self.by_times.shape[1]), dtype=np.int64)
        rows[: len(self.by_times[: most - 1])] = self.by_times[: most - 1]
        rows[-1] += self.by_times[most - 1 :].sum(axis=0)
        return rows

    def by(self, classes: Whole, kinds: int) -> Counts:
        """The same people by other classes: `classes` (classes,) is what each becomes, below `kinds`."""
        member = (classes[:, None] == np.arange(kinds)).astype(np.int64)
        return Counts(self.by_times @ member, self.each @ member, self.exclusive @ member)


def count(audience: Audience, accounts: Sequence[str], classes: NDArray[np.integer], kinds: int) -> Counts:
    """Whom these accounts reach, in one walk over their rows. `classes` (people,): the class of each person.

    Raises UnknownName for an account around whom nobody is known.
    """
    from kring.reach.count_kernel import count_by_class

    places = np.array([audience.place(account) for account in accounts], dtype=np.int64)
    by_times, each, exclusive = count_by_class(
        read_only(audience.indptr), read_only(audience.rows), places, read_only(classes), kinds
    )
    return Counts(by_times[1:], each, exclusive)


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """A plain view that can't be written: a kernel is then compiled once for memory and mapped files alike."""
    view = np.asarray(array).view(np.ndarray)
    view.flags.writeable = False
    return view
