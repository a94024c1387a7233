"""What a chosen set brings in its objective, as an estimate: from who counts, how many see it, and what each brings.

The value is the solver's own, computed afresh. Its sides add up, as roots of summed squares (MOVER, see
`kring.estimate.combine`), what the doubts make of it one by one: half and twice the odds of people of whom it is not
known whether they belong, the ends of each measured view rate by itself, those of all view rates that are priors
together, the play of chance over people, and the intervals of what each creator brings by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Literal

import numpy as np

from kring.estimate import LEVEL, Basis, Estimate, ratio, total, weakest
from kring.plan.fees import cost_of
from kring.plan.instance import Chosen, Floats
from kring.plan.objectives import CostPerResult
from kring.plan.offers import added_up
from kring.plan.problem import Problem
from kring.plan.selection import Response, Selection

Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
End = Literal["low", "high"]


def outcome(problem: Problem, chosen: Chosen, basis: Basis = Basis.MEASURED) -> Estimate:
    """What the chosen offers (offers,) bring in the objective's unit. `basis`: what the people around them rest on."""
    results = results_of(problem, chosen, basis)
    if not isinstance(problem.objective, CostPerResult):
        return results
    cost = cost_of([problem.offers[place].fee for place in np.flatnonzero(chosen)])
    if results.known and results.low <= 0 < results.value:
        results = replace(results, low=min(results.value, max(results.low, results.value * 1e-3)))
    return ratio(cost, results)


def results_of(problem: Problem, chosen: Chosen, basis: Basis = Basis.MEASURED) -> Estimate:
    """What the chosen offers bring of what is counted."""
    places = [int(place) for place in np.flatnonzero(chosen)]
    by_value = [problem.counted.value[place] for place in places] if problem.counted.value else []
    unknown = next((one for one in by_value if not one.known), None)
    if unknown is not None:
        return unknown
    parts = [added_up(by_value)] if by_value else []
    if problem.counted.people:
        parts.insert(0, _of_people(problem, places, basis))
    return total(parts) if parts else Estimate.exact(0.0)


def _of_people(problem: Problem, places: Sequence[int], basis: Basis) -> Estimate:
    crowd = _Crowd.around(problem, places)
    value, n = crowd.worth(), len(crowd.contacts)
    sides = {end: np.hypot(crowd.doubt(end), crowd.play()) for end in ("low", "high")}
    most = float(crowd.most.sum())
    low, high = max(value - sides["low"], 0.0), min(value + sides["high"], max(most, value))
    rests_on = [basis, *crowd.bases]
    return Estimate(value, min(low, value), max(high, value), weakest(rests_on), n)


@dataclass(frozen=True)
class _Crowd:
    """The people around a set of offers: their weights, those at half and twice the odds, and their contacts."""

    problem: Problem
    places: tuple[int, ...]
    people: np.ndarray
    weights: Floats
    low: Floats
    high: Floats
    contacts: Floats

    @classmethod
    def around(cls, problem: Problem, places: Sequence[int]) -> _Crowd:
        selection, chosen = problem.selection, np.zeros(len(problem.offers), dtype=bool)
        chosen[list(places)] = True
        contacts = selection.contacts(chosen)
        people = np.flatnonzero(contacts > 0)
        there = problem.people
        weights, low, high = (part[people] for part in (selection.weights, there.low, there.high))
        return cls(problem, tuple(places), people, weights, low, high, contacts[people])

    @property
    def response(self) -> Response:
        return self.problem.counted.response

    @property
    def bases(self) -> list[Basis]:
        """What the contacts and the weights rest on beside the people."""
        doubtful = [Basis.MODELLED] if bool((self.low < self.high).any()) else []
        return doubtful + [self.problem.counted.exposure[place].basis for place in self.places if not self.certain]

    @property
    def certain(self) -> bool:
        return self.response.certain

    @property
    def most(self) -> Floats:
        """What they count when they all belong and are reached in full."""
        counted: Floats = np.where(
            self.problem.people.chance[self.people] > 0, self.problem.people.factor[self.people], 0
        )
        return counted * self.response.ceiling

    def worth(self) -> float:
        """What they count."""
        return float(self.weights @ self.response.expected(self.contacts))

    def doubt(self, end: End) -> float:
        """How far one end lies from the value by doubts about who belongs and who sees it."""
        expected = self.response.expected(self.contacts)
        belongs = abs(float((self.low if end == "low" else self.high) @ expected - self.weights @ expected))
        if self.certain:
            return belongs
        return float(np.sqrt(belongs**2 + sum(step**2 for step in self._seen(end, expected))))

    def _seen(self, end: End, expected: Floats) -> list[float]:
        """What each measured view rate, and all priors together, change when they are at that end."""
        together = np.zeros(len(self.contacts))
        steps = []
        for place in self.places:
            exposure, at = self.problem.counted.exposure[place], self._at(place)
            if not exposure.known:
                continue
            moved = getattr(exposure, end) - exposure.value
            if exposure.basis == Basis.PRIOR:
                together[at] += moved
                continue
            there = self.response.expected(np.maximum(self.contacts[at] + moved, 0.0)) - expected[at]
            steps.append(float(self.weights[at] @ there))
        if together.any():
            there = self.response.expected(np.maximum(self.contacts + together, 0.0)) - expected
            steps.append(float(self.weights @ there))
        return steps

    def _at(self, place: int) -> np.ndarray:
        """Where the people of an offer stand among these."""
        return np.searchsorted(self.people, rows_of(self.problem.selection, place))

    def play(self) -> float:
        """The play of chance: who belongs and how often somebody is reached, person by person."""
        chance = self.problem.people.chance[self.people]
        factor = self.problem.people.factor[self.people]
        first = chance * self.response.expected(self.contacts)
        second = chance * squared(self.response).expected(self.contacts)
        variance = float((factor**2) @ np.maximum(second - first**2, 0.0))
        return Z * float(np.sqrt(variance))


def squared(response: Response) -> Response:
    """The response whose total after k contacts is the square of the total of this one."""
    totals = np.cumsum((0.0, *response.amounts)) ** 2
    return Response(tuple(float(step) for step in np.diff(totals)), certain=response.certain)


def rows_of(selection: Selection, offer: int) -> np.ndarray:
    """The people an offer reaches."""
    row = selection.row_of[offer]
    return selection.rows[selection.indptr[row] : selection.indptr[row + 1]]


def in_unit(problem: Problem, amount: float, whole: Estimate) -> Estimate:
    """A part of the outcome with sides in proportion to the whole's: what one creator adds to those before it."""
    if not whole.known or whole.value <= 0 or amount <= 0:
        return Estimate.exact(max(amount, 0.0), None, whole.basis)
    share = amount / whole.value
    return Estimate(amount, min(whole.low * share, amount), max(whole.high * share, amount), whole.basis, whole.n)
