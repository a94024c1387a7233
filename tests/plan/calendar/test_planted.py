"""Conflicts planted in the synthetic world are all found, none is invented, and the calendar solves them."""

from __future__ import annotations

from datetime import date

import pytest

from kring.errors import BadInput
from kring.plan.calendar import Kind, find_conflicts, make_calendar
from kring.world import planted_agenda
from tests.plan.calendar.agendas import asked_of, planted, told
from tests.plan.calendar.cases import keeps_all_rules

CREATORS = [f"instagram:creator{number}" for number in range(150)]


@pytest.mark.parametrize("seed", range(12))
def test_planted_conflicts_are_all_found_and_none_is_invented(seed: int) -> None:
    agenda = planted_agenda(CREATORS, seed=seed)
    assert told(find_conflicts(asked_of(agenda))) == planted(agenda)


def test_every_rule_is_broken_and_nearly_broken_in_an_agenda() -> None:
    agenda = planted_agenda(CREATORS * 2, seed=1)
    kinds = {str(kind) for kind in Kind}
    assert set(agenda.conflicts["kind"].to_pylist()) == kinds
    assert set(agenda.near_misses["kind"].to_pylist()) == kinds


def test_a_calendar_of_an_agenda_keeps_the_rules_and_places_every_near_miss_as_asked() -> None:
    agenda = planted_agenda(CREATORS[:60], seed=5)
    asked = asked_of(agenda)
    found = make_calendar(asked, seconds=5)
    numbers = {(wish.brief, wish.creator): number for number, wish in enumerate(asked.wishes)}
    assert keeps_all_rules(asked, {numbers[one.brief, one.creator]: one.week for one in found.placements})
    near = set(agenda.near_misses["creator"].to_pylist())
    assert near
    assert not near & {one.creator for one in (*found.moved, *found.dropped)}
    assert {one.creator for one in (*found.moved, *found.dropped)} <= set(agenda.conflicts["creator"].to_pylist())


def test_an_agenda_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    first, again, other = (planted_agenda(CREATORS[:40], seed=seed) for seed in (3, 3, 4))
    assert first.wishes == again.wishes
    assert first.conflicts == again.conflicts
    assert first.conflicts != other.conflicts


def test_an_agenda_that_begins_on_no_monday_is_refused() -> None:
    with pytest.raises(BadInput, match="Monday"):
        planted_agenda(CREATORS, first_week=date(2026, 11, 3))
