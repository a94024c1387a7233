"""From a brief to a plan: pose the problem, solve it, and say everything about the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from kring.estimate import Basis, Estimate
from kring.match import Brief, candidates
from kring.match.limit_gates import FIGURE_GATES
from kring.plan.constraints import Constraint
from kring.plan.curve import (
    CurvePoint,
    GeneralCurve,
    OtherBudgets,
    a_tenth_around,
    by_number,
    larger_budgets,
    own_point,
    smaller_budgets,
)
from kring.plan.explaining import explained
from kring.plan.gains import marginal_gains
from kring.plan.instance import Chosen
from kring.plan.objectives import Evidence
from kring.plan.objectives.objective import ENGAGEMENT
from kring.plan.offers import given_fees, offer_fees
from kring.plan.outlook.of_plan import for_the_low_end, outlook_of
from kring.plan.plan import Plan
from kring.plan.problem import Problem, pose
from kring.plan.progress import Watch
from kring.plan.solve import AT_ONCE, NEAR, NEAR_FROM, solve
from kring.plan.solving import Answer, of_solution, solved
from kring.reach import Audience

__all__ = ["marginal_gains", "plan_brief"]


def plan_brief(
    brief: Brief,
    audience: Audience,
    accounts: pa.Table,
    prices: pa.Table | None = None,
    *,
    fees: Mapping[str, Estimate] | None = None,
    figures: pa.Table | None = None,
    views: Mapping[tuple[str, str], Estimate] | None = None,
    revenue: Mapping[str, Estimate] | None = None,
    match: Mapping[str, Estimate] | None = None,
    constraints: Sequence[Constraint] = (),
    starts: Sequence[Sequence[str]] = (),
    effort: float = AT_ONCE,
    seed: int = 0,
    watch: Watch | None = None,
) -> Plan:
    """The set of creators that is best for the brief's goal, with a proven bound.

    `accounts`: one row each (the columns of `Profiles.accounts`). Fees come from `prices`, what each account and
    deliverable is expected to cost (`Profiles.details["prices"]`, or `kring.profile.price.expected_prices` of rates),
    or else from priors; or from `fees` when given: by account, or by "account: bundle". `figures`: what is known of
    accounts (`Profiles.figures`), for engagement and for limits on contact, clean feed and so on. `views`: the share of
    followers who see one piece, by account and deliverable (`kring.reach.view_rates`). `revenue`: euros of sales per
    follower by account. `match`: how well each fits, 0 to 1. What is not given comes from priors.
    `constraints`: further ones than the brief's. `starts`: sets of accounts, such as earlier plans; the plan is never
    worse than one that keeps to the brief. `effort`: pairs the search may look at. `watch` hears of the progress and
    can stop the work. The same input and seed give the same plan, whatever the order of the accounts.

    Small problems are solved to the proven best, so that more budget never brings less; larger ones start from the
    best sets at smaller budgets, and end when they are proven within half a percent of the best.

    Raises NothingToPlan with what makes the brief impossible, BadInput without a budget and a number of creators.
    """
    brief.require_a_limit()
    everyone = candidates(accounts)
    asked = offer_fees(everyone, brief.bundles, prices) if fees is None else given_fees(everyone, brief.bundles, fees)
    known = Evidence(figures_by_account(figures, match, needed_figures(brief)), revenue or {}, views or {})
    problem = pose(brief, audience, accounts, asked, known, constraints)
    answer, curve, others = _solved(problem, starts, effort, seed, watch)
    mean = answer
    if brief.plan_for == "low":
        answer = for_the_low_end(answer, effort=effort, seed=seed)
    plan = explained(answer, audience, curve, others)
    return replace(plan, outlook=outlook_of(answer, plan.accounts, mean, seed=seed))


def figures_by_account(
    figures: pa.Table | None, match: Mapping[str, Estimate] | None, needed: Sequence[str]
) -> Mapping[str, Mapping[str, Estimate]]:
    """The needed figures of a table of `Profiles.figures`, and the match, by account and name."""
    import pyarrow.compute as pc

    found: dict[str, dict[str, Estimate]] = {}
    rows = None if figures is None else figures.filter(pc.is_in(figures["figure"], pa.array(needed, pa.string())))
    for row in [] if rows is None else rows.to_pylist():
        estimate = Estimate.between(row["value"], row["low"], row["high"], Basis(row["basis"]), row["n"])
        found.setdefault(row["account"], {})[row["figure"]] = estimate
    for account, estimate in (match or {}).items():
        found.setdefault(account, {})["match"] = estimate
    return found


def needed_figures(brief: Brief) -> list[str]:
    """The figures of profiles that a brief's goal and limits look at."""
    limits = [name for gate in FIGURE_GATES if getattr(brief.limits, gate.name) is not None for name in gate.needs]
    return [ENGAGEMENT, *limits]


def _solved(
    problem: Problem, starts: Sequence[Sequence[str]], effort: float, seed: int, watch: Watch | None
) -> tuple[Answer, tuple[CurvePoint, ...], OtherBudgets]:
    begun, near = _begun(problem, starts), NEAR if len(problem.rows) >= NEAR_FROM else 0.0
    if not problem.plain:
        answer = solved(problem, effort=effort, seed=seed, starts=begun, watch=watch, near=near)
        curve = GeneralCurve(answer.problem, answer.chosen)
        return answer, curve.points(), curve.a_tenth_around()
    instance = problem.instance
    if not np.isfinite(instance.budget):
        solution = solve(instance, effort=effort, seed=seed, starts=begun, watch=watch, near=near)
        return of_solution(problem, solution), tuple(by_number(instance, solution)), OtherBudgets()
    below = smaller_budgets(instance)
    begun += [chosen for _, chosen in below[-1:]]
    solution = solve(instance, effort=effort, seed=seed, starts=begun, watch=watch, near=near)
    curve_points = (
        *(point for point, _ in below),
        own_point(instance, solution),
        *larger_budgets(instance, solution),
    )
    return of_solution(problem, solution), curve_points, a_tenth_around(instance, solution, below)


def _begun(problem: Problem, starts: Sequence[Sequence[str]]) -> list[Chosen]:
    """Each start as a set of offers: the first offer of every account it names."""
    first = np.zeros(len(problem.offers), dtype=bool)
    first[np.unique(problem.row_of, return_index=True)[1]] = True
    names = np.array([offer.account for offer in problem.offers])
    return [np.isin(names, list(start)) & first for start in starts]
