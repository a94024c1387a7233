"""General planning problems for tests: small ones by hypothesis, and what trying every set says of them."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st

from kring.plan.selection import Chosen, Limits, Response, Selection
from kring.plan.selection.limits import Row

RESPONSES = [
    Response((1.0,)), Response((1.0, 1.0, 1.0)), Response((0.0, 1.0)), Response((0.0, 0.0, 1.0)),
    Response((0.5, 0.3, 0.2)), Response((1.0,), certain=False), Response((0.0, 1.0), certain=False),
    Response((0.0, 0.0, 1.0), certain=False), Response((1.0, 1.0, 1.0), certain=False),
    Response((0.5, 0.1, 0.4), certain=False), Response(()),
]  # fmt: skip


def selection(
    people: list[set[int]], row_of: list[int], fees: list[float], rows: list[Row],
    *, response: Response = RESPONSES[0], exposure: list[float] | None = None, value: list[float] | None = None,
    creator: list[int] | None = None, weights: list[float] | None = None,
) -> Selection:  # fmt: skip
    """A problem whose accounts have these people, and whose offers are one creator's each unless said otherwise."""
    offers, number = len(row_of), max((max(row) for row in people if row), default=-1) + 1
    return Selection(
        np.concatenate([[0], np.cumsum([len(row) for row in people])]).astype(np.int64),
        np.array([person for row in people for person in sorted(row)], dtype=np.int32),
        np.array(row_of, dtype=np.int64), np.array(exposure or [0.5] * offers, dtype=np.float64),
        np.ones(number) if weights is None else np.array(weights[:number], dtype=np.float64), response,
        np.array(value or [0.0] * offers, dtype=np.float64), np.array(fees, dtype=np.float64),
        np.array(creator or range(offers), dtype=np.int64), Limits.of(offers, rows),
    )  # fmt: skip


@st.composite
def small_selections(draw: st.DrawFn, most_offers: int = 7) -> Selection:
    """Problems of a few offers with every kind of response and limit; not all of them feasible."""
    people = draw(st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=8), min_size=1, max_size=5))
    offers = draw(st.integers(1, most_offers))

    def each(of: st.SearchStrategy[float]) -> list[float]:
        return draw(st.lists(of, min_size=offers, max_size=offers))

    fees = each(st.integers(1, 8).map(float))
    rows = [(list(range(offers)), fees, -np.inf, float(draw(st.integers(2, 24))))]
    if draw(st.booleans()):
        nano = each(st.sampled_from([-0.5, 0.5]))
        rows.append((list(range(offers)), nano, 0.0, np.inf))
    for _ in range(draw(st.integers(0, 3))):
        inside = sorted(draw(st.sets(st.integers(0, offers - 1), min_size=1)))
        low = float(draw(st.integers(0, 2)))
        rows.append((inside, [1.0] * len(inside), low, low + draw(st.integers(0, 2))))
    return selection(
        people, [int(row) for row in each(st.integers(-1, len(people) - 1))], fees, rows,
        response=draw(st.sampled_from(RESPONSES)), exposure=each(st.sampled_from([0.1, 0.4, 1.0, 2.0])),
        value=each(st.sampled_from([0.0, 0.0, 0.5, 2.0])), creator=[int(one) for one in each(st.integers(0, offers))],
        weights=draw(st.lists(st.sampled_from([0.25, 0.5, 1.0]), min_size=12, max_size=12)),
    )  # fmt: skip


def all_sets(problem: Selection) -> list[Chosen]:
    """Every set that keeps to the limits."""
    sets = (np.array(bits, dtype=bool) for bits in product([False, True], repeat=problem.offers))
    return [chosen for chosen in sets if problem.allows(chosen)]


def random_selection(accounts: int, people: int, seed: int, *, budget: float, response: Response) -> Selection:
    """Overlapping audiences; each creator offers a post and a reel; a share quota, a count, and groups of rivals."""
    rng = np.random.default_rng(seed)
    popular = rng.pareto(1.2, people) + 0.2
    sizes = np.minimum(5 + 8 * rng.pareto(1.1, accounts), people / 2).astype(int)
    rows = [set(rng.choice(people, size, replace=False, p=popular / popular.sum()).tolist()) for size in sizes]
    post = (5 + sizes) * rng.lognormal(0, 0.3, accounts)
    fees, offers = np.concatenate([post, 1.5 * post]), 2 * accounts
    everyone = list(range(offers))
    nano = np.tile(np.where(sizes < np.median(sizes) * 1.5, 0.5, -0.5), 2)
    limits = [(everyone, fees.tolist(), -np.inf, budget), (everyone, nano.tolist(), 0.0, np.inf)]
    limits.append((everyone, [1.0] * offers, 3.0, 25.0))
    limits += [([one, one + 1, one + accounts, one + 1 + accounts], [1.0] * 4, -np.inf, 1.0) for one in (0, 4, 8)]
    return selection(
        rows, list(range(accounts)) * 2, fees.tolist(), limits, response=response,
        exposure=[0.4] * accounts + [0.8] * accounts, creator=list(range(accounts)) * 2,
    )  # fmt: skip
