"""Planning problems for tests: small ones by hypothesis, larger ones by seed, and what exact methods say of them."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, hstack, identity, vstack

from kring.plan.instance import Instance


def instance(
    rows: list[set[int]], fees: list[float], *, budget: float = np.inf, least: int = 0, most: int | None = None,
    required: tuple[int, ...] = (), weights: list[float] | None = None,
) -> Instance:  # fmt: skip
    """A problem whose creators have these sets of people, numbered from 0."""
    people = max((max(row) for row in rows if row), default=-1) + 1
    sizes = [len(row) for row in rows]
    return Instance(
        np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        np.array([person for row in rows for person in sorted(row)], dtype=np.int32),
        np.ones(people) if weights is None else np.array(weights[:people]),
        np.array(fees[: len(rows)], dtype=float), budget, least, len(rows) if most is None else most,
        np.isin(np.arange(len(rows)), required),
    )  # fmt: skip


@st.composite
def small_instances(draw: st.DrawFn, most_creators: int = 7) -> Instance:
    """Feasible problems of a few creators, with and without budget, limits, weights and required creators."""
    rows = draw(st.lists(st.sets(st.integers(0, 14), min_size=1, max_size=9), min_size=1, max_size=most_creators))
    fees = draw(st.lists(st.integers(0, 12).map(float), min_size=len(rows), max_size=len(rows)))
    required = draw(st.sets(st.integers(0, len(rows) - 1), max_size=1))
    least = draw(st.integers(0, len(rows)))
    most = draw(st.integers(max(least, len(required), 1), len(rows)))
    weights = draw(st.none() | st.lists(st.sampled_from([0.25, 0.5, 1.0]), min_size=15, max_size=15))
    cheapest = sum(fees[one] for one in required)
    others = sorted(fee for one, fee in enumerate(fees) if one not in required)
    cheapest += sum(others[: max(least - len(required), 0)])
    budget = draw(st.just(np.inf) | st.integers(0, 40).map(lambda extra: cheapest + extra))
    return instance(rows, fees, budget=budget, least=least, most=most, required=tuple(required), weights=weights)


def random_instance(creators: int, people: int, seed: int, *, budget: float, most: int | None = None) -> Instance:
    """A problem with overlapping, unequal audiences."""
    rng = np.random.default_rng(seed)
    popular = rng.pareto(1.2, people) + 0.2
    rows = []
    for _ in range(creators):
        size = int(min(5 + 8 * rng.pareto(1.1), people / 2))
        rows.append(set(rng.choice(people, size, replace=False, p=popular / popular.sum()).tolist()))
    fees = [(5 + len(row)) * float(rng.lognormal(0, 0.3)) for row in rows]
    return instance(rows, fees, budget=budget, most=most)


def reordered(problem: Instance, order: list[int]) -> Instance:
    """The same problem with the creators in another order."""
    rows = [set(problem.row(creator).tolist()) for creator in order]
    needed = tuple(np.flatnonzero(problem.required[order]).tolist())
    return instance(
        rows, problem.fees[order].tolist(), budget=problem.budget, least=problem.least, most=problem.most,
        required=needed, weights=problem.weights.tolist(),
    )  # fmt: skip


def best_by_trying_all(problem: Instance) -> float:
    """The highest value of any allowed set."""
    sets = (np.array(bits, dtype=bool) for bits in product([False, True], repeat=problem.creators))
    return max(problem.value(chosen) for chosen in sets if problem.allows(chosen))


def linear_bound(problem: Instance) -> float:
    """The value of the linear relaxation, by HiGHS."""
    matrix, low, high, costs = _coverage(problem)
    rows = vstack([matrix, -matrix]).tocsr()
    limits = np.concatenate([high, -low])
    kept = np.isfinite(limits)
    answer = linprog(costs, A_ub=rows[kept], b_ub=limits[kept], bounds=_bounds(problem), method="highs")
    return float(-answer.fun)


def best_by_milp(problem: Instance) -> float:
    """The proven optimum, by HiGHS' branch and cut over people with the same creators taken together."""
    matrix, low, high, costs = _coverage(problem)
    bounds = _bounds(problem)
    whole = np.concatenate([np.ones(problem.creators), np.zeros(matrix.shape[1] - problem.creators)])
    answer = milp(
        costs, constraints=LinearConstraint(matrix, low, high), integrality=whole,
        bounds=Bounds([one for one, _ in bounds], [one for _, one in bounds]), options={"mip_rel_gap": 0.0},
    )  # fmt: skip
    assert answer.status == 0, answer.message
    return float(-answer.fun)


def _coverage(problem: Instance):  # type: ignore[no-untyped-def]
    """Rows 'a group of people is covered only if one of its creators is', budget and number; costs to minimise."""
    groups = _grouped(problem)
    pairs = [(place, creator) for place, creators in enumerate(groups) for creator in creators]
    shape = (len(groups), problem.creators)
    covers = coo_array((np.ones(len(pairs)), tuple(np.array(pairs).T)), shape=shape)
    empty = coo_array((2, len(groups)))
    limits = hstack([coo_array(np.stack([problem.fees, np.ones(problem.creators)])), empty])
    matrix = vstack([hstack([-covers, identity(len(groups))]), limits]).tocsr()
    low = np.concatenate([np.full(len(groups), -np.inf), [-np.inf, problem.least]])
    high = np.concatenate([np.zeros(len(groups)), [problem.budget, problem.most]])
    return matrix, low, high, np.concatenate([np.zeros(problem.creators), -np.array(list(groups.values()))])


def _grouped(problem: Instance) -> dict[tuple[int, ...], float]:
    """The weight of the people who have exactly these creators."""
    starts, holders = problem.inverted
    groups: dict[tuple[int, ...], float] = {}
    for person, weight in enumerate(problem.weights):
        creators = tuple(holders[starts[person] : starts[person + 1]].tolist())
        if creators:
            groups[creators] = groups.get(creators, 0.0) + float(weight)
    return groups


def _bounds(problem: Instance) -> list[tuple[float, float]]:
    groups = len(_grouped(problem))
    return [(1.0 if needed else 0.0, 1.0) for needed in problem.required] + [(0.0, 1.0)] * groups
