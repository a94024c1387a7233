"""What is in the way of one subject holds up that one; the others are asked, and it goes on in its own time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.sources.core.holding import leave
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import RunState, StoredRun
from kring.sources.core.source import Access
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.verdict import Counted, Spent, Taken, Verdict
from tests.sources.core.conftest import MEMORY
from tests.sources.core.ended import asked, states
from tests.sources.core.test_run import PAGES, WHO, around, contents, whole
from tests.sources.core.toy import BEGIN, KEYS, Toy, ToyClock, ToyCredentials, ToyServer

A_WHILE, TURN = timedelta(minutes=37), timedelta(days=1)


@dataclass(frozen=True)
class Counting(Toy):
    """Says 418 when calls are used up, counted as it is told; and 200 with a header when they nearly are."""

    counted: Counted = Counted.OPENER

    def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
        if answer.status == 418:
            return Spent("calls", now + A_WHILE, self.counted)
        verdict = super().judge(step, answer, now)
        return Taken(A_WHILE, self.counted) if isinstance(verdict, Taken) and "nearly" in answer.headers else verdict


class Meter(ToyServer):
    """Grants each of these accounts so many calls before they are used up."""

    def __init__(self, **granted: int) -> None:
        super().__init__(trouble=self._refuses)
        self.granted = granted

    def _refuses(self, call: Call, number: int) -> Answer | None:
        of = call.params["of"]
        if of not in self.granted:
            return None
        self.granted[of] -= 1
        return Answer(418, {}, b"{}") if self.granted[of] < 0 else None


def test_an_account_whose_calls_are_used_up_keeps_none_of_the_others_waiting(folder: Path) -> None:
    server, clock = Meter(anna=5), ToyClock()
    with_meter = around(folder / "spent", server, clock=clock)
    ended = run(Counting(access=Access.CONSENT), WHO, with_meter)
    assert ended.state is RunState.WAITING
    assert states(ended) == {"anna": "spent", "bram": "open"}
    assert asked(server, "bram") == PAGES
    (anna, bram) = ended.subjects
    assert anna.until == ended.until
    assert anna.until is not None
    assert anna.until - BEGIN == pytest.approx(A_WHILE, abs=timedelta(seconds=1))
    assert (anna.why.nl, bram.until) == ("het tegoed is op", None)
    again = run(Counting(access=Access.CONSENT), WHO, with_meter)
    assert (again.until, asked(server, "anna")) == (ended.until, 6)
    clock.moment, server.granted = anna.until, {}
    assert run(Counting(access=Access.CONSENT), WHO, with_meter).state is RunState.DONE
    assert contents(with_meter.log) == whole(folder / "whole")
    assert len(server.asked) == 2 * PAGES + 1


def test_one_that_is_due_while_the_others_are_asked_goes_on_in_that_run(folder: Path) -> None:
    clock, server = ToyClock(), Meter(anna=5)

    def an_hour_passes(stored: StoredRun) -> bool:
        clock.moment += timedelta(hours=1)
        server.granted = {} if stored.pages > 5 else server.granted
        return True

    ended = run(Counting(access=Access.CONSENT), WHO, around(folder, server, clock=clock, goes_on=an_hour_passes))
    assert (ended.state, ended.pages, len(server.asked)) == (RunState.DONE, 2 * PAGES, 2 * PAGES + 1)


@pytest.mark.parametrize(
    ("access", "counted"), [(Access.KEY, Counted.OPENER), (Access.KEY, Counted.ALL), (Access.CONSENT, Counted.ALL)]
)
def test_what_is_counted_for_all_holds_up_all(access: Access, counted: Counted, folder: Path) -> None:
    server = Meter(anna=5)
    ended = run(Counting(access=access, counted=counted), WHO, around(folder, server))
    assert (ended.state, asked(server, "bram")) == (RunState.WAITING, 0)
    assert states(ended) == {"anna": "open", "bram": "open"}


def test_one_whose_calls_are_nearly_used_up_rests_alone(folder: Path) -> None:
    def nearly(call: Call, number: int) -> Answer | None:
        return Answer(200, {"nearly": "1"}, b'{"posts": [], "cursor": "4"}') if number == 1 else None

    server = ToyServer(trouble=nearly)
    ended = run(Counting(access=Access.CONSENT), WHO, around(folder, server))
    assert (states(ended)["anna"], asked(server, "anna"), asked(server, "bram")) == ("spent", 1, PAGES)


def test_one_that_has_nothing_left_to_ask_does_not_wait(folder: Path) -> None:
    server = ToyServer(trouble=lambda call, number: Answer(200, {"nearly": "1"}, b'{"posts": []}'))
    assert run(Counting(access=Access.CONSENT), WHO, around(folder, server)).state is RunState.DONE


def test_the_others_have_their_next_turn_while_one_is_still_held_up(folder: Path) -> None:
    server, clock = Meter(anna=5), ToyClock()
    with_meter = around(folder, server, clock=clock, turn=TURN)
    source = Counting(access=Access.CONSENT)
    first = run(source, WHO, with_meter)
    clock.moment, server.granted = BEGIN + TURN + A_WHILE, {"anna": 2}
    second = run(source, WHO, with_meter)
    assert second.id != first.id
    assert (asked(server, "bram"), states(second)["anna"]) == (2 * PAGES, "spent")
    assert with_meter.log.last_done("toy", "bram") == first.began_at
    clock.moment, server.granted = BEGIN + TURN + 3 * A_WHILE, {}
    third = run(source, WHO, with_meter)
    assert (third.id, third.state) == (second.id, RunState.DONE)
    assert asked(server, "anna") == PAGES + 2
    begun = with_meter.log.last_done("toy", "anna")
    assert begun is not None
    assert begun < first.began_at + timedelta(seconds=1)


def _goes_on(left: Iterator[int], stored: StoredRun) -> bool:
    return next(left, None) is not None


@given(
    grants=st.lists(st.integers(0, PAGES), min_size=1, max_size=3),
    stops=st.lists(st.integers(1, PAGES), min_size=1, max_size=3),
    passes=st.sampled_from([A_WHILE, TURN]),
)
@settings(max_examples=8, deadline=None)
def test_however_often_it_is_held_up_and_stopped_every_page_comes_once(
    grants: list[int], stops: list[int], passes: timedelta
) -> None:
    source, server, clock = Counting(access=Access.CONSENT), Meter(), ToyClock()
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as path:
        for granted, stop in zip_longest(grants, stops, fillvalue=PAGES):
            server.granted, left = {"anna": granted}, iter(range(stop))
            until_stopped = partial(_goes_on, left)
            run(source, WHO, around(Path(path), server, clock=clock, goes_on=until_stopped))
            clock.moment += passes
        server.granted = {}
        ended = run(source, WHO, around(Path(path), server, clock=clock))
        assert ended.state is RunState.DONE
        told = [call.fingerprint for call in server.asked if call.params["of"] == "anna"]
        taken = [page.step.id for page in RawLog(Path(path)).pages("toy", None)]
    assert len(taken) == len(set(taken)) == 2 * PAGES
    assert len(set(told)) == PAGES


def test_one_that_is_not_asked_about_any_more_is_left_while_it_is_held_up(folder: Path) -> None:
    server = Meter(anna=5)
    with_meter = around(folder, server)
    run(Counting(access=Access.CONSENT), WHO, with_meter)
    leave(with_meter.log, "toy", "anna")
    assert run(Counting(access=Access.CONSENT), {"bram": None}, with_meter).state is RunState.DONE
    leave(with_meter.log, "toy", "bram")
    assert with_meter.log.last_done("toy", "bram") is not None


def test_logs_of_before_gain_the_columns_and_keep_what_they_hold(folder: Path) -> None:
    run(Toy(), WHO, around(folder, ToyServer()))
    with sqlite3.connect(RawLog(folder).path) as database:
        for column in ("began_at", "until"):
            database.execute(f"ALTER TABLE subjects DROP COLUMN {column}")
    log = RawLog(folder)
    stored = log.newest_run("toy")
    assert stored is not None
    assert log.last_done("toy", "anna") == stored.began_at
    again = Around(log, ToyServer(), ToyCredentials(), KEYS, ToyClock(BEGIN + TURN))
    assert run(Toy(), WHO, again).state is RunState.DONE
