"""The same budget spent on other kinds of creators."""

from __future__ import annotations

import json

import pytest

from kring.errors import BadInput
from kring.estimate import Basis, Estimate
from kring.match import Brief
from kring.match.goal import Goal
from kring.plan import plan_brief
from kring.plan.scenarios import MIXES, Scenarios, scenarios
from tests.reach.people import accounts, audience

NANOS = [f"x:n{number}" for number in range(6)]
SIZES: dict[str, int | None] = {**dict.fromkeys(NANOS, 2_000), "x:micro": 9_000, "x:meso": 60_000}
LISTS = {
    **{name: range(100 * place, 100 * place + 60) for place, name in enumerate(NANOS)},
    "x:micro": range(300), "x:meso": range(1_000, 1_250),
}  # fmt: skip
REACH = (Goal.read("reach"),)


def fees() -> dict[str, Estimate]:
    asked = {**dict.fromkeys(NANOS, 50.0), "x:micro": 160.0, "x:meso": 300.0}
    return {name: Estimate.exact(fee, 1, Basis.DECLARED) for name, fee in asked.items()}


def made(budget: float = 300.0, **brief: object) -> Scenarios:
    wanted = Brief.from_mapping({"name": "which kind", "budget": budget, **brief})
    return scenarios(wanted, audience(LISTS), accounts(SIZES), goals=REACH, fees=fees())


def test_each_mix_gets_the_best_plan_of_its_own_tiers() -> None:
    of = {one.name: one.outcomes[0] for one in made().scenarios}
    assert list(of) == [mix.name for mix in MIXES]
    assert of["nano"].value.value == 360
    assert of["micro"].value.value == 300
    assert of["nano_micro"].value.value == 420
    assert of["one_meso"].value.value == 250
    assert of["free"].value.value == 420
    assert of["nano"].gap == 0
    assert of["nano"].per_euro.value == pytest.approx(1.2)


def test_a_mix_without_creators_is_unknown_with_the_reason() -> None:
    found = made()
    macro = next(one for one in found.scenarios if one.name == "one_macro").outcomes[0]
    assert not macro.value.known
    assert macro.reason is not None
    assert "none of the 8 creators passes the brief" in macro.reason.en
    assert "past bij de opdracht" in macro.reason.nl
    assert found.winner(0) is not None


def test_the_free_choice_is_never_below_the_others() -> None:
    for budget in (60, 160, 210, 300, 460, 700):
        values = {one.name: one.outcomes[0].value for one in made(budget).scenarios}
        others = [value.value for name, value in values.items() if name != "free" and value.known]
        assert values["free"].value >= max(others)


def test_an_outcome_is_that_of_an_ordinary_plan() -> None:
    plan = plan_brief(
        Brief.from_mapping({"name": "plain", "budget": 300, "tiers": ["nano"]}), audience(LISTS), accounts(SIZES),
        fees=fees(),
    )  # fmt: skip
    nano = made().scenarios[0].outcomes[0]
    assert nano.value.value == plan.value.value
    assert set(nano.accounts) == set(plan.accounts)


def test_required_creators_stay_with_the_free_choice() -> None:
    found = made(required=["x:meso"])
    assert "x:meso" in next(one for one in found.scenarios if one.name == "free").outcomes[0].accounts
    assert "x:meso" not in found.scenarios[0].outcomes[0].accounts


def test_it_can_be_read_kept_and_tabled() -> None:
    found = made()
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["winners"] == ["nano_micro"]
    table = found.to_arrow()
    assert table.num_rows == len(MIXES)
    assert table["value"].null_count == 2
    assert "<caption>For different people in the target group, nano and micro brings most" in found._repr_html_()
    assert found.to_dict() == made().to_dict()


def test_without_any_limit_there_is_nothing_to_compare() -> None:
    with pytest.raises(BadInput, match="no budget"):
        scenarios(Brief(name="limitless"), audience(LISTS), accounts(SIZES), goals=REACH, fees=fees())
