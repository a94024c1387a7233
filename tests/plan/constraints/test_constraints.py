"""Every constraint is kept, alone and together, the plan is the best of the sets that keep to it, and it says so."""

from __future__ import annotations

from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.errors import NothingToPlan, UnknownName
from kring.estimate import Basis, Estimate
from kring.match import Brief
from kring.match.limits import Bounds
from kring.plan import plan_brief
from kring.plan.constraints import QuotaOf
from tests.plan.market import FEES, LISTS, declared, planned
from tests.reach.people import audience


def people(names: tuple[str, ...]) -> int:
    return len({person for one in names for person in LISTS[one]})


def within(budget: float, keeps) -> int:  # type: ignore[no-untyped-def]
    """The most people of any set within the budget that keeps to something."""
    sets = [names for size in range(1, 6) for names in combinations(LISTS, size)]
    return max(people(names) for names in sets if sum(FEES[one] for one in names) <= budget and keeps(names))


def tiktok(names: tuple[str, ...]) -> int:
    return sum(name.startswith("tiktok") for name in names)


NANO = ("instagram:bas", "instagram:cas", "tiktok:dik")
KEPT = [
    ("tiers: {nano: {least: 2}}", lambda names: sum(one in NANO for one in names) >= 2),
    ("tiers: {nano: {most: 50%}}", lambda names: sum(one in NANO for one in names) <= len(names) / 2),
    ("platforms: {tiktok: {least: 40%}}", lambda names: tiktok(names) >= 0.4 * len(names)),
    ("platforms: {tiktok: {least: 1, most: 1}}", lambda names: tiktok(names) == 1),
    ("niches: {bakken: {most: 0}}", lambda names: not {"instagram:ans", "instagram:bas"} & {*names}),
    ("municipalities: {Leusden: {most: 0}}", lambda names: "tiktok:eva" not in names),
    ("near_each: {places: [Zwolle, Utrecht], km: 5}", lambda names: {"instagram:bas", "instagram:cas"} <= {*names}),
    ("near_each: {places: [Amersfoort], km: 8, least: 2}", lambda names: {"instagram:ans", "tiktok:eva"} <= {*names}),
    ("at_most_one_of: [instagram:ans, tiktok:eva]", lambda names: len({"instagram:ans", "tiktok:eva"} & {*names}) <= 1),
]


@pytest.mark.parametrize(("limit", "keeps"), KEPT, ids=[limit for limit, _ in KEPT])
def test_the_plan_is_the_best_that_keeps_to_the_limit(limit: str, keeps) -> None:  # type: ignore[no-untyped-def]
    plan = planned(f"budget: 520\nlimits: {{{limit}}}")
    assert keeps(plan.accounts)
    assert plan.value.value == within(520, keeps)
    assert plan.is_proven_best
    name = limit.partition(":")[0]
    mine = [one for one in plan.limits if name in one.name]
    assert mine
    assert all(one.least is None or one.used >= one.least - 1e-9 for one in mine)
    assert all(one.most is None or one.used <= one.most + 1e-9 for one in mine)
    assert all(one.sentence.nl != one.sentence.en for one in mine)


def test_a_weekly_budget_spreads_the_work_over_free_weeks() -> None:
    plan = planned(
        "budget: 700\nperiod: {from: 2027-03-02, until: 2027-03-14}\n"
        "limits: {weekly_budget: 350, unavailable: [{creator: instagram:ans, from: 2027-03-01, until: 2027-03-03}]}"
    )
    spent: dict[str, float] = {}
    for choice in plan.chosen:
        spent[str(choice.week)] = spent.get(str(choice.week), 0) + choice.fee.value
    assert set(spent) <= {"2027-03-01", "2027-03-08"}
    assert max(spent.values()) <= 350
    assert all(str(choice.week) == "2027-03-08" for choice in plan.chosen if choice.account == "instagram:ans")
    assert plan.to_dict()["chosen"][0]["week"] in spent


def test_who_is_away_all_the_time_is_left_out_and_can_not_be_required() -> None:
    away = "limits: {unavailable: [instagram:ans, {creator: instagram:bas, from: 2027-01-01, until: 2027-12-31}]}"
    plan = planned(f"budget: 700\nperiod: {{from: 2027-03-01, until: 2027-03-14}}\n{away}")
    assert [one.account for one in plan.left_out] == ["instagram:ans", "instagram:bas"]
    with pytest.raises(NothingToPlan, match="is required but can't take part: the creator can't work"):
        planned(f"budget: 700\nrequired: [instagram:ans]\n{away}")


def test_a_range_of_fees_leaves_out_the_cheap_and_the_dear() -> None:
    plan = planned("budget: 700\nfees: {least: 60, most: 250}")
    assert set(plan.accounts) == {"instagram:bas", "instagram:cas", "tiktok:eva"}
    reasons = {one.account: one.reasons[0].en for one in plan.left_out}
    assert reasons["tiktok:dik"] == "the fee (EUR 50) is not at least EUR 60 and at most EUR 250"


FIGURES = pa.table({
    "account": ["instagram:ans", "instagram:ans", "instagram:ans", "instagram:bas", "instagram:bas", "instagram:bas"],
    "figure": ["answered_comments", "posts_per_week", "commercial_share"] * 2,
    "value": [0.1, 7.0, 0.5, 0.4, 7.0, 0.1], "low": [0.05, 6.0, 0.4, 0.3, 6.0, 0.05],
    "high": [0.2, 8.0, 0.6, 0.5, 8.0, 0.2], "n": [30] * 6, "basis": ["measured"] * 6,
})  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("contact: {least: 30%}", "answered comments: 10.0% (5.0-20.0%), the brief asks for at least 30.0%"),
        ("commercial_per_week: {most: 1}", "commercial posts a week: 3.50"),
    ],
)
def test_figures_leave_out_with_what_was_measured_and_unknown_as_the_brief_says(limit: str, reason: str) -> None:
    strict = planned(f"budget: 700\nlimits: {{{limit}}}", figures=FIGURES)
    assert strict.accounts == ("instagram:bas",)
    assert next(one for one in strict.left_out if one.account == "instagram:ans").reasons[0].en.startswith(reason)
    kept = planned(f"budget: 700\nlimits: {{{limit}}}\nunknown: keep", figures=FIGURES)
    assert "instagram:ans" not in kept.accounts
    assert "onbekend: kijk dat na" in kept.in_words("nl")


def test_a_minimum_match_asks_the_scores_of_the_caller() -> None:
    match = {one: Estimate.exact(0.9 if one == "tiktok:eva" else 0.2, 1, Basis.MODELLED) for one in LISTS}
    assert planned("budget: 700\nlimits: {match: {least: 50%}}", match=match).accounts == ("tiktok:eva",)


def test_a_caller_can_add_a_constraint_of_its_own() -> None:
    plan = planned("budget: 700", constraints=[QuotaOf("tiers", "micro", Bounds(most=1))])
    assert sum(choice.tier == "micro" for choice in plan.chosen) == 1


IMPOSSIBLE = [
    ("budget: 700\nlimits: {tiers: {micro: {least: 3}}}", "vraag er 2 in plaats van 3: micro"),
    ("budget: 700\nlimits: {near_each: {places: [Groningen], km: 8}}", "laat de eis van een creator binnen 8 km"),
    ("budget: 100\nlimits: {tiers: {micro: {least: 1}}}", "laat deze eis vallen: micro"),
    ("budget: 400\nrequired: [instagram:ans, instagram:bas]\nlimits: {at_most_one_of: [instagram:ans, instagram:bas]}",
     "laat"),
    ("budget: 310\nlimits: {tiers: {micro: {least: 2}}}", "verhoog het budget van EUR 310 naar EUR 450"),
]  # fmt: skip


@pytest.mark.parametrize(("brief", "change"), IMPOSSIBLE)
def test_what_cannot_be_kept_together_names_the_smallest_change(brief: str, change: str) -> None:
    with pytest.raises(NothingToPlan) as refused:
        planned(brief)
    dutch, advice = refused.value.said_in("nl")
    assert "Wat in de weg staat" in dutch
    assert change in advice
    assert all(ours != theirs for ours, theirs in zip(refused.value.said_in("en"), (dutch, advice), strict=True))


def test_following_the_advice_makes_a_plan() -> None:
    plan = planned("budget: 450\nlimits: {tiers: {micro: {least: 2}}}")
    assert plan.cost.value == 450


def test_a_name_in_a_group_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="account for 'at_most_one_of' 'nobody'"):
        planned("budget: 700\nlimits: {at_most_one_of: [instagram:ans, nobody]}")


LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "tiers": st.sampled_from([{"nano": {"least": 1}}, {"nano": {"most": "50%"}}, {"micro": {"most": 1}}]),
        "platforms": st.sampled_from([{"tiktok": {"least": "25%"}}, {"instagram": {"most": 2}}]),
        "at_most_one_of": st.sampled_from([["instagram:a", "instagram:b"], ["tiktok:d", "instagram:a", "tiktok:e"]]),
    },
)
GOALS = st.sampled_from([
    "reach", "seen", "engagements", {"reach": {"times": 2}}, {"mix": {"reach": 1, "engagements": 1}},
    {"cost_per_result": {"of": "reach", "at_least": 2}},
])  # fmt: skip
NAMES = ["instagram:a", "instagram:b", "instagram:c", "tiktok:d", "tiktok:e"]


@settings(max_examples=40)
@given(st.lists(st.sets(st.integers(1, 20), min_size=1), min_size=5, max_size=5), LIMITS, GOALS, st.integers(20, 90),
       st.randoms(use_true_random=False))  # fmt: skip
def test_any_plan_keeps_every_limit_and_is_the_same_in_any_order(rows, limits, goal, budget, random) -> None:  # type: ignore[no-untyped-def]
    fees = declared({name: random.randint(5, 30) for name in NAMES})
    sizes = [random.choice([800, 3_000, 9_000]) for _ in NAMES]
    brief = Brief.from_mapping({"name": "x", "budget": budget, "goal": goal, "limits": limits})

    def plan(order: list[int]):  # type: ignore[no-untyped-def]
        names = [NAMES[place] for place in order]
        table = pa.table({
            "account": names, "platform": [name.partition(":")[0] for name in names],
            "followers": [sizes[place] for place in order],
        })  # fmt: skip
        return plan_brief(brief, audience({NAMES[place]: rows[place] for place in order}), table, fees=fees)

    def answer(order: list[int]):  # type: ignore[no-untyped-def]
        try:
            return plan(order)
        except NothingToPlan as refused:
            return str(refused)

    first, again = answer([0, 1, 2, 3, 4]), answer([4, 2, 0, 3, 1])
    if isinstance(first, str):
        assert again == first
        return
    assert again.to_dict() == first.to_dict()
    assert first.cost.value <= budget
    assert len(set(first.accounts)) == len(first.accounts)
    for one in first.limits:
        assert one.least is None or one.used >= one.least - 1e-9
        assert one.most is None or one.used <= one.most + 1e-9
    cheap = first.objective.name == "cost_per_result"
    assert (first.bound <= first.value.value + 1e-9) if cheap else (first.bound >= first.value.value - 1e-9)
    adds = [choice.adds.value for choice in first.chosen]
    whole = first.cost.value / first.value.value if cheap else first.value.value
    assert sum(adds) == pytest.approx(whole, abs=1e-6)
