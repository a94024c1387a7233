"""Scenarios of a brief and the calendar of all briefs: asked for apart from their page, which comes at once."""

from __future__ import annotations

from datetime import date
from html import unescape

from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Organisation, Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.app.briefs.presenters.calendar import open_briefs
from kring.match.brief import Brief

HX = {"hx-request": "true"}


def test_scenarios_say_whether_the_objective_decides(planner: Client, saved: SavedBrief) -> None:
    address = reverse("scenarios", args=[saved.pk])
    first = planner.get(address)
    assert 'hx-get="?made=1" hx-trigger="load"' in first.content.decode()
    part = planner.get(address, {"made": "1"}, headers=HX)
    assert part.content.decode().startswith('<div class="stack" id="made">')
    page = part.context["page"]
    for column, _goal in enumerate(page.goals):
        assert sum(cells[column].is_best for _mix, cells in page.rows) == 1
    assert page.depends == (len({mix for mix, cells in page.rows for cell in cells if cell.is_best}) > 1)
    for sentence in page.sentences:
        assert sentence in unescape(part.content.decode())
    whole = planner.get(address, {"made": "1"}).content.decode()
    assert "<h1>Scenarios of Lente</h1>" in whole
    assert "<svg" in whole


def test_the_calendar_places_the_creators_of_every_brief(
    planner: Client, saved: SavedBrief, organisation: Organisation, member_of: object
) -> None:
    other = Brief.from_yaml("name: Lente\nbudget: 900\n")
    services.save(member_of(organisation, Role.PLANNER), other)  # type: ignore[operator]
    part = planner.get(reverse("calendar"), {"made": "1"}, headers=HX)
    page = part.context["page"]
    briefs = {row[2] for row in page.picture.rows}
    assert {"Lente", "Lente (2)"} <= briefs
    assert f"{page.conflicts_in_all} conflict" in part.content.decode()
    assert (page.last - page.first).days == 77


def test_without_briefs_there_is_no_calendar(planner: Client) -> None:
    assert "No briefs yet" in planner.get(reverse("calendar")).content.decode()


def test_what_is_over_is_in_no_calendar_and_names_are_told_apart() -> None:
    over = Brief.from_yaml("name: a\nbudget: 5\nperiod: {from: 2026-01-01, until: 2026-02-01}\n")
    still = Brief.from_yaml("name: a\nbudget: 5\n")
    found = open_briefs([over, still, still], date(2026, 11, 24))
    assert [one.brief.name for one in found.briefs] == ["a", "a (2)"]
    assert found.first_week == date(2026, 11, 30)
