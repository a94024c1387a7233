"""The solver of the general problem: what limits decide, good sets fast, a bound, a better set among who is left, and
where it can a proof.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kring.plan.progress import Watch, Watched
from kring.plan.selection.bound import Bound
from kring.plan.selection.greedy import greedy_sets, leading, orders
from kring.plan.selection.linear import best_by_values
from kring.plan.selection.presolve import Cliques, cliques, decided
from kring.plan.selection.problem import Chosen, Floats, Infeasible, Selected, Selection
from kring.plan.selection.prove import prove
from kring.plan.selection.search import better_of, searched, trimmed
from kring.plan.selection.state import posed

EFFORT = 1.5e8
"""Pairs looked at by the search, about half a second."""

BOUND_EFFORT = 4.0
"""How many times the effort of the search the bound gets: its passes run through memory in order, and are faster."""

ROUND = 50
"""Steps of the bound between two rounds of dropping offers."""

STEPS = 2_000
LEAST_STEPS = 4
STARTS = 3


def select(
    selection: Selection, *, effort: float = EFFORT, seed: int = 0, starts: Sequence[Chosen] = (),
    watch: Watch | None = None, near: float = 0.0,
) -> Selected:  # fmt: skip
    """The best set found, never worse than any of `starts` that keeps to the limits, with its bound.

    The same problem, effort and seed give the same set. The work ends once the gap is no more than `near`.
    `Infeasible` when no set keeps to the limits, or none is found.
    """
    settled = decided(selection)
    places = np.flatnonzero(settled.possible)
    smaller = selection.only(settled.possible).merged()[0]
    inside = [start[places] for start in starts if selection.allows(start)]
    solver = _Solver(smaller, settled.forced[places], effort, seed, Watched(watch), near)
    best, bound = solver.solved(inside)
    chosen = np.zeros(selection.offers, dtype=bool)
    chosen[places[best]] = True
    value = selection.worth(chosen)
    return Selected(chosen, value, selection.cost(chosen), max(bound, value))


class _Solver:
    """One problem without the offers that limits rule out."""

    def __init__(
        self, selection: Selection, forced: Chosen, effort: float, seed: int, watched: Watched, near: float
    ) -> None:
        self.selection, self.forced, self.effort, self.seed, self.watched = selection, forced, effort, seed, watched
        self.near = near
        self.cliques: Cliques = cliques(selection, forced)

    def solved(self, starts: list[Chosen]) -> tuple[Chosen, float]:
        """The best set, and the bound on any."""
        selection = self.selection
        if not selection.offers:
            return np.zeros(0, dtype=bool), 0.0
        if not selection.response.ceiling or not len(selection.rows):
            return self._by_values_alone()
        first = self._first(starts)
        value = selection.worth(first)
        if self.watched.stopped():
            return first, float(selection.weights.sum()) * selection.response.ceiling + float(selection.value.sum())
        bound = Bound(selection, self.cliques, value, first)
        self._descend(bound, BOUND_EFFORT * self.effort, (0.1, 0.5))
        if self._near(bound, first):
            return trimmed(selection, first, self.forced), bound.best
        best, proven = self._proven(bound, first)
        if proven or self.watched.stopped():
            return best, selection.worth(best) if proven else bound.best
        best = self._improved(bound, best)
        bound.value = max(selection.worth(best), bound.value)
        self._descend(bound, BOUND_EFFORT * self.effort / 2, (0.85, 0.97))
        best, proven = self._proven(bound, best)
        best = trimmed(selection, best, self.forced)
        return best, selection.worth(best) if proven else bound.best

    def _by_values_alone(self) -> tuple[Chosen, float]:
        best, bound = best_by_values(self.selection, self.cliques, self.selection.value, 1e-9)
        return best, bound

    def _first(self, starts: list[Chosen]) -> Chosen:
        """The best greedy set or start, filled up; where greedy fails a set that keeps to the limits, filled up."""
        selection, divisors = self.selection, orders(self.selection.fees)
        problem = posed(selection, self.forced)
        lead = problem if selection.response.concave else posed(selection, self.forced, leading(selection.response))
        sets = greedy_sets(selection, lead, divisors, self.forced)
        for start in starts:
            sets += [start, *greedy_sets(selection, problem, divisors[:2], start)]
        if not sets:
            skeleton, _ = best_by_values(selection, self.cliques, self._alone(), 0.05)
            sets = [skeleton, *greedy_sets(selection, problem, divisors[:2], skeleton)]
        best = sets[0]
        for other in sets[1:]:
            best = better_of(selection, best, other)
        best = trimmed(selection, best, self.forced)
        self.watched.goes_on(value=selection.worth(best), done=0.1)
        return best

    def _alone(self) -> Floats:
        """What each offer is worth alone, by the envelope of the response, shape (offers,)."""
        from kring.plan.kernels import row_sums

        selection = self.selection
        sums = np.append(row_sums(selection.indptr, selection.rows, selection.weights), 0.0)
        single = leading(selection.response).expected(selection.contacts_each)
        worth: Floats = sums[selection.row_of] * single + selection.value
        return worth

    def _descend(self, bound: Bound, effort: float, span: tuple[float, float]) -> None:
        """Lower the bound until the effort is spent or it stands still."""
        begun, steps = bound.work, 0
        bound.stalled = 0
        while bound.work - begun < effort and steps < STEPS and not bound.settled:
            if bound.best - bound.value <= self.near * bound.value:
                break
            affordable = int((effort - (bound.work - begun)) / bound.a_step)
            number = min(ROUND, max(affordable, LEAST_STEPS))
            bound.round(number)
            steps += number
            done = span[0] + (span[1] - span[0]) * min(max((bound.work - begun) / effort, steps / STEPS), 1.0)
            if not self.watched.goes_on(bound=bound.best, done=done):
                break

    def _near(self, bound: Bound, best: Chosen) -> bool:
        return 0 < bound.best - self.selection.worth(best) <= self.near * bound.best

    def _proven(self, bound: Bound, best: Chosen) -> tuple[Chosen, bool]:
        value = self.selection.worth(best)
        if bound.best <= value * (1 + 1e-9):
            return best, True
        better, proven = prove(bound, value, min(self.effort, 3e7))
        if better is None:
            return best, proven
        chosen = np.zeros(self.selection.offers, dtype=bool)
        chosen[bound.places[better]] = True
        return chosen, proven

    def _improved(self, bound: Bound, best: Chosen) -> Chosen:
        """A better set, searched only among the offers that a better set can hold."""
        kept, places = best.copy(), bound.places
        kept[places] = True
        smaller, forced = self.selection.only(kept).merged()[0], self.forced[kept]
        charged, part = np.zeros(self.selection.offers), np.zeros(self.selection.offers)
        charged[places], part[places] = bound.charged(), bound.taken
        charged[best & (charged == 0)] = np.median(charged[places])
        divisors = orders(smaller.fees, charged[kept])
        problem = posed(smaller, forced)
        guided = greedy_sets(smaller, problem, divisors, forced, part[kept])
        guided += greedy_sets(smaller, problem, divisors[3:], forced)
        first = [best[kept], *sorted(guided, key=smaller.worth, reverse=True)][:STARTS]
        first.sort(key=smaller.worth, reverse=True)
        while len(first) < STARTS:
            first.append(first[0])
        found = searched(
            smaller, forced, divisors, first, bound=bound.best, effort=self.effort + 10 * len(smaller.rows),
            seed=self.seed, watched=self.watched, span=(0.5, 0.85),
        )  # fmt: skip
        chosen = np.zeros(self.selection.offers, dtype=bool)
        chosen[np.flatnonzero(kept)[found]] = True
        return better_of(self.selection, best, chosen)


__all__ = ["EFFORT", "Infeasible", "select"]
