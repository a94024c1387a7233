"""A set changed by hand: who is swapped and what somebody asks are counted at once, beside Kring's own plan."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kring.app.briefs import repository
from kring.app.briefs.adjustments import Adjustments
from kring.app.briefs.models import SavedBrief
from kring.errors import BadInput
from kring.workspace import Workspace


def test_an_address_reads_back() -> None:
    given = Adjustments(
        900.5, 4, ("instagram:a",), ("x:b", "x:c"), (("instagram:a", 250.0), ("x:d:e", 12.5)), (("x:a", "x:z"),), True
    )
    assert Adjustments.read(QueryDict(given.address()[1:])) == given
    assert Adjustments.read(QueryDict("")) == Adjustments()


def test_a_form_and_an_address_write_a_fee_alike() -> None:
    by_form = Adjustments.read(QueryDict("fee-of:instagram%3Aa=1.250%2C50&fee-of:x%3Ab="))
    assert by_form.fee == (("instagram:a", 1250.5),)
    assert by_form == Adjustments.read(QueryDict("fee=instagram%3Aa%3A1250.50"))


@pytest.mark.parametrize("address", ["fee=x:a:veel", "fee-of:x:a=-5"])
def test_a_fee_that_is_none_is_refused(address: str) -> None:
    with translation.override("en"), pytest.raises(BadInput, match="not a"):
        Adjustments.read(QueryDict(address))


def test_planning_again_asks_for_who_came_and_leaves_out_who_left() -> None:
    by_hand = Adjustments(require=("x:a",), swap=(("x:a", "x:b"), ("x:b", "x:c")), fee=(("x:c", 10.0),))
    again = Adjustments.read(QueryDict(by_hand.planned_again[1:]))
    assert (again.require, again.exclude, again.swap, again.again) == (("x:c",), ("x:a",), (), True)
    assert by_hand.by_hand
    assert not again.by_hand


def test_a_swap_puts_the_next_best_in_the_place_and_leaves_the_others(
    planner: Client, saved: SavedBrief, workspace: Workspace
) -> None:
    before = _page(planner, saved)
    one = next(one for one in before.choices if one.choice.other)
    after = planner.get(f"{reverse('plan', args=[saved.pk])}{one.swap}").context["page"]
    accounts = {other.choice.account for other in before.choices}
    assert {other.choice.account for other in after.choices} == accounts - {one.choice.account} | {one.choice.other}
    fresh = workspace.unique_reach([other.choice.account for other in after.choices], after.brief.target)
    assert after.plan.reach.value == pytest.approx(fresh.unique.value)
    assert after.change == pytest.approx(one.choice.change)
    assert after.base.reach == before.plan.reach
    assert sum(other.choice.gain.value for other in after.choices) == pytest.approx(after.plan.reach.value)


def test_a_swap_that_is_undone_is_the_plan_again(planner: Client, saved: SavedBrief) -> None:
    before = _page(planner, saved)
    one = next(one for one in before.choices if one.choice.other)
    account, other = one.choice.account, one.choice.other
    back = planner.get(reverse("plan", args=[saved.pk]), {"swap": [f"{account} {other}", f"{other} {account}"]})
    assert [choice.account for choice in back.context["page"].plan.choices] == [
        choice.account for choice in before.plan.choices
    ]
    assert back.context["page"].change == pytest.approx(0)


def test_a_swap_of_somebody_who_is_not_there_changes_nothing(planner: Client, saved: SavedBrief) -> None:
    page = planner.get(reverse("plan", args=[saved.pk]), {"swap": "instagram:nobody x:nobody"}).context["page"]
    assert page.plan.reach == _page(planner, saved).plan.reach


def test_another_fee_changes_the_cost_and_not_the_creators(planner: Client, saved: SavedBrief) -> None:
    before = _page(planner, saved)
    choice = before.choices[0].choice
    asked = planner.get(reverse("plan", args=[saved.pk]), {before.choices[0].fee_field: "1499"})
    page = asked.context["page"]
    assert [one.choice.account for one in page.choices] == [one.choice.account for one in before.choices]
    assert page.plan.cost.value == pytest.approx(before.plan.cost.value - choice.fee.value + 1499)
    assert page.plan.reach == before.plan.reach
    assert "more than the budget" in asked.content.decode()
    assert page.plan.short == pytest.approx(page.plan.cost.value - 1500, abs=0.01)


def test_planning_again_with_a_fee_keeps_to_the_budget(planner: Client, saved: SavedBrief) -> None:
    before = _page(planner, saved)
    account = before.choices[0].choice.account
    page = planner.get(reverse("plan", args=[saved.pk]), {"fee": f"{account}:1400", "again": "1"}).context["page"]
    assert page.plan.cost.value <= 1500 + 0.01
    assert page.plan.reach.value <= before.plan.reach.value
    fees = {one.choice.account: one.choice.fee.value for one in page.choices}
    assert fees.get(account, 1400) == 1400


def test_a_set_by_hand_is_kept_as_it_was(planner: Client, saved: SavedBrief) -> None:
    one = next(one for one in _page(planner, saved).choices if one.choice.other)
    shown = planner.get(f"{reverse('plan', args=[saved.pk])}{one.swap}").context["page"]
    planner.post(f"{reverse('plan_choose', args=[saved.pk])}{one.swap}")
    kept = planner.get(reverse("chosen_plan", args=[saved.pk, repository.plans(saved).get().pk]))
    assert kept.context["page"].plan == shown.plan
    assert kept.context["page"].plan.by_hand
    assert {picture.name for picture in kept.context["page"].after.pictures} == {"gains", "overlap", "map", "frequency"}


@pytest.mark.parametrize("goal", ["seen", "engagements", "{reach: {times: 2}}", "awareness"])
def test_a_swap_is_counted_for_any_goal(planner: Client, saved: SavedBrief, goal: str) -> None:
    saved.yaml = f"name: Lente\nbudget: 1500\ngoal: {goal}\n"
    saved.save()
    before = _page(planner, saved)
    assert before.plan.goal.value.known
    one = next(one for one in before.choices if one.choice.other)
    after = planner.get(f"{reverse('plan', args=[saved.pk])}{one.swap}")
    assert after.context["page"].change == pytest.approx(one.choice.change, rel=1e-6, abs=1e-6)
    assert before.plan.goal.words.en in unescape(after.content.decode())


def _page(planner: Client, saved: SavedBrief) -> Any:
    return planner.get(reverse("plan", args=[saved.pk])).context["page"]
