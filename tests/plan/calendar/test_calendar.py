"""Calendars keep every rule, are as good as trying everything, move before they drop, and explain themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from kring.errors import BadInput, UnknownName
from kring.plan.calendar import (
    Asked,
    BriefTerms,
    Calendar,
    CreatorTerms,
    Quota,
    Running,
    Wish,
    grid,
    make_calendar,
)  # fmt: skip
from kring.world import planted_agenda
from tests.plan.calendar.agendas import asked_of
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


def one_each(**terms: object) -> Asked:
    """Four creators wished for one brief."""
    marks = {"ann": ("nano",), "bob": ("nano",), "cas": ("micro",), "dee": ("micro",)}
    wishes = [Wish("one", name, 10 - at, 10, marks=own) for at, (name, own) in enumerate(marks.items())]
    return asked(wishes, [BriefTerms("one", "x", "food", **terms)])  # type: ignore[arg-type]


def test_a_quota_holds_back_and_brings_in() -> None:
    found = make_calendar(one_each(budget=20, quotas=(Quota("nano", most=1),)))
    assert sorted(one.creator for one in found.placements) == ["ann", "cas"]
    assert [one.reason.en for one in found.dropped if one.creator == "bob"] == [
        "one has as many as it may have of: nano."
    ]
    found = make_calendar(one_each(budget=20, quotas=(Quota("micro", 2),)))
    assert sorted(one.creator for one in found.placements) == ["cas", "dee"]
    found = make_calendar(one_each(quotas=(Quota("mega", 1),)))
    assert [one.reason.nl for one in found.short] == [
        "one: creators met 'mega' gevraagd minstens 1, geplaatst 0; het aantal gewenste is maar 0."
    ]


@pytest.mark.parametrize("seconds", [0, 5])
def test_a_brief_gets_its_posts_in_every_week(seconds: float) -> None:
    found = make_calendar(one_each(each_week=1, embargo=(week(2),)), seconds=seconds)
    assert {one.week for one in found.placements} == {week(0), week(1), week(3)}
    assert found.short == ()
    found = make_calendar(one_each(each_week=2), seconds=seconds)
    assert sum(one.least - one.placed for one in found.short) == 4
    assert "posts in the week of 2026-01-" in found.short[0].reason.en


def test_a_required_creator_comes_before_value() -> None:
    case = one_each(budget=10)
    assert [one.creator for one in make_calendar(case).placements] == ["ann"]
    required = replace(case, wishes=(*case.wishes[:3], replace(case.wishes[3], required=True)))
    assert [one.creator for one in make_calendar(required).placements] == ["dee"]


def test_weeks_apart_are_kept_with_what_already_runs() -> None:
    running = [Running("ann", "old", "", week(-1))]
    case = asked(
        [Wish("one", "ann", 1)], [BriefTerms("one", "x", "food")], [CreatorTerms("ann", weeks_apart=3)], running
    )
    assert [one.week for one in make_calendar(case).placements] == [week(2)]


def test_a_swap_keeps_the_rest_where_it_was() -> None:
    agenda = asked_of(planted_agenda([f"creator {number}" for number in range(60)], seed=8))
    before = make_calendar(agenda, seconds=5)
    taken = before.placements[10]
    kept = make_calendar(agenda.kept_from(taken.brief, taken.creator, taken.week), seconds=0, effort=0, starts=[before])
    weeks = {(one.brief, one.creator): one.week for one in kept.placements}
    assert weeks.get((taken.brief, taken.creator)) != taken.week
    changed = [one for one in before.placements if weeks.get((one.brief, one.creator)) != one.week]
    assert {one.creator for one in changed} == {taken.creator}
    again = make_calendar(agenda.placed_in(taken.brief, taken.creator, taken.week), seconds=0, effort=0, starts=[kept])
    assert {(one.brief, one.creator): one.week for one in again.placements}[taken.brief, taken.creator] == taken.week


def test_a_fixed_week_makes_the_other_move() -> None:
    case = two_rivals(exclusive_after=1)
    for brief in ("one", "two"):
        found = make_calendar(case.placed_in(brief, "ann", week(2)), starts=[make_calendar(case)])
        assert {one.brief: one.week for one in found.placements}[brief] == week(2)
        assert found.dropped == ()


def test_two_accounts_of_one_creator_keep_clear_of_each_other() -> None:
    briefs = [BriefTerms("one", "x", "food", exclusive_before=9, exclusive_after=9), BriefTerms("two", "y", "food")]
    wishes = [Wish("one", "ann", 5, account="instagram:ann"), Wish("two", "ann", 4, account="tiktok:ann")]
    found = make_calendar(asked(wishes, briefs))
    assert [one.account for one in found.placements] == ["instagram:ann"]
    assert [one.account for one in found.dropped] == ["tiktok:ann"]
    assert len(found.conflicts) == 1


def test_what_cannot_be_is_refused() -> None:
    brief = BriefTerms("one", "x", "food", budget=10)
    with pytest.raises(BadInput, match="fee is unknown"):
        asked([Wish("one", "ann", 1, None)], [brief])
    with pytest.raises(BadInput, match="in no week"):
        asked([Wish("one", "ann", 1, fixed=True)], [brief])
    with pytest.raises(UnknownName, match="anne"):
        asked([Wish("one", "ann", 1)], [brief]).kept_from("one", "anne", week(0))


def test_an_unknown_fee_stays_unknown() -> None:
    found = make_calendar(asked([Wish("one", "ann", 1, None)], [BriefTerms("one", "x", "food")]))
    assert found.to_arrow()["fee"].to_pylist() == [None]


def test_the_grid_has_a_cell_for_every_week_and_holds_everything_in_it() -> None:
    case = asked_of(planted_agenda([f"creator {number}" for number in range(50)], seed=2))
    found = make_calendar(case, seconds=0, effort=100)
    cells = [cell for row in grid(found) for cell in row.cells]
    assert {id(one) for cell in cells for one in cell.placements} == {id(one) for one in found.placements}
    assert {id(one) for cell in cells for one in cell.conflicts} == {id(one) for one in found.conflicts}
    assert all(tuple(cell.week for cell in row.cells) == found.mondays for row in grid(found))
    assert [row.conflicting for row in grid(found)] == sorted((row.conflicting for row in grid(found)), reverse=True)


@settings(max_examples=40, deadline=None)
@given(small())
def test_solved_in_parts_it_keeps_the_rules_and_the_bound_holds(case: Asked) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kring.plan.calendar.solve.LARGE", 3)
        found = make_calendar(case, effort=20)
    assert keeps_all_rules(case, placed(case, found))
    short, value = best_by_trying_all(case)
    if sum(one.least - one.placed for one in found.short) == short:
        assert found.value <= value + 1e-9
        assert found.bound >= value - 1e-6
