"""The reach of a plan with the followers estimated of creators whose lists are not known, beside what is counted."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Organisation, Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.match.brief import Brief
from kring.workspace import Workspace

HX = {"hx-request": "true"}


def kept_with(required: str, organisation: Organisation, member_of: object) -> SavedBrief:
    brief = Brief.from_yaml(f"name: Lente\nbudget: 1500\ncreators: {{most: 3}}\nrequired: ['{required}']\n")
    return services.save(member_of(organisation, Role.PLANNER), brief)  # type: ignore[operator]


@pytest.fixture
def half_known(workspace: Workspace, organisation: Organisation, member_of: object) -> SavedBrief:
    """A brief that asks for an account around which only people who engage are known."""
    audience = workspace.audience()
    engaged = [name for name in audience.accounts if not audience.are_followers([name])]
    return kept_with(engaged[0], organisation, member_of)


def test_an_estimate_stands_beside_the_count_and_says_what_is_which(planner: Client, half_known: SavedBrief) -> None:
    plan = planner.get(reverse("plan", args=[half_known.pk]))
    address = reverse("plan_estimated", args=[half_known.pk])
    assert f'hx-get="{address}?"' in plan.content.decode()
    part = planner.get(address, headers=HX)
    shown, text = part.context["estimated"], unescape(part.content.decode())
    assert text.startswith('<div id="estimated">')
    assert shown.counted.value == plan.context["page"].plan.reach.value
    assert shown.estimated.value > shown.counted.value
    assert shown.estimated.low <= shown.estimated.value <= shown.estimated.high
    assert "For 1 of them it is estimated from who engages" in text
    assert "Counted: at least" in text
    assert "modelled" in text
    whole = planner.get(address).content.decode()
    assert "<h1>Reach of the plan, with estimates</h1>" in whole
    dutch = planner.get(address, headers={**HX, "accept-language": "nl"}).content.decode()
    assert "Geschat:" in dutch
    assert "Met schattingen" in dutch


def test_a_chosen_plan_keeps_its_estimate(planner: Client, half_known: SavedBrief) -> None:
    shown = planner.get(reverse("plan_estimated", args=[half_known.pk]), headers=HX).context["estimated"]
    kept = planner.post(reverse("plan_choose", args=[half_known.pk]), follow=True)
    assert kept.context["page"].estimated == shown
    assert "Reach with estimated followers" in kept.content.decode()


def test_where_every_list_is_known_there_is_nothing_to_estimate(
    planner: Client, workspace: Workspace, organisation: Organisation, member_of: object
) -> None:
    audience = workspace.audience()
    listed = [name for name in audience.accounts if audience.are_followers([name])]
    brief = Brief.from_yaml(f"name: Lente\nbudget: 9000\ncreators: {{most: 2, least: 2}}\nrequired: {listed[:2]}\n")
    saved = services.save(member_of(organisation, Role.PLANNER), brief)  # type: ignore[operator]
    assert 'id="estimated"' not in planner.get(reverse("plan", args=[saved.pk])).content.decode()
    assert "Nothing had to be estimated" in planner.get(reverse("plan_estimated", args=[saved.pk])).content.decode()


def test_a_first_look_is_estimated_too(planner: Client) -> None:
    looked = planner.get(reverse("possibilities"), {"budget": "20000"})
    address = looked.context["estimated_address"]
    assert address.startswith(reverse("possibilities_estimated"))
    part = planner.get(address, headers=HX)
    assert part.status_code == 200
    assert (part.context["estimated"] is None) == (looked.context["page"].plan.not_listed == 0)
