"""Generated planning instances with niches, regions and heavy tails, the same for the same seed.

Followers are Pareto(1.1) between 500 and 50,000. A creator draws 40 % of them from a sub-niche (half of these from the
creator's region), 25 % from the niche and 35 % from everybody; active people are drawn more often. People are numbered
segment-major: women 25-44, a sixth of everybody, come first, and within it niche, sub-niche, region.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.instance import Floats, Instance
from kring.plan.kernels import sliced

NICHES, SUB_NICHES, REGIONS, SEGMENTS = 60, 10, 40, 6
CELLS = NICHES * SUB_NICHES * REGIONS
LEAST, MOST, TAIL = 500, 50_000, 1.1
WANTED_NICHES = 4
ELSEWHERE = 0.2
PEOPLE = {1_000: 500_000, 10_000: 5_000_000, 100_000: 17_000_000, 1_000_000: 100_000_000}
"""People for so many creators; for other numbers 500 a creator up to 5 million."""
MANY, TAIL_OF_MANY = 1_000_000, 2.0
"""From so many creators on the tail is lighter: a billion pairs a million creators."""


@dataclass(frozen=True)
class Lists:
    """Follower lists as sorted rows, and what each creator asks.

    `homes` (creators,): the cell each draws most from; its remainder by `REGIONS` is the region.
    """

    indptr: NDArray[np.int64]
    rows: NDArray[np.int32]
    people: int
    fees: Floats
    homes: NDArray[np.int64]


@dataclass(frozen=True)
class Draws:
    """What the lists are drawn from: draws and own cell of each creator, people in a cell, the seed of the rows."""

    drawn: NDArray[np.int64]
    homes: NDArray[np.int64]
    in_cell: int
    seed: int
    rng: np.random.Generator

    def fees(self, sizes: NDArray[np.int64]) -> Floats:
        """What each creator asks, by the number of followers (creators,)."""
        return (25 + 35 * (sizes / 1_000) ** 0.8) * self.rng.lognormal(0, 0.35, len(sizes))


def draws(creators: int, seed: int = 1) -> Draws:
    """The sizes and homes of so many creators."""
    rng = np.random.default_rng(seed)
    tail = TAIL_OF_MANY if creators >= MANY else TAIL
    cut = 1 - (LEAST / MOST) ** tail
    drawn = (LEAST * (1 - cut * rng.random(creators)) ** (-1 / tail)).astype(np.int64)
    wanted = PEOPLE.get(creators, min(500 * creators, 5_000_000))
    in_cell = SEGMENTS * max(1, round(wanted / CELLS / SEGMENTS))
    return Draws(drawn, rng.integers(0, CELLS, creators), in_cell, int(rng.integers(2**31)), rng)


def follower_lists(creators: int, seed: int = 1) -> Lists:
    """The lists of so many creators."""
    made = draws(creators, seed)
    indptr, rows = draw_rows(made.drawn, made.homes, made.in_cell, made.seed)
    return Lists(indptr, rows, made.in_cell * CELLS, made.fees(np.diff(indptr)), made.homes)


def by_number(lists: Lists, most: int) -> Instance:
    """Everybody counts one, and no more than so many creators."""
    creators = len(lists.fees)
    nobody = np.zeros(creators, dtype=bool)
    return Instance(lists.indptr, lists.rows, np.broadcast_to(1.0, lists.people), lists.fees, np.inf, 0, most, nobody)


def by_budget(lists: Lists, budget: float) -> Instance:
    """Everybody counts one, within a budget."""
    return replace(by_number(lists, len(lists.fees)), budget=budget)


def by_target(lists: Lists, budget: float) -> Instance:
    """Women 25-44 count, fully in four niches and a fifth elsewhere, within a budget: the rows are sliced to them."""
    people, creators = lists.people // SEGMENTS, len(lists.fees)
    one, first = np.zeros(1, dtype=np.int64), np.array([people], dtype=np.int64)
    indptr, rows = sliced(lists.indptr, lists.rows, np.arange(creators), one, first, one)
    weights = np.full(people, ELSEWHERE)
    weights[: people // NICHES * WANTED_NICHES] = 1.0
    return Instance(indptr, rows, weights, lists.fees, budget, 0, creators, np.zeros(creators, dtype=bool))


@compiled
def draw_rows(
    drawn: NDArray[np.int64], homes: NDArray[np.int64], in_cell: int, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Sorted rows without doubles: `drawn` (creators,) draws for each, whose own cell is in `homes` (creators,)."""
    np.random.seed(seed)
    indptr = np.zeros(len(drawn) + 1, dtype=np.int64)
    rows = np.empty(drawn.sum(), dtype=np.int32)
    for creator in range(len(drawn)):
        row = np.empty(drawn[creator], dtype=np.int32)
        for place in range(len(row)):
            row[place] = one_person(homes[creator], in_cell)
        row.sort()
        at = indptr[creator]
        for place in range(len(row)):
            if place == 0 or row[place] != row[place - 1]:
                rows[at] = row[place]
                at += 1
        indptr[creator + 1] = at
    return indptr, rows[: indptr[-1]].copy()


@compiled
def one_person(home: int, in_cell: int) -> int:
    """One follower of a creator whose own cell (niche, sub-niche, region) is `home`."""
    where, near = np.random.random(), SUB_NICHES * REGIONS
    if where < 0.2:
        cell = home
    elif where < 0.4:
        cell = home // REGIONS * REGIONS + np.random.randint(REGIONS)
    elif where < 0.65:
        cell = home // near * near + np.random.randint(near)
    else:
        cell = np.random.randint(CELLS)
    inside = int(np.random.random() ** 2 * in_cell)
    return (inside % SEGMENTS) * (in_cell // SEGMENTS * CELLS) + cell * (in_cell // SEGMENTS) + inside // SEGMENTS
