"""Which set of creators reaches most for the budget, with a proven bound; and one large creator against many small."""

from kring.plan.curve import CurvePoint
from kring.plan.fees import fees_for
from kring.plan.plan import Alternative, Choice, LeftOut, Plan
from kring.plan.planning import marginal_gains, plan_brief

__all__ = ["Alternative", "Choice", "CurvePoint", "LeftOut", "Plan", "fees_for", "marginal_gains", "plan_brief"]
