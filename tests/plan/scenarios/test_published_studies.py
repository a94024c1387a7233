"""What the published studies found, fed to the planner, comes out of the scenarios: each under its own objective.

Figures: Beichert and others 2024 (revenue per follower EUR 0.265 below 10,000 followers, 0.049 above 100,000; about 50
euros for a small creator who brings more than 1,000, well over 1,000 for a large one who brings about 6,000) and the
shape of Wies and others 2023 (engagement an inverted U that peaks at a million followers, a like cheapest at 50,000 to
750,000). The sources give inequalities, so the figures here lie inside them.
"""

from __future__ import annotations

import math

import pyarrow as pa
import pytest

from kring.estimate import Basis, Estimate
from kring.match import Brief
from kring.match.goal import Goal
from kring.plan.scenarios import Outcome, Scenarios, scenarios
from tests.reach.people import accounts, audience

NANOS = [f"instagram:nano{number}" for number in range(30)]
SIZES: dict[str, int | None] = {
    **dict.fromkeys(NANOS, 4_000), "instagram:micro": 20_000, "instagram:meso": 70_000, "instagram:macro": 120_000,
    "instagram:mega": 1_500_000,
}  # fmt: skip
REVENUE = {4_000: 0.265, 20_000: 0.15, 70_000: 0.09, 120_000: 0.049, 1_500_000: 0.049}
FEES = {4_000: 50.0, 20_000: 150.0, 70_000: 420.0, 120_000: 1_050.0, 1_500_000: 52_000.0}
PER_REVENUE = Goal.read("revenue")
PER_LIKE = Goal.read({"cost_per_result": {"of": "engagements"}})


def engagement(followers: int) -> float:
    """An inverted U in the logarithm of the followers, at its peak of 3 % at a million."""
    return 0.03 * math.exp(-((math.log(followers / 1e6)) ** 2) / 18)


def by_size(figures: dict[int, float]) -> dict[str, Estimate]:
    return {name: Estimate.exact(figures[size or 0], 1, Basis.DECLARED) for name, size in SIZES.items()}


def figures() -> pa.Table:
    rates = {name: engagement(size or 0) for name, size in SIZES.items()}
    return pa.table({
        "account": list(rates), "figure": ["engagement_per_follower"] * len(rates), "value": list(rates.values()),
        "low": list(rates.values()), "high": list(rates.values()), "basis": ["measured"] * len(rates),
        "n": [40] * len(rates),
    })  # fmt: skip


def compared(*goals: Goal, budget: float = 60_000.0) -> Scenarios:
    lists = {name: range(10 * place, 10 * place + 10) for place, name in enumerate(SIZES)}
    brief = Brief.from_mapping({"name": "studies", "budget": budget})
    return scenarios(
        brief, audience(lists), accounts(SIZES), goals=goals, fees=by_size(FEES), figures=figures(),
        revenue=by_size(REVENUE),
    )  # fmt: skip


def outcomes(found: Scenarios, goal: int) -> dict[str, Outcome]:
    return {one.name: one.outcomes[goal] for one in found.scenarios}


def test_e1_revenue_per_follower_and_per_euro() -> None:
    of = outcomes(compared(PER_REVENUE, budget=1_500.0), 0)
    ratio = of["nano"].per_follower.value / of["one_macro"].per_follower.value
    assert ratio == pytest.approx(5.408, rel=0.01)
    assert of["nano"].per_euro.value > 20
    assert of["one_macro"].per_euro.value <= 6
    assert len(of["nano"].accounts) == 30
    assert of["one_macro"].accounts == ("instagram:macro",)


def test_e2_a_like_is_cheapest_with_a_meso_and_the_answer_names_the_objective() -> None:
    found = compared(PER_LIKE)
    of = outcomes(found, 0)
    assert found.winners == ("one_meso",)
    per_like = {name: one.value.value for name, one in of.items() if name != "free"}
    assert per_like["nano"] > per_like["micro"] > per_like["one_meso"] < per_like["one_macro"] < per_like["one_mega"]
    assert [(one.study.name, one.agrees) for one in found.predictions] == [("wies_2023", True)]
    assert "cost per result (engagements), one meso is cheapest" in found.in_words("en")
    assert "kosten per resultaat (interacties) is één meso voor EUR 60.000 het voordeligst" in found.in_words("nl")


def test_e3_both_in_one_brief_contradict_each_other_and_nothing_is_averaged_away() -> None:
    found = compared(PER_REVENUE, PER_LIKE, budget=1_500.0)
    assert found.winners[0] == "nano"
    assert found.winners[1] == "one_meso"
    assert found.depends_on_goal
    assert "another objective has another winner" in found.in_words("en")
    assert {one.study.name for one in found.predictions} == {"beichert_2024", "wies_2023"}
    assert all(one.agrees for one in found.predictions)


def test_a_study_that_the_data_contradict_is_contradicted() -> None:
    """With one large creator who sells ten times as much as any study says, revenue is the large one's."""
    lists = {name: range(10) for name in SIZES}
    sells = by_size(REVENUE) | {"instagram:macro": Estimate.exact(0.6, 1, Basis.DECLARED)}
    found = scenarios(
        Brief.from_mapping({"name": "studies", "budget": 1_500}), audience(lists), accounts(SIZES),
        goals=(PER_REVENUE,), fees=by_size(FEES), figures=figures(), revenue=sells,
    )  # fmt: skip
    assert found.winners == ("one_macro",)
    assert [one.agrees for one in found.predictions] == [False]
    assert "This outcome contradicts it" in found.in_words("en")
    assert "spreekt dat tegen" in found.in_words("nl")
