"""From a brief to a plan: pose the problem, solve it, and say everything about the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa

from kring.estimate import Estimate, as_estimate, ratio, total
from kring.match import Brief, candidates
from kring.match.gates import NO_AUDIENCE, NO_FEE
from kring.plan.alternatives import alternatives, in_order
from kring.plan.curve import CurvePoint, by_number, larger_budgets, own_point, smaller_budgets
from kring.plan.fees import fees_for
from kring.plan.instance import CENT, Chosen, Instance
from kring.plan.plan import Alternative, Choice, LeftOut, Plan
from kring.plan.problem import Problem, pose
from kring.plan.solve import EFFORT, Solution, solve
from kring.reach import Audience, Reach, TargetGroup, unique_reach
from kring.reach.counted import Counter
from kring.reach.unique import weakest_basis
from kring.vocabulary.text import Words


def plan_brief(
    brief: Brief,
    audience: Audience,
    accounts: pa.Table,
    rates: pa.Table | None = None,
    *,
    fees: Mapping[str, Estimate] | None = None,
    starts: Sequence[Sequence[str]] = (),
    effort: float = EFFORT,
    seed: int = 0,
) -> Plan:
    """The set of creators that reaches most different people of the brief's target group, with a proven bound.

    `accounts`: one row each (the columns of `Profiles.accounts`). Fees come from `rates` (newest row an account) or
    else from priors, or from `fees` by account when given. `starts`: sets of accounts, such as earlier plans; the plan
    is never worse than one that keeps to the brief. `effort`: pairs the search may look at. The same input and seed
    give the same plan, whatever the order of the accounts.

    Small problems are solved to the proven best, so that more budget never reaches fewer; larger ones start from the
    best sets at smaller budgets.

    Raises NothingToPlan with what makes the brief impossible, BadInput without a budget and a number of creators.
    """
    brief.require_a_limit()
    fees = fees_for(candidates(accounts), brief.deliverable, rates) if fees is None else fees
    problem = pose(brief, audience, accounts, fees)
    solution, curve = _solved(problem, starts, effort, seed)
    return _explained(problem, audience, solution, curve)


def _solved(
    problem: Problem, starts: Sequence[Sequence[str]], effort: float, seed: int
) -> tuple[Solution, tuple[CurvePoint, ...]]:
    instance = problem.instance
    names = np.array([one.account for one in problem.places])
    begun: list[Chosen] = [np.isin(names, list(start)) for start in starts]
    if not np.isfinite(instance.budget):
        solution = solve(instance, effort=effort, seed=seed, starts=begun)
        return solution, tuple(by_number(instance, solution))
    below = smaller_budgets(instance)
    solution = solve(instance, effort=effort, seed=seed, starts=[*begun, *(chosen for _, chosen in below[-1:])])
    return solution, (
        *(point for point, _ in below),
        own_point(instance, solution),
        *larger_budgets(instance, solution),
    )


def _explained(problem: Problem, audience: Audience, solution: Solution, curve: tuple[CurvePoint, ...]) -> Plan:
    instance = problem.instance
    order = in_order(instance, solution.chosen)
    accounts = [problem.places[place].account for place in order]
    reach = unique_reach(audience, accounts, group=problem.group)
    # priors come from the same sources and can be wrong together, so their intervals add up in full
    cost = total([problem.fee(account) for account in accounts], independent=False)
    return Plan(
        brief=problem.brief,
        chosen=_choices(problem, audience, solution, order, reach),
        reach=reach,
        bound=solution.bound,
        gap=solution.gap,
        cost=cost,
        left_over=None if problem.brief.budget is None else round(max(problem.brief.budget - solution.cost, 0.0), 2),
        binding=_binding(instance, solution.chosen),
        curve=curve,
        left_out=tuple(LeftOut(one.account, one.reasons) for one in problem.verdicts.values() if not one.passes),
        considered=len(problem.verdicts),
        synthetic=audience.synthetic,
    )


def _choices(
    problem: Problem, audience: Audience, solution: Solution, order: list[int], reach: Reach
) -> tuple[Choice, ...]:
    others = alternatives(problem.instance, solution.chosen)
    gains = marginal_gains(audience, [problem.places[place].account for place in order], problem.group)
    return tuple(
        _choice(problem, place, gain, reach, others.get(place)) for place, gain in zip(order, gains, strict=True)
    )


def _choice(problem: Problem, place: int, gain: Estimate, reach: Reach, other: tuple[int, float] | None) -> Choice:
    one = problem.places[place]
    fee = problem.fee(one.account)
    unknown = Estimate.unknown(NO_AUDIENCE.en)
    return Choice(
        account=one.account,
        shown=one.shown,
        platform=one.platform,
        tier=one.tier,
        followers=one.followers,
        required=bool(problem.instance.required[place]),
        fee=fee,
        in_target=reach.each.get(one.account, unknown),
        gain=gain,
        exclusive=reach.exclusive.get(one.account, unknown),
        price=ratio(fee, as_estimate(gain)) if fee.known and gain.known else Estimate.unknown(NO_FEE.en),
        next_best=_alternative(problem, other),
        unknown=problem.verdicts[one.account].unknown,
    )


def _alternative(problem: Problem, other: tuple[int, float] | None) -> Alternative | None:
    if other is None:
        return None
    one = problem.places[other[0]]
    fee = problem.fee(one.account)
    return Alternative(one.account, one.shown, fee, other[1])


def marginal_gains(audience: Audience, accounts: Sequence[str], group: TargetGroup) -> list[Estimate]:
    """The people of the target group that each account adds to those before it; they sum to the unique reach."""
    seen = np.zeros(audience.people, dtype=bool)
    known = [account for account in accounts if account in audience]
    counter = Counter(group, weakest_basis(audience, known))
    gains = []
    for account in accounts:
        if account not in audience:
            gains.append(Estimate.unknown(NO_AUDIENCE.en))
            continue
        row = audience.row(account)
        fresh = row[~seen[row]]
        seen[fresh] = True
        gains.append(counter.inside(np.bincount(group.classes[fresh], minlength=len(group.weights))))
    return gains


def _binding(instance: Instance, chosen: Chosen) -> tuple[Words, ...]:
    """Which limits hold the plan back: those without which another creator would add people."""
    _, state = instance.searched_from(chosen)
    adding = ~chosen & (state.gains > 1e-9)
    said = []
    if not adding.any():
        return (Words("Niemand anders voegt nog iemand toe.", "Nobody else would add anyone."),)
    if int(chosen.sum()) >= instance.most:
        said.append(
            Words(
                f"Het aantal creators ({instance.most}) houdt het plan tegen.",
                f"The number of creators ({instance.most}) holds the plan back.",
            )
        )
    if not (adding & (instance.fees <= instance.budget - instance.cost(chosen) + CENT)).any():
        said.append(Words("Het budget houdt het plan tegen.", "The budget holds the plan back."))
    return tuple(said)
