"""The conjugate of a response as tables, by what contacts a person can get (see `conjugate_kernel`).

What a person counts is bounded by a concave function of a sum over the chosen offers, each with its own *part*:

- certain contacts: the part is 1, the function the concave envelope over whole numbers up to the most one can get;
- Poisson contacts, f concave: the part is f(a), what the offer with exposure a counts alone. Of all offers with that
  sum of parts, f(summed exposure) is highest when they are as large as they can be (f^-1 is convex), so that the
  function depends on the largest exposure around a person, and is exact for who meets one offer only;
- Poisson contacts, f not concave: the part is the exposure, the function the envelope of f up to the most one can get.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.problem import Floats, Selection
from kring.plan.selection.response import Response

NODES = 512
POINTS = 20_001
FURTHEST = 60.0
SMALLEST = 0.01
RATIO = 1.1
"""By how much the exposures of two classes of people differ."""


@dataclass(frozen=True)
class Conjugate:
    """Tables by class: `steepest` (classes,) the highest price at which a part pays, `table` (classes, nodes) of g.

    Certain: node i of class c is the price `nodes[c, i]`, where g bends: exact. Else price = steepest x (i / last)^2.
    `of` (people,): the class of each person. `parts` (offers,): what an offer adds.
    """

    of: NDArray[np.uint8]
    parts: Floats
    steepest: Floats
    nodes: Floats
    table: Floats
    certain: bool
    classes: Floats

    def refitted(self, selection: Selection) -> Conjugate:
        """The same tables for the people and offers of a smaller problem."""
        return replace(self, of=_classes(selection, self.classes), parts=_parts(selection))


def conjugate_of(selection: Selection) -> Conjugate:
    """The tables of a problem."""
    response, classes = selection.response, _levels(selection)
    made = [_tabled(response, float(level)) for level in classes]
    return Conjugate(
        _classes(selection, classes), _parts(selection), np.array([prices[-1] for prices, _ in made]),
        np.stack([prices for prices, _ in made]), np.stack([table for _, table in made]), response.certain, classes,
    )  # fmt: skip


def _parts(selection: Selection) -> Floats:
    response = selection.response
    if response.certain or not response.concave:
        return selection.contacts_each
    return response.expected(selection.exposure)


def _levels(selection: Selection) -> Floats:
    """The classes: the most contacts, or where f is concave the largest exposure, of people; rising."""
    response = selection.response
    most = float(max(len(response.amounts), 1))
    if response.certain:
        return np.array([most]) if response.concave else np.arange(1.0, most + 1)
    reaching = selection.exposure[selection.row_of >= 0]
    highest = float(reaching.max(initial=SMALLEST)) if response.concave else FURTHEST / 2
    lowest = max(float(reaching.min(initial=1.0)), SMALLEST)
    steps = int(np.ceil(np.log(max(highest / lowest, 1.0)) / np.log(RATIO)))
    levels = lowest * RATIO ** np.arange(min(steps, 200) + 1)
    return levels * (1 + 1e-12) if response.concave and steps <= 200 else np.append(levels, FURTHEST)


def _classes(selection: Selection, classes: Floats) -> NDArray[np.uint8]:
    """The class of each person: the first level that is not below theirs."""
    from kring.plan.selection.conjugate_kernel import highest_around, summed_around

    people = len(selection.weights)
    if len(classes) == 1:
        return np.zeros(people, dtype=np.uint8)
    accounts, there = len(selection.indptr) - 1, selection.row_of >= 0
    each = selection.contacts_each
    if selection.response.concave:
        most = np.zeros(accounts)
        np.maximum.at(most, selection.row_of[there], each[there])
        reached = highest_around(selection.indptr, selection.rows, most, people)
    else:
        makers, place = np.unique(
            np.stack([selection.row_of[there], selection.creator[there]]), axis=1, return_inverse=True
        )
        of_maker = np.zeros(makers.shape[1])
        np.maximum.at(of_maker, place.ravel(), each[there])
        most = np.bincount(makers[0], weights=of_maker, minlength=accounts)
        reached = summed_around(selection.indptr, selection.rows, most, people)
    return np.minimum(np.searchsorted(classes, reached * (1 - 1e-12)), len(classes) - 1).astype(np.uint8)


def _tabled(response: Response, level: float) -> tuple[Floats, Floats]:
    """Prices from 0 to the steepest, and g there, never below the true one."""
    if response.certain:
        return _certain(response, int(level))
    x = np.linspace(0.0, FURTHEST if response.concave else level, POINTS)
    f = response.expected(x)
    missed = 2 * response.ceiling * (x[1] / 2) ** 2 / 2  # f and its parts bend by no more than this between two points
    if x[-1] == FURTHEST:  # nobody is said to get no more than this
        missed += response.ceiling - float(f[-1])
    if response.concave:
        whole, one = np.floor(x / level), response.expected(np.array([level]))[0]
        x = whole * one + response.expected(x - whole * level)
    return _smooth(x, f, missed, response.concave)


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


def _smooth(x: Floats, f: Floats, missed: float, concave: bool) -> tuple[Floats, Floats]:
    """Prices closer together near 0, and g there; where f is concave a part counts at most itself, so g(1) is 0."""
    from kring.plan.selection.conjugate_kernel import conjugate, upper_hull

    hull = upper_hull(x, f)
    x, f = x[hull], f[hull]
    steepest = 1.0 if concave else max(float((f[1:] / x[1:]).max()) + missed, 1e-12)
    prices = steepest * (np.arange(NODES) / (NODES - 1)) ** 2
    table = conjugate(x, f, prices) + missed
    if concave:
        table[-1] = 0.0
    return prices, table
