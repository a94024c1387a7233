"""The solver: a good set fast, a bound that proves how good, a better set among who is left, where it can a proof."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kring.plan.bound import Certificate, certify
from kring.plan.greedy import Found, best, completed, found, greedy
from kring.plan.improve import improve, trimmed
from kring.plan.instance import CENT, Chosen, Instance
from kring.plan.progress import Watch, Watched
from kring.plan.prove import prove

EFFORT = 1e8
"""Pairs looked at by the search, about a third of a second."""

BOUND_EFFORT, BOUND_PASSES = 2, 60
"""The bound gets this many times the effort of the search, and as much as so many passes over all pairs."""

SEARCHED_TIMES, LEAST_SEARCHED = 3, 150

LIGHT = 1e6

LEANINGS, TRIMMED = (0.95, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3), 3
"""From which share of a creator in the relaxation on a set begins with that creator; how many of these sets go on."""

AT_ONCE = 2e7
"""The effort of an answer that somebody waits for: about a second for a few thousand creators."""

NEAR, NEAR_FROM = 0.005, 200_000
"""The gap that is small enough for it, as fees and reach are known less well, and from how many pairs on."""


@dataclass(frozen=True)
class Solution:
    """The best set found and what is proven about it: no set within the limits is worth more than `bound`."""

    chosen: Chosen
    value: float
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """How much better any set could be at most, as a share of the bound; 0 when this one is proven the best."""
        return 0.0 if self.bound <= 0 else max(self.bound - self.value, 0.0) / self.bound


def solve(
    instance: Instance, *, effort: float = EFFORT, seed: int = 0, starts: Sequence[Chosen] = (),
    watch: Watch | None = None, near: float = 0.0,
) -> Solution:  # fmt: skip
    """The best set found, never worse than any of `starts` that keeps to the limits, with its bound.

    The same instance, effort and seed give the same set. The instance must be feasible. The work ends once the gap is
    no more than `near`. `watch` hears of the value and
    the bound so far and can stop the work: the answer is then the best set yet, with a bound that is valid.
    """
    watched, instance = Watched(watch), instance.spread
    first = quick(instance, starts=starts)
    if first.value >= instance.whole_weight:  # everybody there is
        return _solved(first, first.value)
    watched.goes_on(value=first.value)
    certificate = certify(
        instance, first.value, effort=BOUND_EFFORT * effort + _passes(effort) * len(instance.rows),
        chosen=first.chosen, watched=watched, share=(0.0, 0.5), near=near,
    )  # fmt: skip
    if certificate.bound <= first.value or watched.stopped():
        return _solved(first, certificate.bound)
    first = best([first, *rounded(instance, certificate)])
    if certificate.bound - first.value <= near * certificate.bound:
        return _solved(first, certificate.bound)
    first, proven = prove(instance, first, certificate, effort=effort)
    if proven or not watched.goes_on(value=first.value):
        return _solved(first, first.value if proven else certificate.bound)
    better = improved_among(instance, first, certificate, effort=effort, seed=seed, watched=watched)
    bound = certificate.bound
    if better.value > first.value and not watched.stopped():
        certificate = certify(
            instance,
            better.value,
            effort=effort / 2,
            prices=certificate.prices,
            chosen=better.chosen,
            watched=watched,
            share=(0.9, 1.0),
        )
    bound = min(bound, certificate.bound)
    if watched.stopped():
        return _solved(better, bound)
    better, proven = prove(instance, better, certificate, effort=effort)
    return _solved(better, better.value if proven else bound)


def _passes(effort: float) -> float:
    return BOUND_PASSES * min(effort / EFFORT, 1.0)


def quick(instance: Instance, *, starts: Sequence[Chosen] = (), effort: float = 0.0, seed: int = 0) -> Found:
    """A good set without a bound: greedy, or the best of `starts` filled up; with `effort` searched on a little."""
    instance, candidates = instance.spread, list[Found]()
    for start in starts:
        for per_euro in (True, False):
            filled = completed(instance, start | instance.required, per_euro=per_euro)
            if instance.allows(filled.chosen):
                candidates.append(filled)
            if filled.value >= instance.whole_weight:
                break
    if not any(one.value >= instance.whole_weight for one in candidates):
        candidates.insert(0, greedy(instance))
    first = trimmed(instance, best(candidates))
    return (
        improve(instance, first, bound=instance.whole_weight, effort=effort, seed=seed, starts=1) if effort else first
    )


def rounded(instance: Instance, certificate: Certificate) -> list[Found]:
    """Sets that begin with whom the relaxation leans to, from clearly to hardly, each filled up greedily."""
    candidates, tried = [], set()
    for share in LEANINGS:
        start = instance.required | (certificate.leaning > share)
        beyond = instance.cost(start) > instance.budget + CENT or int(start.sum()) > instance.most
        if not beyond and start.tobytes() not in tried:
            tried.add(start.tobytes())
            candidates += [completed(instance, start, per_euro=order) for order in (True, False)]
    candidates = sorted((one for one in candidates if instance.allows(one.chosen)), key=lambda one: -one.value)
    return [trimmed(instance, one) for one in candidates[:TRIMMED]]


def promising(instance: Instance, first: Found, certificate: Certificate) -> Chosen:
    """The creators worth searching among: of those a better set can hold, the ones whose prices lose least per euro.

    A few times as many as are chosen: among more the search spends its effort on who is hardly ever in a good set.
    """
    number = max(SEARCHED_TIMES * int(first.chosen.sum()), LEAST_SEARCHED)
    lost = np.where(certificate.kept, certificate.reduced, -np.inf) / np.maximum(instance.fees, 1.0)
    inside = first.chosen | instance.required
    inside[np.argsort(-lost, kind="stable")[:number]] = True
    return inside & (certificate.kept | first.chosen | instance.required)


def improved_among(
    instance: Instance, first: Found, certificate: Certificate, *, effort: float, seed: int, watched: Watched
) -> Found:
    """A better set, searched only among the creators that a better set is likely to hold."""
    kept = promising(instance, first, certificate)
    smaller = instance.merged(kept)
    inside = Found(first.chosen[kept], first.value, first.cost)
    better = improve(
        smaller, inside, bound=certificate.bound, effort=effort, seed=seed, watched=watched, share=(0.5, 0.9)
    )
    chosen = np.zeros(instance.creators, dtype=bool)
    chosen[np.flatnonzero(kept)[better.chosen]] = True
    return found(instance, chosen)


def _solved(best_set: Found, bound: float) -> Solution:
    return Solution(best_set.chosen, best_set.value, best_set.cost, max(bound, best_set.value))
