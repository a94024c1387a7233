"""The same budget spent on other kinds of creators, under every objective, side by side."""

from kring.plan.scenarios.answer import Outcome, Scenario, Scenarios
from kring.plan.scenarios.making import DEFAULT_GOALS, OnPlan, scenarios
from kring.plan.scenarios.mixes import MIXES, TierMix

__all__ = ["DEFAULT_GOALS", "MIXES", "OnPlan", "Outcome", "Scenario", "Scenarios", "TierMix", "scenarios"]
