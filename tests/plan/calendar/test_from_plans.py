"""What a plan chose becomes wishes whose values add up to its reach, with spares that never come on top."""

from __future__ import annotations

import pytest

from kring.estimate import Basis, Estimate
from kring.match import Brief
from kring.plan import Plan, plan_brief
from kring.plan.calendar import Asked, BriefTerms, CreatorTerms, behind, make_calendar, terms_of, wishes_of
from kring.reach import Audience
from tests.plan.calendar.cases import MONDAY, week
from tests.reach.people import accounts, pairs

LISTS = {f"x:{name}": range(place * 40, place * 40 + 60) for place, name in enumerate("abcdef")}


@pytest.fixture(scope="module")
def table():  # type: ignore[no-untyped-def]
    return accounts(dict.fromkeys(LISTS, 800))


@pytest.fixture(scope="module")
def plan(table) -> Plan:  # type: ignore[no-untyped-def]
    fees = {account: Estimate.exact(100, 1, Basis.DECLARED) for account in LISTS}
    brief = Brief.from_yaml("name: one\nbudget: 300\nperiod: {from: 2026-01-07, until: 2026-01-20}")
    return plan_brief(brief, Audience.build(pairs(LISTS)), table, fees=fees)


def asked(plan: Plan, table, creators=()) -> Asked:  # type: ignore[no-untyped-def]
    wishes, pairs_of_spares = wishes_of(plan, behind(table))
    terms = terms_of(plan.brief, BriefTerms("", "brand", "food"), pairs_of_spares)
    return Asked(wishes, (terms,), tuple(creators), (), MONDAY, 4)


def test_the_choices_add_up_to_the_reach_and_the_terms_are_the_briefs(plan: Plan, table) -> None:  # type: ignore[no-untyped-def]
    case = asked(plan, table)
    chosen = [wish for wish in case.wishes if not wish.stands_in]
    assert sum(wish.value for wish in chosen) == pytest.approx(plan.value.value)
    assert {wish.account for wish in chosen} == set(plan.accounts)
    (terms,) = case.briefs
    assert (terms.name, terms.budget, terms.start, terms.end) == ("one", 300, week(0), week(2))
    assert all({"nano", "x"} <= set(wish.marks) for wish in chosen)


def test_spares_stay_out_while_every_choice_fits_and_are_nothing_dropped(plan: Plan, table) -> None:  # type: ignore[no-untyped-def]
    found = make_calendar(asked(plan, table))
    assert {one.account for one in found.placements} == set(plan.accounts)
    assert found.dropped == ()


def test_a_spare_takes_the_place_of_who_cannot(plan: Plan, table) -> None:  # type: ignore[no-untyped-def]
    replaced = next(choice for choice in plan.chosen if choice.next_best)
    away = CreatorTerms(replaced.account, blackout=tuple(week(number) for number in range(4)))
    found = make_calendar(asked(plan, table, [away]))
    spares = {one.account: one.stands_in for one in found.placements if one.stands_in}
    assert spares == {replaced.next_best.account: replaced.account}  # type: ignore[union-attr]
    assert [one.account for one in found.dropped] == [replaced.account]


def test_accounts_of_one_creator_stand_under_one_name() -> None:
    import pyarrow as pa

    rows = [{"account": f"{name}:a", "creator": "ann", "followers": 700, "city": "Utrecht"} for name in ("tiktok", "x")]
    who = behind(pa.Table.from_pylist(rows))
    assert set(who.creator.values()) == {"tiktok:a"}
    assert who.marks["x:a"] == ("nano", "x", "Utrecht")
