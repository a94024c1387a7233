"""The picture of a calendar: what is drawn is what is placed, and it is safe, described and bilingual."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from kring import charts
from kring.estimate import Language
from kring.plan.calendar import Calendar, grid, make_calendar
from kring.world import planted_agenda
from tests.plan.calendar.agendas import asked_of


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    names = [f"instagram:creator{number}" for number in range(60)]
    return make_calendar(asked_of(planted_agenda(names, seed=2)), seconds=0, effort=100)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_one_scalable_image_without_script_or_style(calendar: Calendar, language: Language) -> None:
    picture = charts.calendar_picture(replace(calendar, synthetic=True), language)
    for dark in (False, True):
        drawn = charts.svg(picture, dark)
        root = ET.fromstring(drawn)
        assert root.get("role") == "img"
        assert root.get("aria-label") == charts.described(picture)
        assert not any(
            element.tag.endswith(("script", "style")) or "style" in element.attrib for element in root.iter()
        )
        assert {"nl": "verzonnen", "en": "made-up"}[language] in drawn


def test_cells_are_the_placements_of_the_creators_that_are_shown(calendar: Calendar) -> None:
    picture = charts.calendar_picture(calendar)
    rows = grid(calendar)
    assert len(rows) > 40
    shown = {row.creator for row in rows[:40]}
    layers = picture.to_dict()
    cells = layers["data"]["values"] if "data" in layers else layers["layer"][0]["data"]["values"]
    placed = [one for one in calendar.placements if one.creator in shown]
    assert sum(len([one for one in cell["label"].split() if one != "•"]) for cell in cells) == len(placed)
    marked = {(creator.creator, cell.week) for creator in rows[:40] for cell in creator.cells if cell.conflicts}
    assert sum(cell["mark"] == "!" for cell in cells) == len(marked)
    headings, lines = charts.table(picture)
    assert [line for line in lines if line[3] == "placed"]
    assert all(len(line) == len(headings) for line in lines)
    assert sum(line[3] == "placed" for line in lines) == len(placed)


def test_it_says_so_when_not_all_creators_are_drawn(calendar: Calendar) -> None:
    count = len(grid(calendar))
    assert f"40 van {count} creators" in charts.svg(charts.calendar_picture(calendar, "nl"))
