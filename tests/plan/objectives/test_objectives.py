"""What each goal counts, against counts by hand, and that the plan is best for it among all sets."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from kring.errors import BadInput, NothingToPlan
from kring.estimate import Basis, Estimate
from kring.vocabulary.priors import engagement_prior, revenue_prior
from tests.plan.market import ACCOUNTS, FEES, LISTS, declared, planned

FOLLOWERS = dict(zip(ACCOUNTS["account"], ACCOUNTS["followers"], strict=True))
SHARES = {"instagram:ans": 0.2, "instagram:bas": 0.5, "instagram:cas": 0.4, "tiktok:dik": 0.9, "tiktok:eva": 0.3}
VIEWS = {
    (one, "post"): Estimate.between(share, share * 0.8, share * 1.1, Basis.MEASURED, 9) for one, share in SHARES.items()
}


def affordable(budget: float) -> list[tuple[str, ...]]:
    sets = [names for size in range(1, 6) for names in combinations(LISTS, size)]
    return [names for names in sets if sum(FEES[one] for one in names) <= budget]


def unseen(names: tuple[str, ...], person: int, pieces: int = 1) -> float:
    return math.prod((1 - SHARES[one]) ** pieces for one in names if person in LISTS[one])


def best(budget: float, value) -> float:  # type: ignore[no-untyped-def]
    return max(value(names) for names in affordable(budget))


@pytest.mark.parametrize("budget", [100, 250, 400, 600])
def test_seen_reach_is_one_less_the_chance_that_nobody_shows_it(budget: int) -> None:
    def seen(names: tuple[str, ...]) -> float:
        return sum(1 - unseen(names, person) for person in range(1, 95))

    plan = planned(f"budget: {budget}\ngoal: seen", views=VIEWS)
    assert plan.value.value == pytest.approx(seen(plan.accounts))
    assert plan.value.value == pytest.approx(best(budget, seen))
    assert plan.value.low < plan.value.value < plan.value.high
    assert plan.bound >= plan.value.value - 1e-9


def test_reach_by_several_counts_who_follows_so_many() -> None:
    def often(names: tuple[str, ...]) -> int:
        return sum(sum(person in LISTS[one] for one in names) >= 2 for person in range(1, 95))

    plan = planned("budget: 600\ngoal: {reach: {times: 2}}")
    assert plan.value.value == often(plan.accounts) == best(600, often)
    assert plan.value.is_exact


def test_engagements_are_measured_where_they_can_be_and_else_a_labelled_prior() -> None:
    import pyarrow as pa

    figures = pa.table({
        "account": ["instagram:cas"], "figure": ["engagement_per_follower"], "value": [0.5], "low": [0.4],
        "high": [0.6], "n": [12], "basis": ["measured"],
    })  # fmt: skip
    plan = planned("budget: 130\ngoal: engagements", figures=figures)
    assert plan.accounts[0] == "instagram:cas"
    assert plan.chosen[0].adds.value == pytest.approx(900 * 0.5)
    assert plan.chosen[0].rests_on == Basis.MEASURED
    assert plan.chosen[1].adds.value == pytest.approx(engagement_prior("tiktok", 700).value * 700)
    assert plan.chosen[1].rests_on == Basis.PRIOR
    assert plan.value.value == pytest.approx(sum(choice.adds.value for choice in plan.chosen))
    assert "Voor 1 van de 2 creators rust wat ze brengen op gepubliceerde gemiddelden" in plan.in_words("nl")


def test_engagements_in_the_target_are_the_share_of_each_audience_in_it() -> None:
    plan = planned(
        "budget: 300\nrequired: [instagram:ans]\ntarget: {genders: [female]}\ngoal: {engagements: {in_target: true}}"
    )
    share = len([one for one in LISTS["instagram:ans"] if one % 2]) / 40
    assert plan.value.value == pytest.approx(engagement_prior("instagram", 6_000).value * 6_000 * share)


def test_revenue_is_the_callers_own_where_given() -> None:
    own = {"tiktok:dik": Estimate.between(3.0, 2.0, 4.0, Basis.MEASURED, 40)}
    plan = planned("budget: 130\ngoal: revenue", revenue=own)
    by_account = {choice.account: choice.adds.value for choice in plan.chosen}
    assert by_account["tiktok:dik"] == pytest.approx(3.0 * 700)
    assert by_account["instagram:cas"] == pytest.approx(revenue_prior(900).value * 900)
    assert "omzet" in plan.in_words("nl")


def test_awareness_counts_contacts_up_to_the_cap() -> None:
    plan = planned(
        "budget: 300\nrequired: [instagram:ans]\ngoal: {awareness: {most: 2}}\ndeliverables: [{post: 3}]", views=VIEWS
    )
    mean = -math.log(1 - 0.2) * 3
    capped = 2 - math.exp(-mean) * (2 + mean)
    assert plan.value.value == pytest.approx(40 * capped)
    assert plan.to_dict()["objective"]["unit"] == "contacts"


@pytest.mark.parametrize("at_least", [1, 30, 60, 80])
def test_cost_per_result_is_the_lowest_of_all_sets_with_enough_results(at_least: int) -> None:
    def people(names: tuple[str, ...]) -> int:
        return len({person for one in names for person in LISTS[one]})

    plan = planned(f"budget: 700\ngoal: {{cost_per_result: {{of: reach, at_least: {at_least}}}}}")
    cheapest = min(
        sum(FEES[one] for one in names) / people(names) for names in affordable(700) if people(names) >= at_least
    )
    assert people(plan.accounts) >= at_least
    assert plan.value.value == pytest.approx(plan.cost.value / people(plan.accounts))
    assert plan.value.value == pytest.approx(cheapest)
    assert 0 < plan.bound <= cheapest * (1 + 1e-9)


def test_more_results_than_there_are_is_refused_with_the_most_there_can_be() -> None:
    with pytest.raises(NothingToPlan, match="at least 5,000 results are asked") as refused:
        planned("budget: 600\ngoal: {cost_per_result: {of: reach, at_least: 5000}}")
    assert "meer dan" in refused.value.said_in("nl")[0]


def test_a_mix_scales_each_part_by_its_own_best() -> None:
    alone = {goal: planned(f"budget: 400\ngoal: {goal}").value.value for goal in ("reach", "revenue")}

    def points(names: tuple[str, ...]) -> float:
        people = len({person for one in names for person in LISTS[one]})
        revenue = sum(revenue_prior(FOLLOWERS[one]).value * FOLLOWERS[one] for one in names)
        return 75 * people / alone["reach"] + 25 * revenue / alone["revenue"]

    plan = planned("budget: 400\ngoal: {mix: {reach: 3, revenue: 1}}")
    assert plan.value.value == pytest.approx(points(plan.accounts)) == pytest.approx(best(400, points))
    assert [part.best for part in plan.parts] == pytest.approx([alone["reach"], alone["revenue"]])
    assert [part.weight for part in plan.parts] == [0.75, 0.25]
    assert "75 % verschillende mensen in de doelgroep + 25 % euro omzet" in plan.in_words("nl")


def test_a_mix_cannot_count_people_in_two_ways() -> None:
    with pytest.raises(BadInput, match="not both"):
        planned("budget: 400\ngoal: {mix: {reach: 1, seen: 1}}")


def test_weights_make_some_people_count_more() -> None:
    plain, weighted = planned("budget: 300"), planned("budget: 300\ntarget: {weights: [{genders: [women], weight: 3}]}")

    def counted(names: tuple[str, ...]) -> int:
        return sum(3 if person % 2 else 1 for person in {person for one in names for person in LISTS[one]})

    assert weighted.value.value == counted(weighted.accounts) == best(300, counted)
    assert weighted.value.value > plain.value.value
    assert "gewogen" in weighted.in_words("nl")


def test_several_pieces_are_seen_by_more_and_a_creator_makes_one_thing() -> None:
    more = {(one, name): share for (one, _), share in VIEWS.items() for name in ("post", "story")}
    asked = {
        f"{one}: {name}": fee
        for one, fee in FEES.items()
        for name, fee in (("post", fee), ("post + 3 story", fee * 1.3))
    }
    plan = planned(
        "budget: 700\ngoal: seen\nplatforms: [instagram]\ndeliverables: [post, {post: 1, story: 3}]",
        views=more, fees=declared(asked),
    )  # fmt: skip
    assert len(set(plan.accounts)) == len(plan.accounts)
    pieces = {choice.account: choice.deliverables.count for choice in plan.chosen if choice.deliverables}
    by_hand = sum(
        1 - math.prod((1 - SHARES[one]) ** number for one, number in pieces.items() if person in LISTS[one])
        for person in range(1, 95)
    )
    assert plan.value.value == pytest.approx(by_hand)
    assert max(pieces.values()) == 4


def test_a_platform_offers_only_what_can_be_made_there() -> None:
    plan = planned("budget: 700\ndeliverables: [post]")
    reasons = {one.account: one.reasons[0].nl for one in plan.left_out}
    assert reasons == dict.fromkeys(("tiktok:dik", "tiktok:eva"), "op TikTok kan dit niet: bericht")
    both = planned("budget: 700\ndeliverables: [post, video]")
    made = {choice.account: choice.deliverables.name for choice in both.chosen if choice.deliverables}
    assert {name.partition(":")[0]: what for name, what in made.items()} == {"instagram": "post", "tiktok": "video"}


def test_a_story_alone_is_not_known_to_be_liked() -> None:
    with pytest.raises(NothingToPlan, match="what this account brings to the goal is unknown"):
        planned("budget: 700\ngoal: engagements\ndeliverables: [story]", fees=None)


@pytest.mark.parametrize("goal", ["seen", "engagements", "revenue", "awareness", "{cost_per_result: {of: revenue}}"])
def test_what_rests_on_priors_is_as_wide_as_they_are(goal: str) -> None:
    value = planned(f"budget: 400\ngoal: {goal}").value
    assert value.basis == Basis.PRIOR
    assert value.high / value.low > 2
