"""What a plan must keep to: named constraints, each with a sentence and as rows over the offers there are."""

from kring.plan.constraints.constraint import Constraint, Row
from kring.plan.constraints.money import Budget, WeeklyBudget, planned
from kring.plan.constraints.numbers import AtMostOneOf, NumberOfCreators, QuotaOf, Required
from kring.plan.constraints.of_brief import constraints_of
from kring.plan.constraints.places import NearEachPlace

__all__ = [
    "AtMostOneOf", "Budget", "Constraint", "NearEachPlace", "NumberOfCreators", "QuotaOf", "Required", "Row",
    "WeeklyBudget", "constraints_of", "planned",
]  # fmt: skip
