"""The compiled search: gains of all offers kept exact through the inverted index, under any linear limits.

What a person can still add is a short vector of *moments*: certain contacts have one (what the next contact adds),
Poisson contacts have e^-x x^i / i! for i below the number of amounts. Summed over the people of an account they give
the exact gain of each of its offers, whatever its exposure (the binomial expansion of (x + a)^j).

The search is ruin-and-recreate (Schrimpf and others, "Record breaking optimization results using the ruin and recreate
principle", 2000) with threshold accepting (Dueck and Scheuer 1990).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.improve_kernel import is_better, who_goes

Pointers = NDArray[np.int64]
Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SHAKE = 0.2
TURNS_AN_OFFER = 50
PATIENCE = 0.004
SMALL = 1e-9
VALUE, COST, BROKEN, WORK = 0, 1, 2, 3


class Problem(NamedTuple):
    """What does not change during a search.

    `indptr`, `rows`: people of each account; `starts`, `holders`: accounts of each person. Per offer: `row_of`, `each`
    (contacts it adds), `mixes` (offers, moments), `value`, `fees`, `creator`, `forced`; and its limits `at`, `limit`,
    `coefficients`. `low`, `high` (limits,) with their slack. `amounts`: of the response.
    """

    indptr: Pointers
    rows: Numbers
    starts: Pointers
    holders: Numbers
    weights: Floats
    row_of: Pointers
    each: Floats
    mixes: Floats
    value: Floats
    fees: Floats
    creator: Pointers
    forced: Flags
    at: Pointers
    limit: Pointers
    coefficients: Floats
    low: Floats
    high: Floats
    amounts: Floats
    certain: bool


class State(NamedTuple):
    """What changes: `contacts` (people,), `moments` (accounts, moments), `chosen` and `banned` (offers,), `taken`
    (creators,), `sums_of` (limits,), and `sums` (4,): value, cost, limits broken, work done.
    """

    contacts: Floats
    moments: Floats
    chosen: Flags
    banned: Flags
    taken: Flags
    sums_of: Floats
    sums: Floats


@compiled
def passed(problem: Problem, limit: int, total: float) -> float:
    """By how much a sum breaks a limit; 0 when it keeps to it."""
    return float(max(problem.low[limit] - total, total - problem.high[limit], 0.0))


@compiled
def start(problem: Problem, state: State) -> None:
    """Moments and broken limits of nothing chosen, in place."""
    first = problem.amounts[0] if problem.certain else 1.0
    for account in range(len(problem.indptr) - 1):
        total = 0.0
        for pair in range(problem.indptr[account], problem.indptr[account + 1]):
            total += problem.weights[problem.rows[pair]]
        state.moments[account, 0] = total * first
    for limit in range(len(problem.low)):
        state.sums[BROKEN] += passed(problem, limit, 0.0) > 0


@compiled
def gain_of(problem: Problem, state: State, offer: int) -> float:
    """What an offer would add."""
    gain, account = problem.value[offer], problem.row_of[offer]
    if account >= 0:
        for moment in range(problem.mixes.shape[1]):
            gain += problem.mixes[offer, moment] * state.moments[account, moment]
    return float(gain)


@compiled
def shift_certain(problem: Problem, state: State, account: int, step: int) -> None:
    """One contact more or less for the people of an account."""
    last = len(problem.amounts)
    for pair in range(problem.indptr[account], problem.indptr[account + 1]):
        person = problem.rows[pair]
        before = int(state.contacts[person])
        after = before + step
        state.contacts[person] = after
        less = problem.amounts[before] if before < last else 0.0
        more = problem.amounts[after] if after < last else 0.0
        if more != less:
            change = problem.weights[person] * (more - less)
            for place in range(problem.starts[person], problem.starts[person + 1]):
                state.moments[problem.holders[place], 0] += change
            state.sums[WORK] += problem.starts[person + 1] - problem.starts[person]


@compiled
def shift_exposure(problem: Problem, state: State, account: int, more: float) -> None:
    """So much more exposure, or less, for the people of an account."""
    count = state.moments.shape[1]
    for pair in range(problem.indptr[account], problem.indptr[account + 1]):
        person = problem.rows[pair]
        before = state.contacts[person]
        after = max(before + more, 0.0)
        state.contacts[person] = after
        old = problem.weights[person] * math.exp(-before)
        new = problem.weights[person] * math.exp(-after)
        for moment in range(count):
            change = new - old
            for place in range(problem.starts[person], problem.starts[person + 1]):
                state.moments[problem.holders[place], moment] += change
            old *= before / (moment + 1)
            new *= after / (moment + 1)
        state.sums[WORK] += count * (problem.starts[person + 1] - problem.starts[person])


@compiled
def move(problem: Problem, state: State, offer: int, step: int) -> None:
    """Put an offer in (step 1) or out (step -1) and let everything follow."""
    if step == 1:
        state.sums[VALUE] += gain_of(problem, state, offer)
    account = problem.row_of[offer]
    if account >= 0:
        if problem.certain:
            shift_certain(problem, state, account, step)
        else:
            shift_exposure(problem, state, account, step * problem.each[offer])
        state.sums[WORK] += problem.indptr[account + 1] - problem.indptr[account]
    if step == -1:
        state.sums[VALUE] -= gain_of(problem, state, offer)
    state.chosen[offer] = step == 1
    state.taken[problem.creator[offer]] = step == 1
    state.sums[COST] += step * problem.fees[offer]
    for place in range(problem.at[offer], problem.at[offer + 1]):
        limit = problem.limit[place]
        before = passed(problem, limit, state.sums_of[limit]) > 0
        state.sums_of[limit] += step * problem.coefficients[place]
        state.sums[BROKEN] += int(passed(problem, limit, state.sums_of[limit]) > 0) - int(before)


@compiled
def mended(problem: Problem, state: State, offer: int) -> float:
    """The broken limits that an offer mends, in parts of each; below 0 when it breaks one, or one further."""
    share = 0.0
    for place in range(problem.at[offer], problem.at[offer + 1]):
        limit = problem.limit[place]
        before = passed(problem, limit, state.sums_of[limit])
        after = passed(problem, limit, state.sums_of[limit] + problem.coefficients[place])
        if after > before:
            return -1.0
        if before > 0:
            share += (before - after) / before
    return share


@compiled
def next_in(problem: Problem, state: State, divisor: Floats, noise: Floats) -> int:
    """The offer to add: most gain per unit of `divisor` (offers,), slightly shaken; -1 when none fits and adds.

    While limits are broken only offers that mend some, by how much they mend and add.
    """
    winner, highest, mending = -1, 0.0, state.sums[BROKEN] > 0
    for offer in range(len(problem.fees)):
        if state.chosen[offer] or state.banned[offer] or state.taken[problem.creator[offer]]:
            continue
        gain = gain_of(problem, state, offer)
        score = (gain + SMALL) * noise[offer] / divisor[offer]
        if mending:
            share = mended(problem, state, offer)
            if share > 0 and score * share > highest:
                winner, highest = offer, score * share
        elif gain > SMALL and score > highest and mended(problem, state, offer) >= 0:
            winner, highest = offer, score
    state.sums[WORK] += 2 * len(problem.fees)
    return winner


@compiled
def recreate(problem: Problem, state: State, divisor: Floats, noise: Floats, added: Pointers) -> int:
    """Add offers until none fits and adds; returns how many of `added` were added."""
    number = 0
    while number < len(added):
        offer = next_in(problem, state, divisor, noise)
        if offer < 0:
            break
        move(problem, state, offer, 1)
        added[number] = offer
        number += 1
    return number


@compiled
def ruin_and_recreate(
    problem: Problem, state: State, best: Flags, record: Floats, divisors: Floats, target: float, until: float,
    effort: float, seed: int,
) -> bool:  # fmt: skip
    """Search on until so much work is done or `target` is reached; returns whether anything is left to try.

    `best` (offers,) and `record` (best value, its cost, turn, systematic turns) go along from call to call; `divisors`
    (orders, offers) are what gains are divided by.
    """
    np.random.seed(seed)
    offers = len(problem.fees)
    quiet, noise, added = np.ones(offers), np.ones(offers), np.empty(offers, dtype=np.int64)
    systematic, most_turns = int(record[3]), record[3] + TURNS_AN_OFFER * offers
    while state.sums[WORK] < until and record[0] < target - SMALL and record[2] < most_turns:
        turn = int(record[2])
        out = who_goes(np.flatnonzero(state.chosen & ~problem.forced), turn, systematic)
        if len(out) == 0:
            return False
        shaken = turn >= systematic and np.random.random() < 0.5
        if shaken:
            noise[:] = 1.0 + SHAKE * np.random.random(offers)
        order = turn % 2 if turn < systematic else np.random.randint(len(divisors))
        before = state.sums[VALUE]
        for offer in out:
            move(problem, state, offer, -1)
        state.banned[out[0]] = turn < systematic or len(out) == 1 or np.random.random() < 0.5
        number = recreate(problem, state, divisors[order], noise if shaken else quiet, added)
        state.banned[out[0]] = False
        patience = 0.0 if turn < systematic else PATIENCE * record[0] * max(0.0, 1 - state.sums[WORK] / effort)
        record[2] += 1
        if state.sums[BROKEN] > 0 or state.sums[VALUE] < before - patience * np.random.random():
            for place in range(number):
                move(problem, state, added[place], -1)
            for offer in out:
                move(problem, state, offer, 1)
        elif is_better(state.sums[VALUE], state.sums[COST], record[0], record[1]):
            best[:] = state.chosen
            record[0], record[1] = state.sums[VALUE], state.sums[COST]
    return bool(record[2] < most_turns and record[0] < target - SMALL)
