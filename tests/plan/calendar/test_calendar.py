"""Calendars keep every rule, are as good as trying everything, move before they drop, and explain themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from kring.errors import BadInput
from kring.plan.calendar import Asked, BriefTerms, Calendar, CreatorTerms, Wish, make_calendar
from tests.plan.calendar.cases import asked, best_by_trying_all, keeps_all_rules, small, week


def placed(case: Asked, found: Calendar):  # type: ignore[no-untyped-def]
    numbers = {(wish.brief, wish.creator): number for number, wish in enumerate(case.wishes)}
    return {numbers[one.brief, one.creator]: one.week for one in found.placements}


@settings(max_examples=60, deadline=None)
@given(small())
def test_a_calendar_keeps_the_rules_and_equals_trying_everything(case: Asked) -> None:
    found = make_calendar(case, effort=200)
    assert keeps_all_rules(case, placed(case, found))
    short, value = best_by_trying_all(case)
    assert sum(one.least - one.placed for one in found.short) == short
    assert found.value == pytest.approx(value)
    assert found.bound == pytest.approx(value, abs=1e-3)


@settings(max_examples=60, deadline=None)
@given(small())
def test_without_the_solver_it_keeps_the_rules_and_the_bound_holds(case: Asked) -> None:
    found = make_calendar(case, seconds=0, effort=100)
    assert keeps_all_rules(case, placed(case, found))
    short, value = best_by_trying_all(case)
    if sum(one.least - one.placed for one in found.short) == short:
        assert found.value <= value + 1e-9
    assert found.bound >= found.value
    assert len(found.placements) + len(found.dropped) == len(case.wishes)
    assert found == make_calendar(case, seconds=0, effort=100)


def two_rivals(**terms: object) -> Asked:
    briefs = [BriefTerms("one", "x", "food", **terms), BriefTerms("two", "y", "food")]  # type: ignore[arg-type]
    wishes = [Wish("one", "ann", 5, 10, week=week(1)), Wish("two", "ann", 4, 10, week=week(1))]
    return asked(wishes, briefs, [CreatorTerms("ann", 1, 2, 4)])


def test_it_moves_before_it_drops() -> None:
    found = make_calendar(two_rivals(exclusive_after=1))
    assert found.dropped == ()
    assert len(found.moved) == 1
    assert found.value == 9


def test_what_cannot_be_moved_is_dropped_with_the_reason() -> None:
    found = make_calendar(two_rivals(exclusive_before=3, exclusive_after=3))
    assert [(one.brief, one.reason.en) for one in found.dropped] == [
        ("two", "No week fits beside one, even when those move.")
    ]
    assert "ook niet als die verschuiven" in found.dropped[0].reason.nl


def test_a_brief_with_too_few_creators_is_named_with_the_reason() -> None:
    found = make_calendar(two_rivals(least=2))
    assert [one.brief for one in found.short] == ["one"]
    assert "one: creators asked at least 2, placed 1; the number wished is only 1." in found.in_words("en")
    assert "one: creators gevraagd minstens 2, geplaatst 1; het aantal gewenste is maar 1." in found.in_words("nl")
    found = make_calendar(two_rivals(least=1, budget=5))
    assert "budget" in found.short[0].reason.en


def test_it_turns_into_plain_values_a_table_and_a_page() -> None:
    found = make_calendar(two_rivals())
    assert found.to_dict()["placements"][0] == {
        "creator": "ann", "brief": found.placements[0].brief, "week": found.placements[0].week.isoformat(),
        "value": found.placements[0].value, "fee": 10, "account": "",
        "stands_in": "",
    }  # fmt: skip
    assert found.to_arrow().column_names == ["creator", "brief", "week", "value", "fee"]
    assert "ann" in found._repr_html_()


def test_a_week_that_is_no_monday_is_refused() -> None:
    with pytest.raises(BadInput, match="not a Monday"):
        asked([Wish("one", "ann", 1, week=week(0).replace(day=7))], [BriefTerms("one", "x", "food")])
