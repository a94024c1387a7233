"""The compiled ruin-and-recreate: gains of all creators kept exact through the inverted index.

Schrimpf and others, "Record breaking optimization results using the ruin and recreate principle", 2000, with the
acceptance of threshold accepting (Dueck and Scheuer 1990). The first rounds are systematic: each chosen creator out,
the best one, two or more others in.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Pointers = NDArray[np.int64]
Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LARGEST_RUIN = 8
SHAKE = 0.2
TURNS_A_CREATOR = 50
"""More turns than this find nothing more among few creators."""

PATIENCE = 0.03
"""How much worse than before a set may be at first, as a share of what a chosen creator brings on average; it falls to
nothing."""


class Problem(NamedTuple):
    """What does not change during a search; `starts` and `holders` are the inverted index (creators of each person)."""

    indptr: Pointers
    rows: Numbers
    starts: Pointers
    holders: Numbers
    weights: Floats
    fees: Floats
    by_fee: Pointers
    required: Flags
    budget: float
    least: int
    most: int


class State(NamedTuple):
    """What changes: `times` (people,) covered, `gains` (creators,) exact, `chosen` and `banned` (creators,), and the
    `sums` (4,): value, cost, number of creators, work done.
    """

    times: Numbers
    gains: Floats
    chosen: Flags
    banned: Flags
    sums: Floats


@compiled
def move(problem: Problem, state: State, creator: int, step: int) -> None:
    """Put a creator in (step 1) or out (step -1) and let everything follow."""
    if step == 1:
        state.sums[0] += state.gains[creator]
    work = problem.indptr[creator + 1] - problem.indptr[creator]
    for pair in range(problem.indptr[creator], problem.indptr[creator + 1]):
        person = problem.rows[pair]
        before = state.times[person]
        state.times[person] = before + step
        if (step == 1 and before == 0) or (step == -1 and before == 1):
            for place in range(problem.starts[person], problem.starts[person + 1]):
                state.gains[problem.holders[place]] -= step * problem.weights[person]
            work += problem.starts[person + 1] - problem.starts[person]
    if step == -1:
        state.sums[0] -= state.gains[creator]
    state.chosen[creator] = step == 1
    state.sums[1] += step * problem.fees[creator]
    state.sums[2] += step
    state.sums[3] += work


@compiled
def next_in(problem: Problem, state: State, power: float, noise: Floats) -> int:
    """The creator to add: most gain per euro to the given power, slightly shaken; -1 when nobody fits and adds."""
    winner, highest = -1, 0.0
    room = problem.budget - state.sums[1] + 1e-6
    for creator in range(len(problem.fees)):
        fee, gain = problem.fees[creator], state.gains[creator]
        if gain <= 1e-9 or fee > room or state.chosen[creator] or state.banned[creator]:
            continue
        score = gain * noise[creator]
        if power != 0.0:
            score /= max(fee, 1e-9) ** power
        if score > highest:
            winner, highest = creator, score
    state.sums[3] += len(problem.fees)
    return winner


@compiled
def recreate(problem: Problem, state: State, power: float, noise: Floats, added: Pointers) -> int:
    """Fill up greedily, to the least number if need be; returns how many of `added` were added."""
    number = 0
    while state.sums[2] < problem.most:
        creator = next_in(problem, state, power, noise)
        if creator < 0:
            break
        move(problem, state, creator, 1)
        added[number] = creator
        number += 1
    for creator in problem.by_fee:
        if state.sums[2] >= problem.least:
            break
        if not state.chosen[creator] and problem.fees[creator] <= problem.budget - state.sums[1] + 1e-6:
            move(problem, state, creator, 1)
            added[number] = creator
            number += 1
    return number


@compiled
def who_goes(inside: Pointers, turn: int, systematic: int) -> Pointers:
    """Whom of those `inside` to take out this turn: one after another at first, then a few at random, mostly few."""
    if turn < systematic or len(inside) == 0:
        place = turn // 2 % max(len(inside), 1)
        return inside[place : place + 1]
    size = min(len(inside), 1 + int(np.random.random() ** 2 * LARGEST_RUIN))
    return np.random.permutation(inside)[:size]


@compiled
def undo(problem: Problem, state: State, out: Pointers, added: Pointers, number: int) -> None:
    """Back to before the turn."""
    for place in range(number):
        move(problem, state, added[place], -1)
    for creator in out:
        move(problem, state, creator, 1)


@compiled
def is_better(value: float, cost: float, best_value: float, best_cost: float) -> bool:
    """More value, or as much for less."""
    return value > best_value + 1e-9 or (value > best_value - 1e-9 and cost < best_cost - 1e-6)


@compiled
def ruin_and_recreate(problem: Problem, state: State, target: float, effort: float, seed: int) -> Flags:
    """The best set found from the state within `effort` (pairs looked at), or once `target` is reached."""
    np.random.seed(seed)
    creators = len(problem.fees)
    best, best_value, best_cost = state.chosen.copy(), state.sums[0], state.sums[1]
    quiet, noise = np.ones(creators), np.ones(creators)
    added = np.empty(creators, dtype=np.int64)
    systematic, turn = int(2 * state.sums[2]), 0
    most_turns = systematic + TURNS_A_CREATOR * creators
    while state.sums[3] < effort and best_value < target and turn < most_turns:
        out = who_goes(np.flatnonzero(state.chosen & ~problem.required), turn, systematic)
        if len(out) == 0:
            break
        shaken = turn >= systematic and np.random.random() < 0.5
        if shaken:
            noise[:] = 1.0 + SHAKE * np.random.random(creators)
        power = float(turn % 2) if turn < systematic else (0.0, 0.5, 1.0, 1.0)[np.random.randint(4)]
        before = state.sums[0]
        for creator in out:
            move(problem, state, creator, -1)
        state.banned[out[0]] = turn < systematic or len(out) == 1 or np.random.random() < 0.5
        number = recreate(problem, state, power, noise if shaken else quiet, added)
        state.banned[out[0]] = False
        patience = 0.0 if turn < systematic else PATIENCE * best_value / max(state.sums[2], 1.0)
        patience *= max(0.0, 1 - state.sums[3] / effort)
        turn += 1
        state.sums[3] += 4 * creators
        if state.sums[2] < problem.least or state.sums[0] < before - patience * np.random.random():
            undo(problem, state, out, added, number)
        elif is_better(state.sums[0], state.sums[1], best_value, best_cost):
            best[:] = state.chosen
            best_value, best_cost = state.sums[0], state.sums[1]
    return best
