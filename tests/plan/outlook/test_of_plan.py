"""The outlook of whole plans, and plans for the lower end."""

from __future__ import annotations

import json

import pytest

from kring.errors import BadInput, UnknownName
from kring.estimate import Basis, Estimate
from kring.match import Brief
from kring.plan import Plan, plan_brief
from tests.reach.people import accounts, audience

LISTS = {"x:risky": range(1_000), "x:a": range(2_000, 2_450), "x:b": range(3_000, 3_450)}
SIZES: dict[str, int | None] = {"x:risky": 3_000, "x:a": 2_000, "x:b": 2_000}
FEES = {
    "x:risky": Estimate.between(100.0, 50.0, 300.0, Basis.PRIOR), "x:a": Estimate.exact(50.0, 1, Basis.DECLARED),
    "x:b": Estimate.exact(50.0, 1, Basis.DECLARED),
}  # fmt: skip


def planned(**brief: object) -> Plan:
    wanted = Brief.from_mapping({"name": "careful", "budget": 100, **brief})
    return plan_brief(wanted, audience(LISTS), accounts(SIZES), fees=FEES)


def test_the_ordinary_plan_says_how_often_its_budget_suffices() -> None:
    plan = planned()
    assert plan.accounts == ("x:risky",)
    assert plan.outlook is not None
    assert plan.outlook.planned == 1_000
    assert 0.3 < plan.outlook.affordable < 0.7
    assert plan.outlook.value.low == 0
    assert "of the cases everybody fits in the budget" in plan.in_words("en")


def test_a_plan_for_the_low_end_takes_the_sure_fees() -> None:
    plan = planned(plan_for="low")
    assert set(plan.accounts) == {"x:a", "x:b"}
    assert plan.value.value == 900
    assert plan.bound >= 1_000
    assert plan.outlook is not None
    assert plan.outlook.of_the_middle is not None
    assert plan.outlook.value.low > plan.outlook.of_the_middle.low
    assert "Planned for the low end: 900 when things go badly, against 0 for the ordinary plan" in plan.in_words("en")
    assert "Gepland voor de lage kant" in plan.in_words("nl")
    assert json.loads(json.dumps(plan.to_dict(), allow_nan=False))["outlook"]["of_the_middle"]["low"] == 0


def test_who_may_decline_lowers_what_is_expected() -> None:
    plan = planned(creators={"most": 3}, budget=None, acceptance=0.5)
    assert plan.outlook is not None
    assert plan.outlook.value.value == pytest.approx(0.5 * 1_900, rel=0.1)
    assert plan.value.value == 1_900


def test_the_brief_carries_both_wishes_through_yaml() -> None:
    brief = Brief.from_yaml("name: careful\nbudget: 100\nacceptance: 0.8\nplan_for: low\n")
    assert (brief.acceptance, brief.plan_for) == (0.8, "low")
    assert Brief.from_yaml(brief.to_yaml()) == brief


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("acceptance: 80", BadInput, "line 3"),
        ("acceptance: often", BadInput, "line 3"),
        ("plan_for: worst", UnknownName, "Use middle or low"),
        ("plan_for: low\ngoal: {cost_per_result: {of: engagements}}", BadInput, "can't be planned for its low end"),
    ],
)
def test_what_can_not_be_wished_is_refused_with_its_place(text: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        Brief.from_yaml(f"name: careful\nbudget: 100\n{text}\n")
