"""Every picture: drawn in both languages, light and dark, safe in a strict page, with its figures beside it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime
from functools import cache
from itertools import combinations, pairwise

import altair as alt
import pytest

from kring import charts
from kring.charts.homes_map import HomeOf
from kring.charts.look import DARK, LIGHT
from kring.charts.reach_map import class_limits
from kring.estimate import Basis, Estimate, Language
from kring.match import Brief
from kring.plan import Plan, many_against_one, plan_brief
from kring.plan.calendar import Calendar, make_calendar
from kring.plan.scenarios import Scenarios
from kring.profile import Profile, TierLine, TierTable, profiles
from kring.profile.arrivals import Arrivals
from kring.reach import Audience, Segment, overlap, reached_by_municipality
from kring.world import planted_agenda
from tests.charts.test_matching_pictures import explained
from tests.plan.calendar.agendas import asked_of
from tests.plan.scenarios.test_scenarios import made
from tests.profile.observations import account, facts
from tests.reach.people import accounts, follower_lists, pairs, people

LISTS = {f"x:{name}": range(place * 90, place * 90 + 100 + 15 * place) for place, name in enumerate("abcdefgh")}
TOWNS = [None, "Utrecht", "Amersfoort", "'s-Gravenhage", "Gent"]
KNOWN = {
    person: {"gender": [None, "female", "male"][person % 3], "municipality": TOWNS[person % 5]} for person in range(900)
}
NAMES = [
    "reach_curve", "by_number", "gains", "frequency", "two", "three", "many", "comparison", "tiers", "map",
    "scenarios", "calendar", "locality", "waterfall", "homes", "arrivals",
]  # fmt: skip
MONTHS = tuple((date(2019 + month // 12, month % 12 + 1, 1), 10 + month) for month in range(72))
CAME = Arrivals(datetime(2025, 1, 5, tzinfo=UTC), 3_300, 3_276, 800, date(2024, 12, 8), 70, 1.0, MONTHS)
EXPLAINED = explained(2.5, -0.75, 0.0, None, 0.25)
HOMES = [
    HomeOf(f"x:{name}", name, place + 1, town, 0.9)
    for place, (name, town) in enumerate(zip("abc", [*TOWNS[1:3], TOWNS[1]], strict=True))
]


@pytest.fixture(scope="module")
def there() -> Audience:
    return Audience.build(pairs(LISTS), people(KNOWN))


@pytest.fixture(scope="module")
def plan(there: Audience) -> Plan:
    sizes = {account: 1_000 + 500 * place for place, account in enumerate(LISTS)}
    fees = {account: Estimate.exact(100 + 10 * place, 1, Basis.DECLARED) for place, account in enumerate(LISTS)}
    brief = Brief("x", budget=500, target=Segment(genders=("female",)))
    return plan_brief(brief, there, accounts(sizes), fees=fees)


@cache
def compared() -> Scenarios:
    """A small brief spent on each kind of creators."""
    return made()


@cache
def placed() -> Calendar:
    """A calendar of open briefs, with what already runs."""
    names = [f"instagram:creator{number}" for number in range(60)]
    return make_calendar(asked_of(planted_agenda(names, seed=2)), seconds=0, effort=20)


@cache
def somewhere() -> Profile:
    """An account whose profile names a place."""
    named = facts(accounts=[account(city="Utrecht", language="nl")])
    return profiles(named).of("instagram:anna")


def picture(name: str, language: Language, there: Audience, plan: Plan) -> alt.Chart:
    table = accounts({account: 60_000 if account == "x:a" else 15_000 for account in LISTS})
    three = Brief.from_yaml("name: x\ncreators: 3")
    line = TierLine("nano", 5, 9, {"engagement_per_follower": Estimate(0.04, 0.03, 0.06, Basis.MEASURED, 9)})
    drawn = {
        "reach_curve": lambda: charts.reach_curve(plan, language),
        "by_number": lambda: charts.reach_curve(plan_brief(three, there, table), language),
        "gains": lambda: charts.marginal_gains(plan, language),
        "frequency": lambda: charts.frequency(plan.reach, language),
        "two": lambda: charts.overlap_picture(overlap(there, list(LISTS)[:2]), language),
        "three": lambda: charts.overlap_picture(overlap(there, list(LISTS)[:3]), language),
        "many": lambda: charts.overlap_picture(overlap(there, list(LISTS)), language),
        "comparison": lambda: charts.comparison_picture(many_against_one(there, table, "x:a", draws=20), language),
        "map": lambda: charts.reach_map(reached_by_municipality(there, list(LISTS), plan.brief.target), language),
        "scenarios": lambda: charts.scenarios_picture(compared(), language),
        "locality": lambda: charts.locality_map(somewhere(), language),
        "calendar": lambda: charts.calendar_picture(placed(), language),
        "waterfall": lambda: charts.waterfall(EXPLAINED, language),
        "arrivals": lambda: charts.arrivals_picture(CAME, language),
        "homes": lambda: charts.homes_map(HOMES, language),
        "tiers": lambda: charts.tier_table_picture(TierTable("kring", (line,)), language),
    }  # fmt: skip
    return drawn[name]()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_one_scalable_image_without_script_or_style(
    name: str, language: Language, there: Audience, plan: Plan
) -> None:
    chart = picture(name, language, there, plan)
    for dark in (False, True):
        root = ET.fromstring(charts.svg(chart, dark))
        assert root.get("role") == "img"
        assert root.get("aria-label") == charts.described(chart)
        assert root.get("viewBox")
        assert not {"width", "height"} & set(root.attrib)
        for element in root.iter():
            assert not element.tag.endswith(("script", "style", "foreignObject"))
            assert not {"style", "onclick", "onload"} & set(element.attrib)
            assert element is root or not {"role", "aria-label"} & set(element.attrib)


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_a_title_words_and_a_table_in_each_language(name: str, there: Audience, plan: Plan) -> None:
    dutch, english = picture(name, "nl", there, plan), picture(name, "en", there, plan)
    assert dutch.title.text != english.title.text
    assert charts.described(dutch) != charts.described(english)
    headings, rows = charts.table(dutch)
    assert rows
    assert all(len(row) == len(headings) for row in rows)


def test_numbers_are_written_as_the_language_does(there: Audience, plan: Plan) -> None:
    big = Audience.build(follower_lists())
    sizes = dict(zip(big.accounts, big.sizes.tolist(), strict=True))
    reach = plan_brief(Brief.from_yaml("name: x\ncreators: 5"), big, accounts(sizes)).reach
    assert "10.000" in charts.svg(charts.frequency(reach, "nl")) or "8.000" in charts.svg(charts.frequency(reach, "nl"))
    assert "10,000" in charts.svg(charts.frequency(reach, "en")) or "8,000" in charts.svg(charts.frequency(reach, "en"))


def test_the_bars_of_the_gains_end_at_the_unique_reach(plan: Plan) -> None:
    bars = charts.marginal_gains(plan).to_dict()["data"]["values"]
    gains, total = bars[:-1], bars[-1]
    assert sum(bar["end"] - bar["start"] for bar in gains) == pytest.approx(plan.value.value)
    assert total["end"] == pytest.approx(plan.value.value)
    assert all(before["end"] == after["start"] for before, after in pairwise(gains))


def test_more_than_thirty_creators_are_taken_together_and_still_add_up() -> None:
    lists = {f"x:{number:02}": range(number * 100, number * 100 + 5 + number) for number in range(40)}
    plan = plan_brief(
        Brief.from_yaml("name: x\ncreators: 40"), Audience.build(pairs(lists)), accounts(dict.fromkeys(lists, 600))
    )
    bars = charts.marginal_gains(plan, "nl").to_dict()["data"]["values"]
    assert len(bars) == 32
    assert bars[-2]["name"].startswith("nog ")
    assert bars[-2]["end"] == bars[-1]["end"] == plan.value.value
    assert len(charts.table(charts.marginal_gains(plan))[1]) == len(plan.chosen)


def test_circles_share_as_much_as_the_accounts_do(there: Audience) -> None:
    from kring.charts.circles import _common_area, _places

    found = overlap(there, ["x:b", "x:c"])
    (x, _, first), (other, _, second) = _places(found).values()
    assert _common_area(first, second, abs(other - x)) == pytest.approx(found.pairs[("x:b", "x:c")].value, rel=1e-3)


def test_made_up_data_are_named_under_the_title(plan: Plan) -> None:
    from dataclasses import replace

    chart = charts.reach_curve(replace(plan, synthetic=True), "nl")
    assert "verzonnen voorbeeldgegevens" in charts.svg(chart)
    assert charts.described(chart).endswith(". Dit zijn verzonnen voorbeeldgegevens.")
    assert "verzonnen" not in charts.svg(charts.reach_curve(plan, "nl"))


def test_beside_a_bar_stands_its_value_and_the_interval_stands_in_the_table(plan: Plan) -> None:
    chart = charts.frequency(plan.reach, "nl")
    (once, *_), (_, people), *_ = chart.to_dict()["data"]["values"], charts.table(chart)[1][0]
    assert once["low"] < once["people"] < once["high"]
    assert once["label"] == people.partition(" (")[0]
    assert "(" in people


def twelve() -> Audience:
    """Twelve accounts of whom every two, and every three, share a person or more that nobody else has."""
    sets = [*combinations(range(12), 2), *combinations(range(12), 3), *((place,) for place in range(12))]
    lists: dict[str, list[int]] = {f"x:{place:02}": [] for place in range(12)}
    for person, members in enumerate(sets):
        for place in members:
            lists[f"x:{place:02}"] += [1_000 * person + extra for extra in range(3 if len(members) == 1 else 1)]
    return Audience.build(pairs(lists))


@pytest.mark.parametrize(
    ("language", "first", "others"),
    [
        ("nl", "De eerste 12 van de 30 creators.", "de andere 278 combinaties"),
        ("en", "The first 12 of the 30 creators.", "the other 278 combinations"),
    ],
)
def test_of_many_combinations_the_largest_are_shown_and_the_others_are_one_line(
    language: Language, first: str, others: str
) -> None:
    found = overlap(twelve(), twelve().accounts)
    chart = charts.overlap_picture(found, language, among=30)
    rows = charts.table(chart)[1]
    assert len(found.combinations) == 298
    assert len(rows) == 21
    assert list(rows[-1]) == [others, "278"]
    assert sum(int(people) for _, people in rows) == sum(people.value for _, people in found.combinations)
    assert first in charts.described(chart)
    assert "20" in charts.described(chart)
    alone = charts.overlap_picture(found, language, among=12)
    assert first not in charts.described(alone)
    assert len(charts.table(charts.overlap_picture(overlap(twelve(), ["x:00", "x:01"])))[1]) == 3


def test_accounts_that_share_nobody_are_said_to(there: Audience) -> None:
    apart = overlap(there, ["x:a", "x:h"])
    assert charts.described(charts.overlap_picture(apart, "nl")).endswith("Geen twee ervan delen mensen.")


def test_a_name_with_markup_stays_text() -> None:
    lists = {'x:<script>"&': range(5), "x:b": range(3, 9)}
    there = Audience.build(pairs(lists))
    drawn = charts.svg(charts.overlap_picture(overlap(there, list(lists)), "en"))
    assert "<script" not in drawn
    ET.fromstring(drawn)
    plan = plan_brief(Brief.from_yaml("name: x\ncreators: 2"), there, accounts(dict.fromkeys(lists, 600)))
    ET.fromstring(charts.svg(charts.marginal_gains(plan)))


def test_png_is_png(plan: Plan) -> None:
    assert charts.png(charts.marginal_gains(plan)).startswith(b"\x89PNG")


def test_the_map_says_who_is_not_on_it(there: Audience) -> None:
    reached = reached_by_municipality(there, ["x:a"])
    chart = charts.reach_map(reached, "en")
    assert "Of 20 the municipality is not known, 20 live outside the Netherlands" in charts.described(chart)
    rows = {name: people for name, people, _share in charts.table(chart)[1]}
    assert rows == {
        "'s-Gravenhage": "20", "Amersfoort": "20", "Utrecht": "20", "outside the Netherlands": "20",
        "municipality not known": "20",
    }  # fmt: skip


def test_the_map_shades_where_people_are_reached_and_nowhere_else(there: Audience) -> None:
    drawn = charts.svg(charts.reach_map(reached_by_municipality(there, ["x:a"]), "en"))
    none, *shades = LIGHT["shades"]
    areas = re.findall(r'<path[^>]* fill="(#\w+)"', drawn.split("layer_0_marks")[1].split("layer_1_marks")[0])
    assert len(areas) == 342
    assert sum(shade in shades for shade in areas) == 3
    assert areas.count(none) == 339


@pytest.mark.parametrize("people", [[], [1.0], [3.0, 7.0], [180.0, 40.0], [1_000.0, 12_345.0]])
def test_classes_of_the_map_hold_everybody_and_none_is_empty_at_the_top(people: list[float]) -> None:
    limits = class_limits(people)
    assert limits[0] == 0
    assert limits == sorted(set(limits))
    assert len(limits) <= 5
    assert not people or limits[-1] <= max(people)


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_shades_of_the_map_differ_step_by_step(look: dict[str, str | list[str]]) -> None:
    assert all(contrast(one, other) >= 1.2 for one, other in pairwise(look["shades"]))


@pytest.mark.parametrize(("look", "ground"), [(LIGHT, "#ffffff"), (DARK, "#0d1117")])
def test_colours_stand_out_from_the_ground(look: dict[str, str | list[str]], ground: str) -> None:
    text = [str(look["text"]), str(look["faint"])]
    assert all(contrast(colour, ground) >= 4.5 for colour in text)
    assert all(contrast(colour, ground) >= 3 for colour in look["palette"])


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
