"""What the limits decide before any search: offers that can't be in, offers that must be, and who excludes whom.

Limits that let at most one of some creators in ("exclusive") need no price in the bound when the creators are taken
together as one: the bound then picks the best offer of them exactly (generalised upper bounds, Dantzig and Van Slyke,
"Generalized upper bounding techniques", 1967).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.plan.selection.limits import Limits
from kring.plan.selection.problem import Chosen, Infeasible, Selection

ROUNDS = 5


@dataclass(frozen=True)
class Decided:
    """`possible` and `forced` (offers,): which offers can be in, and which must be."""

    possible: Chosen
    forced: Chosen


@dataclass(frozen=True)
class Cliques:
    """Offers of which at most one is chosen: `of` (offers,) the number of each offer's clique.

    `must` (cliques,): one of them has to be chosen. `open_rows` (limits,): the limits that cliques do not already keep.
    """

    of: NDArray[np.int64]
    must: NDArray[np.bool_]
    open_rows: NDArray[np.bool_]

    def only(self, kept: Chosen) -> Cliques:
        """The same for fewer offers; a clique that must have one keeps at least one."""
        numbers, of = np.unique(self.of[kept], return_inverse=True)
        return replace(self, of=of.astype(np.int64), must=self.must[numbers])


def decided(selection: Selection) -> Decided:
    """What single limits decide; `Infeasible` when they contradict each other."""
    limits, creator = selection.limits, selection.creator
    possible, forced = np.ones(selection.offers, dtype=bool), np.zeros(selection.offers, dtype=bool)
    for _ in range(ROUNDS):
        before = (int(possible.sum()), int(forced.sum()))
        _by_room(limits, possible, forced)
        _by_one_left(limits, possible, forced)
        forced_makers = creator[forced]
        possible &= forced | ~np.isin(creator, forced_makers)
        if len(np.unique(forced_makers)) < len(forced_makers) or (forced & ~possible).any():
            raise Infeasible("the limits ask for offers that exclude each other")
        if before == (int(possible.sum()), int(forced.sum())):
            break
    return Decided(possible, forced)


def _by_room(limits: Limits, possible: Chosen, forced: Chosen) -> None:
    """Offers that take more than a limit has left beside the forced ones."""
    lowest = np.zeros(len(limits))
    np.minimum.at(lowest, limits.row_numbers, limits.coefficients)
    room = limits.high + limits.slack - limits.sums(forced)
    alone = (lowest >= 0)[limits.row_numbers] & (limits.coefficients > room[limits.row_numbers])
    out = limits.offers[alone]
    possible[out[~forced[out]]] = False


def _by_one_left(limits: Limits, possible: Chosen, forced: Chosen) -> None:
    """Limits with one possible offer left decide it."""
    stays = possible[limits.offers] & ~forced[limits.offers]
    number = np.bincount(limits.row_numbers[stays], minlength=len(limits))
    base = limits.sums(forced)
    low, high = limits.low - limits.slack, limits.high + limits.slack
    broken = (number == 0) & ((base < low) | (base > high))
    if broken.any():
        raise Infeasible(f"limit {int(np.flatnonzero(broken)[0])} leaves no set")
    for row in np.flatnonzero(number == 1):
        inside = slice(limits.indptr[row], limits.indptr[row + 1])
        place = np.flatnonzero(stays[inside])[0] + limits.indptr[row]
        offer, total = limits.offers[place], base[row] + limits.coefficients[place]
        without = bool(low[row] <= base[row] <= high[row])
        within = bool(low[row] <= total <= high[row])
        if not without and not within:
            raise Infeasible(f"limit {int(row)} leaves no set")
        if not without:
            forced[offer] = True
        elif not within:
            possible[offer] = False


def cliques(selection: Selection, forced: Chosen) -> Cliques:
    """Creators, taken together where a limit lets at most one of them in."""
    limits = selection.limits
    _, of = np.unique(selection.creator, return_inverse=True)
    of = of.astype(np.int64)
    must = np.zeros(int(of.max(initial=-1)) + 1, dtype=bool)
    must[of[forced]] = True
    open_rows = np.ones(len(limits), dtype=bool)
    sizes = np.bincount(of, minlength=len(must))
    root = np.arange(len(must))
    for row in np.argsort(-np.diff(limits.indptr), kind="stable"):
        offers = limits.offers[limits.indptr[row] : limits.indptr[row + 1]]
        factors = limits.coefficients[limits.indptr[row] : limits.indptr[row + 1]]
        if len(offers) == 0 or factors[0] <= 0 or (factors != factors[0]).any():
            continue
        low, high, one = limits.low[row] - limits.slack[row], limits.high[row] + limits.slack[row], factors[0]
        if high < one or low > one:
            continue
        numbers = np.unique(root[of[offers]])
        whole = len(offers) == sizes[numbers].sum()
        if (whole and high < 2 * one) or (len(numbers) == 1 and (whole or low <= 0)):
            root[np.isin(root, numbers)] = numbers[0]
            sizes[numbers[0]] = sizes[numbers].sum()
            must[numbers[0]] = must[numbers].any() or low > 0
            open_rows[row] = False
    numbers, of = np.unique(root[of], return_inverse=True)
    found = Cliques(of.astype(np.int64), must[numbers], open_rows)
    return replace(found, open_rows=open_rows & _can_bind(limits, found))


def _can_bind(limits: Limits, found: Cliques) -> NDArray[np.bool_]:
    """The limits that some choice of one offer a clique would break."""
    pairs, place = np.unique(
        np.stack([limits.row_numbers, found.of[limits.offers]]), axis=1, return_inverse=True
    )
    most, least = np.zeros(pairs.shape[1]), np.zeros(pairs.shape[1])
    np.maximum.at(most, place.ravel(), limits.coefficients)
    np.minimum.at(least, place.ravel(), limits.coefficients)
    highest = np.bincount(pairs[0], weights=most, minlength=len(limits))
    lowest = np.bincount(pairs[0], weights=least, minlength=len(limits))
    return (highest > limits.high + limits.slack) | (lowest < limits.low - limits.slack)
