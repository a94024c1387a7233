"""Which set of creators reaches most for the budget, with a proven bound; and one large creator against many small."""

from kring.plan.by_hand import plan_by_hand, with_fees
from kring.plan.calendar import make_calendar
from kring.plan.compare import Comparison, comparisons, many_against_one
from kring.plan.compare_words import comparison_table, verdict_in_words
from kring.plan.curve import CurvePoint
from kring.plan.fees import fees_for
from kring.plan.kept import Kept
from kring.plan.passed_over import PassedOver
from kring.plan.plan import Alternative, Choice, LeftOut, PartOfMix, Plan
from kring.plan.planning import marginal_gains, plan_brief

__all__ = [
    "Alternative", "Choice", "Comparison", "CurvePoint", "Kept", "LeftOut", "PartOfMix", "PassedOver", "Plan",
    "comparison_table", "comparisons", "fees_for", "make_calendar", "many_against_one", "marginal_gains", "plan_brief",
    "plan_by_hand", "verdict_in_words", "with_fees",
]  # fmt: skip
