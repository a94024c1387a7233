"""Which solver answers: plain coverage the fast one, all else the general one; a mix first solves its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kring.errors import NothingToPlan
from kring.estimate import number
from kring.plan.cheapest import cheapest
from kring.plan.infeasible import why_not
from kring.plan.instance import Chosen
from kring.plan.objectives import CostPerResult, Mix
from kring.plan.problem import Problem
from kring.plan.progress import Watch
from kring.plan.refusals import require_somebody
from kring.plan.selection import Infeasible, Selected, select
from kring.plan.solve import EFFORT, Solution, solve

PART_OF_A_MIX = 0.5
"""The share of the effort that the best of each part alone gets."""


@dataclass(frozen=True)
class Answer:
    """The offers chosen (offers,) for a problem, whose objective is whole. `value` and `bound` are in its unit.

    The bound is an upper one, save for a cost per result, of which it is a lower one.
    """

    problem: Problem
    chosen: Chosen
    value: float
    cost: float
    bound: float

    @property
    def gap(self) -> float:
        """How far the value may be from the best at most, as a share of the better of value and bound."""
        better, worse = max(self.value, self.bound), min(self.value, self.bound)
        return 0.0 if better <= 0 else (better - worse) / better


def solved(
    problem: Problem,
    *,
    effort: float = EFFORT,
    seed: int = 0,
    starts: Sequence[Chosen] = (),
    watch: Watch | None = None,
    near: float = 0.0,
) -> Answer:
    """The best set of offers found, with its bound; the work ends once the gap is no more than `near`.

    Raises NothingToPlan with limits that can't be kept.
    """
    if problem.plain:
        return of_solution(
            problem, solve(problem.instance, effort=effort, seed=seed, starts=starts, watch=watch, near=near)
        )
    answer = _of_the_general(problem, effort, seed, starts, watch, near)
    require_somebody(answer.chosen, answer.problem.objective.words)
    return answer


def _of_the_general(
    problem: Problem, effort: float, seed: int, starts: Sequence[Chosen], watch: Watch | None, near: float
) -> Answer:
    try:
        if isinstance(problem.objective, Mix) and not problem.objective.bests:
            problem, more = _scaled(problem, effort * PART_OF_A_MIX, seed)
            starts = (*starts, *more)
        if isinstance(problem.objective, CostPerResult):
            return _cheapest(problem, effort, seed, starts, watch)
        found = select(problem.selection, effort=effort, seed=seed, starts=starts, watch=watch, near=near)
    except Infeasible:
        raise why_not(problem) from None
    return _of_selected(problem, found)


def of_solution(problem: Problem, solution: Solution) -> Answer:
    """The answer of the fast solver."""
    return Answer(problem, solution.chosen, solution.value, solution.cost, solution.bound)


def _of_selected(problem: Problem, found: Selected) -> Answer:
    return Answer(problem, found.chosen, found.value, found.cost, found.bound)


def _scaled(problem: Problem, effort: float, seed: int) -> tuple[Problem, list[Chosen]]:
    """The mix with the best that each part can be by itself, and the sets that are."""
    mix = problem.objective
    if not isinstance(mix, Mix):
        raise TypeError(f"{mix.name} is not a mix")
    alone = [select(problem.with_objective(part).selection, effort=effort, seed=seed) for part, _ in mix.parts]
    whole = replace(mix, bests=tuple(found.value for found in alone))
    return problem.with_objective(whole), [found.chosen for found in alone]


def _cheapest(problem: Problem, effort: float, seed: int, starts: Sequence[Chosen], watch: Watch | None) -> Answer:
    least = problem.objective.at_least if isinstance(problem.objective, CostPerResult) else None
    found = cheapest(problem.selection, least or 0.0, effort=effort, seed=seed, starts=starts, watch=watch)
    if not found.enough:
        raise _too_few(problem, least or 0.0, found.most, found.bound_on_results)
    return Answer(problem, found.chosen, found.ratio, problem.selection.cost(found.chosen), found.bound)


def _too_few(problem: Problem, asked: float, found: float, bound: float) -> NothingToPlan:
    nl, en = ([number(amount, language) for amount in (asked, found, bound)] for language in ("nl", "en"))
    of = problem.objective.of.words if isinstance(problem.objective, CostPerResult) else problem.objective.words
    return NothingToPlan(
        f"at least {en[0]} results are asked ({of.en}), the most that was found within the brief is {en[1]}; more than "
        f"{en[2]} is impossible.",
        "Ask for fewer results, or raise the budget.",
        nl=f"er zijn minstens {nl[0]} resultaten gevraagd ({of.nl}), het meeste dat binnen de opdracht gevonden is, is "
        f"{nl[1]}; meer dan {nl[2]} kan niet.",
        nl_advice="Vraag minder resultaten, of verhoog het budget.",
    )
