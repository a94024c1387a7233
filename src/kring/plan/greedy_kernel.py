"""The compiled lazy greedy: a heap of upper bounds on gains, refreshed only when they reach the top.

Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", 1978; the order of gain per euro is
that of Leskovec and others, "Cost-effective outbreak detection in networks", KDD 2007 (CELF). Ties go to the first
creator, so that the answer does not depend on the heap.
"""

from __future__ import annotations

import heapq

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled
from kring.plan.cover_kernel import Uncovered, gain_of, take

Floats = NDArray[np.float64]
Pointers = NDArray[np.int64]
Flags = NDArray[np.bool_]

SLACK = 1e-6


@compiled
def score_of(gain: float, fee: float, per_euro: bool) -> float:
    """What a heap sorts by, smallest first."""
    return -gain / max(fee, 1e-9) if per_euro else -gain


@compiled
def leaves_enough(
    creator: int, needed: int, room: float, fees: Floats, by_fee: Pointers, chosen: Flags, allowed: Flags
) -> bool:
    """Whether after this creator the `needed` cheapest others still fit in `room`."""
    room -= fees[creator]
    for other in by_fee:
        if needed <= 0 or room < -SLACK:
            break
        if allowed[other] and not chosen[other] and other != creator:
            room -= fees[other]
            needed -= 1
    return needed <= 0 and room >= -SLACK


@compiled
def fill_to_least(
    added: Pointers, count: int, least: int, room: float, fees: Floats, by_fee: Pointers, chosen: Flags, allowed: Flags
) -> int:
    """Add the cheapest until there are `least`; returns how many are added in all."""
    for other in by_fee:
        if count >= least:
            break
        if allowed[other] and not chosen[other] and fees[other] <= room + SLACK:
            chosen[other] = True
            room -= fees[other]
            added[count] = other
            count += 1
    return count


@compiled
def lazy_greedy(
    indptr: Pointers, rows: NDArray[np.int32], left: Uncovered, fees: Floats, by_fee: Pointers,
    alone: Floats, chosen: Flags, allowed: Flags, room: float, least: int, most: int, per_euro: bool,
) -> Pointers:  # fmt: skip
    """Add creators until the limits or the gains end; returns them in order.

    `left` says who is not covered yet and `chosen` (creators,) who is in: both are changed.
    `room` (euros), `least` and `most` are what is left for creators to be added. A creator is passed over when too
    little would be left for the least number of others. Creators without any gain only fill up to the least number.
    """
    added = np.empty(min(most, len(fees)), dtype=np.int64)
    count = 0
    heap = [(0.0, 0)]
    heap.pop()
    for creator in range(len(fees)):
        if allowed[creator] and not chosen[creator] and fees[creator] <= room + SLACK and alone[creator] > 0:
            heap.append((score_of(alone[creator], fees[creator], per_euro), creator))  # noqa: PERF401
    heapq.heapify(heap)
    while len(heap) > 0 and count < most:
        bound, creator = heap[0]
        gain = 0.0
        if fees[creator] <= room + SLACK:
            gain = gain_of(creator, indptr, rows, left)
        score = score_of(gain, fees[creator], per_euro)
        if gain > 0 and score > bound:
            heapq.heapreplace(heap, (score, creator))
            continue
        heapq.heappop(heap)
        if gain <= 0 or not leaves_enough(creator, least - count - 1, room, fees, by_fee, chosen, allowed):
            continue
        take(creator, indptr, rows, left)
        chosen[creator] = True
        room -= fees[creator]
        added[count] = creator
        count += 1
    return added[: fill_to_least(added, count, min(least, len(added)), room, fees, by_fee, chosen, allowed)]
