"""The conjugate of a response as tables, by how many contacts a person can get at most (see `conjugate_kernel`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.problem import Floats, Selection
from kring.plan.selection.response import Response

NODES = 1_024
POINTS = 40_001
FURTHEST = 60.0
LEVELS = 24


@dataclass(frozen=True)
class Conjugate:
    """Tables by class: `steepest` (classes,) the highest price at which a contact pays, `table` (classes, nodes) of g.

    Certain: node i of class c is the price `nodes[c, i]`, where g bends: exact. Else price = steepest x (i / last)^2.
    `of` (people,): the class of each person.
    """

    of: NDArray[np.uint8]
    steepest: Floats
    nodes: Floats
    table: Floats
    certain: bool
    caps: Floats

    def refitted(self, selection: Selection) -> Conjugate:
        """The same tables for the people of a smaller problem."""
        return replace(self, of=_classes(selection, self.caps))


def conjugate_of(selection: Selection) -> Conjugate:
    """The tables of a problem; one class will do where the response is concave."""
    response = selection.response
    caps = _caps(response)
    of = _classes(selection, caps)
    made = [_certain(response, int(cap)) if response.certain else _smooth(response, float(cap)) for cap in caps]
    return Conjugate(
        of, np.array([prices[-1] for prices, _ in made]), np.stack([prices for prices, _ in made]),
        np.stack([table for _, table in made]), response.certain, caps,
    )  # fmt: skip


def _caps(response: Response) -> Floats:
    """The most contacts of each class of people, rising; one class will do where the response is concave."""
    most = float(max(len(response.amounts), 1)) if response.certain else FURTHEST
    if response.concave:
        return np.array([most])
    return np.arange(1.0, most + 1) if response.certain else np.append(0.05 * 1.3 ** np.arange(LEVELS), most)


def _classes(selection: Selection, caps: Floats) -> NDArray[np.uint8]:
    """The class of each person, by the contacts that all accounts around them can bring."""
    people = len(selection.weights)
    if len(caps) == 1:
        return np.zeros(people, dtype=np.uint8)
    there = selection.row_of >= 0
    makers, place = np.unique(
        np.stack([selection.row_of[there], selection.creator[there]]), axis=1, return_inverse=True
    )
    each = np.zeros(makers.shape[1])
    np.maximum.at(each, place.ravel(), selection.contacts_each[there])
    most = np.bincount(makers[0], weights=each, minlength=len(selection.indptr) - 1)
    reached = np.bincount(selection.rows, weights=np.repeat(most, np.diff(selection.indptr)), minlength=people)
    return np.minimum(np.searchsorted(caps, reached * (1 - 1e-12)), len(caps) - 1).astype(np.uint8)


def _certain(response: Response, cap: int) -> tuple[Floats, Floats]:
    """The prices where g bends, rising to the steepest, and g there; padded to one length by repeating the steepest."""
    from kring.plan.selection.conjugate_kernel import conjugate, upper_hull

    size = max(len(response.amounts), 1)
    x = np.arange(cap + 1.0)
    f = response.expected(x)
    hull = upper_hull(x, f)
    x, f = x[hull], f[hull]
    slopes = np.maximum((np.diff(f) / np.diff(x))[::-1], 0.0)
    prices = np.concatenate([[0.0], slopes, np.full(size - len(slopes), slopes[-1])])
    return prices, conjugate(x, f, prices)


def _smooth(response: Response, cap: float) -> tuple[Floats, Floats]:
    """Prices from 0 to the steepest, closer together near 0, and g there, never below the true one."""
    from kring.plan.selection.conjugate_kernel import conjugate, upper_hull

    x = np.linspace(0.0, cap, POINTS)
    f = response.expected(x)
    hull = upper_hull(x, f)
    between = response.ceiling * (cap / (POINTS - 1)) ** 2 / 8  # f bends by no more than this between two points
    if cap >= FURTHEST:  # nobody is said to get no more than this
        between += response.ceiling - float(f[-1])
    x, f = x[hull], f[hull]
    steepest = max(float((f[1:] / x[1:]).max()) + between, 1e-12)
    prices = steepest * (np.arange(NODES) / (NODES - 1)) ** 2
    return prices, conjugate(x, f, prices) + between
