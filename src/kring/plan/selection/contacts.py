"""Prices of people by the contact: who is certain to be reached, or where f is not concave; as tables of the conjugate
g of the response (see `conjugate_kernel`), by the most contacts a person can get.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.problem import Chosen, Floats, Selection
from kring.plan.selection.response import Response

NODES = 512
POINTS = 20_001
FURTHEST = 60.0
SMALLEST = 0.05
RATIO = 1.25
LEVELS = 24


@dataclass(frozen=True)
class Contacts:
    """The people of a problem priced by the contact; `people` prices are shares of their weights.

    By class: `steepest` (classes,) the highest price at which a contact pays, `table` (classes, nodes) of g. Certain:
    node i of class c is the price `nodes[c, i]`, where g bends: exact. Else price = steepest x (i / last)^2.
    `kinds` (people,): the class of each person, the first of `classes` that its most contacts are not above.
    """

    selection: Selection
    kinds: NDArray[np.uint8]
    classes: Floats
    steepest: Floats
    nodes: Floats
    table: Floats

    @classmethod
    def of(cls, selection: Selection) -> Contacts:
        """Priced this way."""
        classes = _levels(selection.response)
        made = [_tabled(selection.response, float(level)) for level in classes]
        return cls(
            selection, _kinds(selection, classes), classes, np.array([prices[-1] for prices, _ in made]),
            np.stack([prices for prices, _ in made]), np.stack([table for _, table in made]),
        )  # fmt: skip

    def refitted(self, selection: Selection) -> Contacts:
        """The same for a smaller problem."""
        return replace(self, selection=selection, kinds=_kinds(selection, self.classes))

    @property
    def most(self) -> Floats:
        """The highest price of each person, shape (people,)."""
        return self.steepest[self.kinds]

    @property
    def idle(self) -> Floats:
        """The price of who meets no offer of interest."""
        return self.most

    def first(self, start: Chosen) -> Floats:
        """Prices after a good set: a person's worth shared over its contacts."""
        contacts = self.selection.contacts(start)
        worth = self.selection.response.expected(contacts)
        fair = np.where(contacts > 0, worth / np.where(contacts > 0, contacts, 1.0), np.inf)
        return np.minimum(fair, self.most)

    def slope(self, people: Floats, cover: Floats) -> tuple[Floats, float]:
        """Where the bound falls, per person, and its squared length."""
        from kring.plan.selection.dual_kernel import slope_of

        certain = self.selection.response.certain
        return slope_of(people, cover, self.kinds, self.steepest, self.nodes, self.table, certain)

    def stepped(self, people: Floats, slope: Floats, size: float) -> tuple[Floats, Floats, float]:
        """Prices after a step, what they make people pay, and what people keep in all."""
        from kring.plan.selection.dual_kernel import stepped

        certain, weights = self.selection.response.certain, self.selection.weights
        return stepped(people, slope, size, weights, self.kinds, self.steepest, self.nodes, self.table, certain)

    def paid(self, people: Floats) -> tuple[Floats, float]:
        """What people pay at these prices, and what they keep in all."""
        _, paid, spare = self.stepped(people, np.zeros(len(people)), 0.0)
        return paid, spare

    def values(self, paid: Floats) -> Floats:
        """What each offer is worth at what people pay, shape (offers,)."""
        from kring.plan.kernels import row_sums

        here = self.selection
        sums = np.append(row_sums(here.indptr, here.rows, paid), 0.0)
        values: Floats = sums[here.row_of] * here.contacts_each + here.value
        return values

    def brought(self, taken: Floats) -> Floats:
        """The contacts that a fractional choice brings each person, shape (people,)."""
        from kring.plan.bound_kernel import covered_times

        here = self.selection
        by_account = np.bincount(here.row_of + 1, weights=taken * here.contacts_each, minlength=len(here.indptr))
        return covered_times(here.indptr, here.rows, by_account[1:], len(here.weights))


def _levels(response: Response) -> Floats:
    """The most contacts of each class of people, rising."""
    most = float(max(len(response.amounts), 1))
    if response.certain:
        return np.array([most]) if response.concave else np.arange(1.0, most + 1)
    return np.append(SMALLEST * RATIO ** np.arange(LEVELS), FURTHEST)


def _kinds(selection: Selection, classes: Floats) -> NDArray[np.uint8]:
    """The class of each person, by the contacts that all creators around them can bring."""
    from kring.plan.selection.conjugate_kernel import summed_around

    people = len(selection.weights)
    if len(classes) == 1:
        return np.zeros(people, dtype=np.uint8)
    there = selection.row_of >= 0
    makers, place = np.unique(
        np.stack([selection.row_of[there], selection.creator[there]]), axis=1, return_inverse=True
    )
    each = np.zeros(makers.shape[1])
    np.maximum.at(each, place.ravel(), selection.contacts_each[there])
    most = np.bincount(makers[0], weights=each, minlength=len(selection.indptr) - 1)
    reached = summed_around(selection.indptr, selection.rows, most, people)
    return np.minimum(np.searchsorted(classes, reached * (1 - 1e-12)), len(classes) - 1).astype(np.uint8)


def _tabled(response: Response, level: float) -> tuple[Floats, Floats]:
    """Prices from 0 to the steepest, and g there, never below the true one."""
    if response.certain:
        return _certain(response, int(level))
    x = np.linspace(0.0, level, POINTS)
    f = response.expected(x)
    missed = response.ceiling * (x[1] / 2) ** 2 / 2  # f bends by no more than this between two points
    if level == FURTHEST:  # nobody is said to get no more than this
        missed += response.ceiling - float(f[-1])
    return _smooth(x, f, missed)


def _certain(response: Response, most: int) -> tuple[Floats, Floats]:
    """The prices where g bends, rising to the steepest, and g there; padded to one length by repeating the steepest."""
    from kring.plan.selection.conjugate_kernel import conjugate, upper_hull

    size = max(len(response.amounts), 1)
    x = np.arange(most + 1.0)
    f = response.expected(x)
    hull = upper_hull(x, f)
    x, f = x[hull], f[hull]
    slopes = np.maximum((np.diff(f) / np.diff(x))[::-1], 0.0)
    prices = np.concatenate([[0.0], slopes, np.full(size - len(slopes), slopes[-1])])
    return prices, conjugate(x, f, prices)


def _smooth(x: Floats, f: Floats, missed: float) -> tuple[Floats, Floats]:
    """Prices closer together near 0, and g there."""
    from kring.plan.selection.conjugate_kernel import conjugate, upper_hull

    hull = upper_hull(x, f)
    x, f = x[hull], f[hull]
    steepest = max(float((f[1:] / x[1:]).max()) + missed, 1e-12)
    prices = steepest * (np.arange(NODES) / (NODES - 1)) ** 2
    return prices, conjugate(x, f, prices) + missed
