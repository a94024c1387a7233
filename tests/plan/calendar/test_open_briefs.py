"""Files of open briefs are read to the line, and what a file says means what a program would say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kring.errors import BadInput, UnknownName
from kring.plan.calendar import CreatorTerms, OpenBriefs, Quota, Running

WHOLE = """\
first_week: 2027-01-06          # a Wednesday: its week begins on the 4th
weeks: 12
competitor_distance: 2
observed_weeks: 4
spares: false
everyone: {most_posts: 1, in_weeks: 2}
briefs:
  - file: spring.yaml
    brand: Keistad
    category: cycling
    exclusive: {before: 1, after: 3}
    rivals: [cars]
    embargo: [2027-W04, 2027-02-15]
    least: 2
    each_week: 1
    quotas: {nano: {least: 3}, Utrecht: {most: 5}}
  - brief: {name: Cookies, budget: 500}
    brand: Kruimel
    category: food
creators:
  instagram:anna: {blackout: 2027-01-20, lead_weeks: 2}
running:
  - {creator: "tiktok:bob", brand: Rival, category: cycling, week: 2027-01-11, exclusive: {after: 4}}
brands: {otherbikes: cycling}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "spring.yaml").write_text("name: Spring\nbudget: 900\nperiod: {from: 2027-01-13, until: 2027-02-28}\n")
    return tmp_path


def read(folder: Path, text: str) -> OpenBriefs:
    (folder / "calendar.yaml").write_text(text, encoding="utf-8")
    return OpenBriefs.from_yaml(folder / "calendar.yaml")


def test_a_whole_file_says_what_a_program_would(folder: Path) -> None:
    found = read(folder, WHOLE)
    assert (found.first_week, found.weeks, found.competitor_distance) == (date(2027, 1, 4), 12, 2)
    assert (found.observed_weeks, found.spares, found.categories) == (4, False, {"otherbikes": "cycling"})
    spring, cookies = found.briefs
    assert (spring.brief.name, spring.brief.budget, spring.brief.least) == ("Spring", 900, 2)
    assert (spring.terms.exclusive_before, spring.terms.exclusive_after) == (1, 3)
    assert spring.terms.embargo == (date(2027, 1, 25), date(2027, 2, 15))
    assert spring.terms.quotas == (Quota("nano", 3), Quota("Utrecht", most=5))
    assert (spring.terms.rival_categories, spring.terms.each_week) == (("cars",), 1)
    assert (cookies.brief.budget, cookies.terms.brand) == (500, "Kruimel")
    assert found.creators == (CreatorTerms("instagram:anna", 1, 1, 2, 2, (date(2027, 1, 18),)),)
    assert found.running == (Running("tiktok:bob", "Rival", "cycling", date(2027, 1, 11), 0, 4),)
    assert found.lines == {"instagram:anna": 21, "tiktok:bob": 23}


FAULTS = {
    "weeks: 12": ("weeks: many", "line 2, 'weeks'", "whole number"),
    "first_week: 2027-01-06": ("first_week: 2027-13-06", "line 1, 'first_week'", "2027-01-31"),
    "spares: false": ("spares: perhaps", "line 5, 'spares'", "true or false"),
    "    category: cycling\n": ("    catgory: cycling\n", "line 10", "category"),
    "    category: food\n": ("", "line 17, 'category'", "cycling"),
    "{before: 1, after: 3}": ("{before: 1, later: 3}", "line 11", "after"),
    "exclusive: {before": ("exclusive: {before: -1, after: 1}\n    #", "line 11, 'before'", "at least 0"),
    "embargo: [2027-W04": ("embargo: [2027-W64", "line 13, 'embargo'", "2027-W04"),
    "quotas: {nano: {least": ("quotas: {nano: {atleast", "line 16", "least"),
    "file: spring.yaml": ("file: summer.yaml", "summer.yaml", "path"),
    "  - brief: {name: Cookies, budget: 500}": ("  - brief: {name: Cookies, budgt: 5}", "line 17", "budget"),
    "blackout: 2027-01-20": ("holiday: 2027-01-20", "line 21", "blackout"),
    "week: 2027-01-11,": ("", "line 23, 'week'", "2027-01-11"),
    "running:\n": ("running: {}\nruning:\n", "line 23", "running"),
    "weeks: 12\n": ("weeks: 12\nweeks: 13\n", "line 3, 'weeks'", "twice"),
    "everyone: {most_posts": ("everyone: [{most_posts", "line", "YAML"),
    "weeks: 12\ncomp": ("weeks: 5000\ncomp", "line 2, 'weeks'", "104"),
}


@pytest.mark.parametrize("right", FAULTS)
def test_every_fault_names_its_line_and_what_to_do(folder: Path, right: str) -> None:
    wrong, place, advice = FAULTS[right]
    assert right in WHOLE
    with pytest.raises((BadInput, UnknownName)) as fault:
        read(folder, WHOLE.replace(right, wrong, 1))
    assert place in fault.value.message
    assert advice in str(fault.value)
    dutch, what_to_do = fault.value.said_in("nl")
    assert dutch
    assert dutch != fault.value.message
    assert what_to_do


@pytest.mark.parametrize("text", ["", "weeks: 3\nfirst_week: 2027-01-04\n", "- a\n- b\n", "a: &a [*a]\n"])
def test_what_is_no_file_of_open_briefs_is_refused(folder: Path, text: str) -> None:
    with pytest.raises((BadInput, UnknownName)):
        read(folder, text)


def test_brand_and_category_may_stand_in_the_brief_itself(folder: Path) -> None:
    (folder / "summer.yaml").write_text(
        "name: Summer\nbudget: 900\ncompany: Keistad\ncategory: cycling\nrivals: [cars]\n"
    )
    text = "first_week: 2027-01-04\nweeks: 4\nbriefs:\n  - file: summer.yaml\n  - {file: summer.yaml, category: food}\n"
    first, second = (one.terms for one in read(folder, text).briefs)
    assert (first.brand, first.category, first.rival_categories) == ("Keistad", "cycling", ("cars",))
    assert (second.brand, second.category) == ("Keistad", "food")
    with pytest.raises(BadInput, match="line 4, 'brand': is missing"):
        read(folder, "first_week: 2027-01-04\nweeks: 4\nbriefs:\n  - file: spring.yaml\n")
