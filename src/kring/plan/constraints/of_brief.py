"""The constraints that a brief asks for, in the order in which they are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kring.match import Brief, Candidate, named
from kring.plan.constraints.constraint import Constraint
from kring.plan.constraints.money import Budget, WeeklyBudget
from kring.plan.constraints.numbers import OF, AtMostOneOf, NumberOfCreators, QuotaOf, Required
from kring.plan.constraints.places import NearEachPlace
from kring.plan.weeks import weeks_of


def constraints_of(brief: Brief, everyone: Sequence[Candidate], required: Sequence[str]) -> tuple[Constraint, ...]:
    """The constraints of a brief over these candidates; `required` are accounts.

    Raises UnknownName for a group that names an account which isn't there.
    """
    return tuple(_constraints(brief, everyone, required))


def _constraints(brief: Brief, everyone: Sequence[Candidate], required: Sequence[str]) -> Iterator[Constraint]:
    shown = {one.account: one.shown for one in everyone}
    limits = brief.limits
    if brief.budget is not None:
        yield Budget(brief.budget)
    if limits.weekly_budget is not None:
        yield WeeklyBudget(limits.weekly_budget, weeks_of(brief.period))
    if brief.least or brief.most is not None:
        yield NumberOfCreators(brief.least, brief.most)
    for kind in OF:
        yield from (QuotaOf(kind, quota.name, quota.bounds, brief.own_niches) for quota in getattr(limits, kind))
    yield from (NearEachPlace(asked) for asked in limits.near_each)
    for group in limits.at_most_one_of:
        accounts = tuple(dict.fromkeys(named(everyone, group, "at_most_one_of")))
        yield AtMostOneOf(accounts, tuple(shown[account] for account in accounts))
    yield from (Required(account, shown[account]) for account in required)
