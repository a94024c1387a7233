"""Scenarios of a brief and the calendar of all briefs: asked for apart from their page, which comes at once."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Organisation, Role
from kring.app.briefs import services
from kring.app.briefs.forms.goals import written
from kring.app.briefs.models import SavedBrief
from kring.app.briefs.presenters.calendar import open_briefs
from kring.match.brief import Brief
from kring.match.goal import Goal
from kring.workspace import Workspace

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


def same_week(number: int, company: str, category: str, account: str) -> Brief:
    monday = date.today() + timedelta(days=-date.today().weekday() % 7 + 14)
    return Brief.from_mapping({
        "name": f"Lente {number}", "company": company, "category": category, "budget": 9000, "creators": 1,
        "required": [account], "period": {"from": monday.isoformat(), "until": str(monday + timedelta(days=6))},
    })  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (("De Ketting", "Fietsen"), ("Tweewielers", "fietsen"), True),
        (("De Ketting", "fietsen"), ("Tweewielers", "kleding"), False),
        (("De Ketting", "fietsen"), ("De Ketting", "fietsen"), False),
        (("De Ketting", "fietsen"), ("", "fietsen"), False),
    ],
    ids=["competitors", "other categories", "one company", "no company"],
)
def test_briefs_of_competitors_for_one_creator_are_a_conflict(
    planner: Client, workspace: Workspace, organisation: Organisation, member_of: object,
    first: tuple[str, str], second: tuple[str, str], clash: bool,
) -> None:  # fmt: skip
    account = workspace.audience().accounts[0]
    for number, (company, category) in enumerate((first, second), 1):
        brief = same_week(number, company, category, account)
        services.save(member_of(organisation, Role.PLANNER), brief)  # type: ignore[operator]
    part = planner.get(reverse("calendar"), {"made": "1"}, headers=HX)
    competing = [one for one in part.context["page"].conflicts if "brands compete" in one.rule]
    text = unescape(part.content.decode())
    if clash:
        (conflict,) = competing
        assert set(conflict.parties) == {"brief Lente 1", "brief Lente 2"}
        monday = same_week(1, *first, account).period.start.isoformat()
        assert monday in conflict.when
        for shown in (conflict.creator, *conflict.parties, monday, conflict.rule):
            assert shown in text
    else:
        assert competing == []
        assert "brands compete" not in text


def test_the_form_asks_of_whom_a_category_is(planner: Client, organisation: Organisation) -> None:
    asked = {"name": "Lente", "budget": "900", "goal": written(Goal()), "deliverable": "post", "unknown": "leave_out"}
    address = reverse("brief_new")
    without = planner.post(address, {**asked, "category": "fietsen"})
    assert "Say for which company" in without.content.decode()
    kept = planner.post(
        address, {**asked, "company": "De Ketting", "category": " fietsen", "rivals": "scooters, auto's"}
    )
    assert kept.status_code == 302
    (saved,) = SavedBrief.objects.filter(organisation=organisation)
    assert (saved.brief.category, saved.brief.rivals) == ("bicycle", ("scooters", "car"))
    again = planner.get(reverse("brief_edit", args=[saved.pk])).content.decode()
    assert 'value="bicycles"' in again
    assert "scooters, cars" in again
