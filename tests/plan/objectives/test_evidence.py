"""What published studies found comes out of a plan that is fed what they fed theirs: the objective decides who wins.

E1: Beichert, Bayerl, Goldenberg and Lanz, Journal of Marketing 2024: euros of revenue per follower 0.265 below 10,000
followers and 0.049 above 100,000; a nano-influencer of some $50 returned more than $1,000, a macro of well over $1,000
some $6,000 (Harvard Business Review, September 2024). E2: Wies, Bleier and Edeling, Journal of Marketing 2023:
engagement is an inverted U in followers, and a like is cheapest at 50,000 to 750,000. Costs and returns are kept
strictly inside the inequalities that are published.
"""

from __future__ import annotations

import pyarrow as pa
import pytest

from kring.estimate import Basis, Estimate
from kring.match import Brief
from kring.plan import Plan, plan_brief
from kring.vocabulary.tiers import tier_of
from tests.plan.market import declared
from tests.reach.people import audience

NANO, MESO, MACRO, MEGA = "instagram:nano", "instagram:meso", "instagram:macro", "instagram:mega"
FOLLOWERS = {NANO: 4_000, MESO: 80_000, MACRO: 120_000, MEGA: 3_000_000}
FEES = {NANO: 50.0, MESO: 600.0, MACRO: 1_100.0, MEGA: 24_000.0}
REVENUE = {NANO: 0.265, MESO: 0.06, MACRO: 0.049, MEGA: 0.02}
ENGAGED = {NANO: 0.004, MESO: 0.03, MACRO: 0.02, MEGA: 0.004}
"""Per follower; times followers an inverted U with its top below a million, and a like costs least at the meso."""


def figures() -> pa.Table:
    rows = [(one, share, share * 0.8, share * 1.2) for one, share in ENGAGED.items()]
    names = [one for one, *_ in rows]
    value, low, high = (pa.array([row[place] for row in rows]) for place in (1, 2, 3))
    count = len(rows)
    return pa.table({
        "account": names, "figure": ["engagement_per_follower"] * count, "value": value, "low": low, "high": high,
        "n": [30] * count, "basis": ["measured"] * count,
    })  # fmt: skip


def planned(goal: str, budget: float = 30_000, creators: int = 1) -> Plan:
    revenue = {
        one: Estimate.between(each, each * 0.9, each * 1.1, Basis.MEASURED, 100) for one, each in REVENUE.items()
    }
    table = pa.table({"account": list(FOLLOWERS), "followers": list(FOLLOWERS.values()), "platform": ["instagram"] * 4})
    brief = Brief.from_yaml(f"name: x\nbudget: {budget}\ncreators: {creators}\ngoal: {goal}")
    people = audience({one: range(place * 10, place * 10 + 10) for place, one in enumerate(FOLLOWERS)})
    return plan_brief(brief, people, table, fees=declared(FEES), figures=figures(), revenue=revenue)


def test_e1_revenue_per_follower_of_a_nano_is_5_4_times_that_of_a_macro() -> None:
    plan = planned("revenue", creators=4)
    brings = {choice.account: choice.adds.value / (choice.followers or 0) for choice in plan.chosen}
    assert brings[NANO] / brings[MACRO] == pytest.approx(5.408, rel=0.01)


def test_e1_a_nano_returns_over_twenty_times_its_fee_and_a_macro_at_most_six() -> None:
    plan = planned("revenue", creators=4)
    returned = {choice.account: choice.adds.value / choice.fee.value for choice in plan.chosen}
    assert returned[NANO] > 20
    assert returned[MACRO] <= 6
    cheapest = planned("{cost_per_result: {of: revenue}}")
    assert cheapest.accounts == (NANO,)
    assert 1 / cheapest.value.value > 20


def test_e2_a_like_is_cheapest_with_a_meso_and_the_answer_names_the_goal_that_chose() -> None:
    plan = planned("{cost_per_result: {of: engagements}}")
    assert [tier.name for choice in plan.chosen if (tier := tier_of(choice.followers))] == ["meso"]
    assert plan.is_proven_best
    assert "besliste wie erin zit: kosten per resultaat (interacties)" in plan.in_words("nl")
    assert "decided who is in: cost per result (engagements)" in plan.in_words("en")


def test_e2_engagement_is_an_inverted_u() -> None:
    brought = {one: ENGAGED[one] * FOLLOWERS[one] for one in FOLLOWERS}
    plan = planned("engagements", creators=4)
    assert {choice.account: choice.adds.value for choice in plan.chosen} == pytest.approx(brought)
    rates = [ENGAGED[one] for one in sorted(FOLLOWERS, key=FOLLOWERS.__getitem__)]
    assert rates.index(max(rates)) not in (0, len(rates) - 1)


def test_e3_one_brief_has_two_winners_and_a_mix_shows_both() -> None:
    by_revenue, by_likes = (planned(f"{{cost_per_result: {{of: {goal}}}}}") for goal in ("revenue", "engagements"))
    assert by_revenue.accounts == (NANO,)
    assert by_likes.accounts == (MESO,)
    mix = planned("{mix: {engagements: 1, revenue: 1}}", budget=650)
    assert {part.objective.name for part in mix.parts} == {"engagements", "revenue"}
    assert all(0 < part.value.value <= part.best * (1 + 1e-9) for part in mix.parts)
    said = mix.in_words("nl")
    assert "alleen daarop gekozen" in said
    assert "interacties" in said
    assert "omzet" in said
