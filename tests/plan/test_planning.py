"""From a brief to a plan: what it says, what it leaves out, and what it refuses."""

from __future__ import annotations

import json
import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput, NothingToPlan, UnknownName
from kring.estimate import Basis, Estimate
from kring.facts.schema import SYNTHETIC
from kring.match import Brief
from kring.plan import Plan, plan_brief
from kring.reach import Audience, Segment, unique_reach
from tests.reach.people import accounts, audience, pairs, people

LISTS = {"x:a": range(1, 41), "x:b": range(30, 61), "x:c": range(61, 71), "x:d": range(1, 11), "x:e": range(65, 95)}
SIZES: dict[str, int | None] = {"x:a": 6_000, "x:b": 2_000, "x:c": 900, "x:d": 700, "x:e": None}
KNOWN = {
    person: {"gender": "female" if person % 2 else "male", "municipality": "Amersfoort" if person <= 50 else "Utrecht"}
    for person in range(1, 95)
}


def fees(**amounts: float) -> dict[str, Estimate]:
    return {f"x:{name}": Estimate.exact(amount, 1, Basis.DECLARED) for name, amount in amounts.items()}


ALL_FEES = fees(a=300, b=200, c=80, d=50, e=150)


def planned(brief: str, **more: object) -> Plan:
    there = audience(LISTS, KNOWN)
    return plan_brief(Brief.from_yaml(f"name: x\n{brief}"), there, accounts(SIZES), fees=ALL_FEES, **more)  # type: ignore[arg-type]


def test_the_gains_add_up_and_the_reach_is_that_of_a_fresh_count() -> None:
    plan = planned("budget: 600")
    there = audience(LISTS, KNOWN)
    assert plan.reach.to_dict() == unique_reach(there, plan.accounts).to_dict()
    assert sum(choice.gain.value for choice in plan.chosen) == float(plan.value)
    assert plan.cost.value + (plan.left_over or 0) == 600
    gains = [choice.gain.value for choice in plan.chosen]
    assert gains == sorted(gains, reverse=True)
    for choice in plan.chosen:
        assert choice.price.value == pytest.approx(choice.fee.value / choice.gain.value)
        assert choice.exclusive == plan.reach.exclusive[choice.account]


def test_only_people_of_the_target_group_count() -> None:
    plan = planned("budget: 250\ntarget: {genders: [female], municipalities: [Amersfoort]}")
    assert plan.accounts == ("x:b", "x:d")
    assert float(plan.value) == len([one for one in {*range(30, 51), *range(1, 11)} if one % 2])
    assert "vrouwen in Amersfoort" in plan.in_words("nl")


@given(
    st.dictionaries(st.sampled_from("abcdefg"), st.sets(st.integers(1, 30), min_size=1), min_size=1),
    st.integers(1, 30),
    st.integers(0, 30),
    st.randoms(),
)
def test_plans_keep_their_promises(rows: dict[str, set[int]], budget: int, extra: int, random) -> None:  # type: ignore[no-untyped-def]
    known = {person: {"gender": random.choice(["female", "female", "male", None])} for person in range(1, 31)}
    asked = {name: Estimate.exact(random.randint(1, 30), 1, Basis.DECLARED) for name in rows}
    if min(fee.value for fee in asked.values()) > budget:
        return
    women = Segment(genders=("female",))
    if not any(known[person]["gender"] == "female" for row in rows.values() for person in row):
        return
    brief, larger = (Brief("x", budget=amount, target=women) for amount in (budget, budget + extra))
    order = list(rows)
    random.shuffle(order)
    there, turned = audience(rows, known), audience({name: rows[name] for name in order}, known)
    plan = plan_brief(brief, there, accounts(dict.fromkeys(rows, 1_000)), fees=asked)
    again = plan_brief(brief, turned, accounts(dict.fromkeys(order, 1_000)), fees=asked)
    richer = plan_brief(larger, there, accounts(dict.fromkeys(rows, 1_000)), fees=asked)
    assert plan.to_dict() == again.to_dict()
    assert plan.cost.value <= budget
    assert plan.bound >= plan.value.value - 1e-9
    assert richer.value.value >= plan.value.value - 1e-9
    assert plan.reach.unique == unique_reach(there, plan.accounts, women).unique


def test_the_plan_reads_aloud_in_both_languages() -> None:
    plan = planned("budget: 600\ntiers: [nano, micro]\nunknown: keep")
    dutch, english = plan.in_words("nl"), plan.in_words("en")
    assert "verschillende mensen in de doelgroep: iedereen" in dutch
    assert "It is proven that no other choice within the brief reaches more." in english
    assert "Het budget houdt het plan tegen." in dutch or "Niemand anders" in dutch
    assert "EUR" in dutch
    assert "het aantal volgers onbekend" in dutch


def test_who_was_left_out_is_listed_with_a_reason() -> None:
    plan = planned("budget: 600\ntiers: [nano]\nforbidden: [x:d]")
    reasons = {one.account: one.reasons[0].en for one in plan.left_out}
    assert reasons == {
        "x:a": "the number of followers (micro) is not what the brief asks for",
        "x:d": "the brief forbids this account",
        "x:e": "the number of followers is unknown",
    }
    assert plan.considered == 5


def test_required_creators_are_in_and_forbidden_are_not() -> None:
    plan = planned("budget: 300\nrequired: [x:d]\nforbidden: [x:b]")
    assert "x:d" in plan.accounts
    assert "x:b" not in plan.accounts
    assert next(choice for choice in plan.chosen if choice.account == "x:d").required


def test_a_required_creator_without_an_audience_costs_money_and_makes_a_lower_bound() -> None:
    brief, asked = Brief("x", budget=300, required=("x:z",)), ALL_FEES | fees(z=100)
    plan = plan_brief(brief, audience(LISTS), accounts(SIZES | {"x:z": 900}), fees=asked)
    choice = next(choice for choice in plan.chosen if choice.account == "x:z")
    assert not choice.gain.known
    assert plan.reach.is_lower_bound
    assert "minstens" in plan.in_words("nl")
    assert plan.cost.value <= 300


def test_the_next_best_is_what_a_fresh_count_says() -> None:
    plan = planned("budget: 300")
    there = audience(LISTS, KNOWN)
    for choice in plan.chosen:
        others = [account for account in plan.accounts if account != choice.account]
        room = 300 - sum(ALL_FEES[account].value for account in others)
        fits = [one for one in LISTS if one not in plan.accounts and ALL_FEES[one].value <= room]
        best = max((unique_reach(there, [*others, one]).unique.value for one in fits), default=None)
        if choice.next_best is None:
            assert best is None or best == unique_reach(there, others).unique.value
        else:
            assert choice.next_best.change == best - plan.value.value


def test_the_curve_rises_and_holds_the_plan() -> None:
    plan = planned("budget: 400")
    values = [point.value for point in plan.curve]
    assert values == sorted(values)
    assert any(point.budget == 400 and point.value == plan.value.value for point in plan.curve)
    by_number = planned("creators: 3")
    assert [point.creators for point in by_number.curve] == [1, 2, 3]


def test_an_earlier_plan_to_start_from_is_never_lost() -> None:
    plan = planned("budget: 600")
    assert planned("budget: 650", starts=[plan.accounts]).value.value >= plan.value.value


IMPOSSIBLE = [
    ("budget: 10", "none of the 5 creators passes.*the fee is above the budget"),
    ("budget: 600\nplatforms: [tiktok]", r"the platform \("),
    ("budget: 600\ntarget: {municipalities: [Zwolle]}", "'municipalities: Zwolle' leaves no one"),
    ("budget: 600\ntarget: {ages: [25-34]}", "of nobody .* is it known whether they meet 'ages'"),
    ("budget: 300\nrequired: [x:a, x:b]", "the 2 required creators cost EUR 500, the budget is EUR 300"),
    ("budget: 600\ncreators: {least: 9}", "at least 9 creators are asked, only 5"),
    ("budget: 100\ncreators: {least: 2}", "below the cheapest plan, EUR 130"),
    ("budget: 60\ntarget: {municipalities: [Utrecht]}", "none of the creators who pass the brief reaches anybody"),
]


@pytest.mark.parametrize(("brief", "message"), IMPOSSIBLE)
def test_a_brief_that_nobody_can_serve_says_what_makes_it_so(brief: str, message: str) -> None:
    with pytest.raises(NothingToPlan, match=message) as refused:
        planned(brief)
    assert refused.value.advice


@pytest.mark.parametrize("brief", [brief for brief, _ in IMPOSSIBLE])
def test_what_makes_a_brief_impossible_is_said_in_dutch_too(brief: str) -> None:
    with pytest.raises(NothingToPlan) as refused:
        planned(brief)
    english, dutch = refused.value.said_in("en"), refused.value.said_in("nl")
    assert all(dutch)
    assert all(ours != theirs for ours, theirs in zip(dutch, english, strict=True))
    assert not re.search(r"\b(the|there|of nobody|people|creators pass)\b", " ".join(dutch))


def test_the_condition_that_leaves_nobody_is_said_as_one_would_in_dutch() -> None:
    with pytest.raises(NothingToPlan) as refused:
        planned("budget: 600\ntarget: {municipalities: [Zwolle]}")
    assert refused.value.said_in("nl") == (
        "er is niemand in de doelgroep: de voorwaarde 'mensen in Zwolle' laat van 94 mensen niemand over.",
        "Maak de voorwaarde op gemeente ruimer, of importeer het publiek van creators die deze mensen bereiken.",
    )


def test_conditions_that_only_exclude_together_are_named_together() -> None:
    known = {1: {"gender": "female", "municipality": "Utrecht"}, 2: {"gender": "male", "municipality": "Zwolle"}}
    brief = Brief.from_yaml("name: x\nbudget: 9\ntarget: {genders: [female], municipalities: [Zwolle]}")
    with pytest.raises(NothingToPlan, match="together with municipalities") as refused:
        plan_brief(brief, audience({"x:a": [1, 2]}, known), accounts({"x:a": 600}), fees=fees(a=1))
    assert "'vrouwen', samen met gemeente, laat" in refused.value.said_in("nl")[0]


def test_a_brief_without_a_limit_and_a_name_that_is_not_there_are_refused() -> None:
    with pytest.raises(BadInput, match="no budget and no number of creators"):
        planned("")
    with pytest.raises(UnknownName, match="account for 'required' 'x:nobody'"):
        planned("budget: 600\nrequired: [x:nobody]")


def test_a_plan_on_made_up_people_says_so() -> None:
    there = Audience.build(pairs(LISTS, source=SYNTHETIC), people(KNOWN))
    plan = plan_brief(Brief("x", budget=300), there, accounts(SIZES), fees=ALL_FEES)
    assert plan.synthetic
    assert plan.in_words("nl").startswith("Dit plan rust op verzonnen voorbeeldgegevens.")


def test_a_plan_is_json_a_table_and_a_notebook_page() -> None:
    plan = planned("budget: 600\ntarget: {genders: [female]}")
    assert json.loads(json.dumps(plan.to_dict()))["value"]["value"] == plan.value.value
    table = plan.to_arrow()
    assert table["account"].to_pylist() == list(plan.accounts)
    assert sum(table["gain"].to_pylist()) == plan.value.value
    assert list(plan.to_pandas()["account"]) == list(plan.accounts)
    assert plan.to_polars().height == len(plan.chosen)
    assert "<table>" in plan._repr_html_()


def test_an_unknown_fee_stays_unknown_when_only_the_number_is_limited() -> None:
    table = pa.table({"account": ["x:a"], "followers": pa.array([None], pa.int64())})
    plan = plan_brief(Brief.from_yaml("name: x\ncreators: 1"), audience({"x:a": [1]}), table)
    assert not plan.cost.known
    assert not plan.chosen[0].price.known
