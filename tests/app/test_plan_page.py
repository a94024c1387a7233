"""The page of a plan: adjusted by its address, with its bound, its pictures, and what was chosen kept as it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.briefs import repository
from kring.app.briefs.models import SavedBrief


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1500", 1500), ("1.500", 1500), ("1,500", 1500), ("1.250,50", 1250.5), ("1,250.50", 1250.5), ("€ 900", 900)],
)
def test_another_budget_in_the_address_makes_another_plan(
    planner: Client, saved: SavedBrief, typed: str, meant: float
) -> None:
    page = planner.get(reverse("plan", args=[saved.pk]), {"budget": typed}).context["page"]
    assert page.brief.budget == meant
    assert page.plan.cost.value <= meant


@pytest.mark.parametrize("adjustment", [{"budget": "veel"}, {"budget": "-5"}, {"budget": "0"}, {"most": "1.5"}])
def test_an_adjustment_that_is_none_is_explained(
    planner: Client, saved: SavedBrief, adjustment: dict[str, str]
) -> None:
    answer = planner.get(reverse("plan", args=[saved.pk]), adjustment)
    assert answer.status_code == 400
    assert "is not a" in answer.content.decode()


def test_who_is_left_out_is_not_chosen_and_can_be_taken_back(planner: Client, saved: SavedBrief) -> None:
    first = _page(planner, saved).choices[0]
    without = planner.get(f"{reverse('plan', args=[saved.pk])}{first.exclude}").context["page"]
    assert first.choice.account not in {one.choice.account for one in without.choices}
    ((account, back),) = without.excluded
    assert account == first.choice.account
    again = planner.get(f"{reverse('plan', args=[saved.pk])}{back}").context["page"]
    assert first.choice.account in {one.choice.account for one in again.choices}


def test_who_is_asked_for_stays_at_a_smaller_budget(planner: Client, saved: SavedBrief) -> None:
    last = min(_page(planner, saved).choices, key=lambda one: one.choice.fee.value)
    asked = f"{reverse('plan', args=[saved.pk])}{last.require}&budget=400"
    assert last.choice.account in {one.choice.account for one in planner.get(asked).context["page"].choices}


def test_htmx_gets_only_the_plan(planner: Client, saved: SavedBrief) -> None:
    answer = planner.get(reverse("plan", args=[saved.pk]), headers={"hx-request": "true"})
    assert answer.content.decode().strip().startswith('<div class="stack while-busy" id="plan"')
    assert "HX-Request" in answer.headers["Vary"]


def test_a_chosen_plan_is_shown_as_it_was(planner: Client, saved: SavedBrief) -> None:
    page = _page(planner, saved, budget="700")
    drawn = planner.get(reverse("plan_pictures", args=[saved.pk]), {"budget": "700"}).context["after"]
    planner.post(f"{reverse('plan_choose', args=[saved.pk])}?budget=700")
    chosen = repository.plans(saved).get()
    planner.post(reverse("brief_edit_text", args=[saved.pk]), {"yaml": "name: Anders\nbudget: 90\n"})
    kept = planner.get(reverse("chosen_plan", args=[saved.pk, chosen.pk])).context["page"]
    assert kept.plan == page.plan
    assert kept.after == drawn


def test_a_plan_says_its_bound_and_adds_up(planner: Client, saved: SavedBrief) -> None:
    plan = _page(planner, saved).plan
    assert plan.reach.value <= plan.bound * (1 + 1e-9)
    assert sum(choice.gain.value for choice in plan.choices) == pytest.approx(plan.reach.value)
    assert plan.cost.value <= 1500


def test_every_picture_has_words_and_a_table(planner: Client, saved: SavedBrief) -> None:
    pictures = planner.get(reverse("plan_pictures", args=[saved.pk])).context["after"].pictures
    assert {picture.name for picture in pictures} == {"curve", "gains", "overlap", "map", "frequency"}
    for picture in pictures:
        assert picture.says
        assert picture.rows
        assert "<svg" in picture.svg


def test_the_pictures_come_after_the_figures_and_have_a_page_of_their_own(planner: Client, saved: SavedBrief) -> None:
    address = reverse("plan_pictures", args=[saved.pk])
    assert f'hx-get="{address}?budget=700" hx-trigger="load"' in _text(planner, saved, budget="700")
    assert (
        planner.get(address, headers={"hx-request": "true"})
        .content.decode()
        .startswith('<div class="stack" id="after">')
    )
    whole = planner.get(address, {"budget": "700"}).content.decode()
    assert "<h1>Pictures of the plan</h1>" in whole
    assert f'href="{reverse("plan", args=[saved.pk])}?budget=700"' in whole


def test_fewer_people_see_the_content_than_can_be_reached(planner: Client, saved: SavedBrief) -> None:
    seen = planner.get(reverse("plan_pictures", args=[saved.pk])).context["after"].delivered
    once, twice, thrice = (people.value for people in seen.at_least)
    assert thrice < twice < once < _page(planner, saved).plan.reach.value


def test_a_brief_that_nobody_can_serve_has_no_pictures_either(planner: Client, saved: SavedBrief) -> None:
    answer = planner.get(reverse("plan_pictures", args=[saved.pk]), {"budget": "1"})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def _text(planner: Client, saved: SavedBrief, **address: str) -> str:
    return planner.get(reverse("plan", args=[saved.pk]), address).content.decode()


def _page(planner: Client, saved: SavedBrief, **address: str) -> Any:
    return planner.get(reverse("plan", args=[saved.pk]), address).context["page"]
