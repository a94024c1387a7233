"""What is in the way of one subject holds up that one; the others are asked, and it goes on in its own time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from kring.sources.core.holding import leave
from kring.sources.core.quota import Bucket
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, NoKey, run
from kring.sources.core.run_state import RunState, StoredRun
from kring.sources.core.source import Access
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.verdict import Counted, Spent, Taken, TryAgain, Verdict
from tests.sources.core.test_run import PAGES, WHO, around, contents, whole
from tests.sources.core.toy import BEGIN, KEYS, LABEL, Toy, ToyClock, ToyCredentials, ToyServer, unreachable

MEMORY = Path("/dev/shm")
A_WHILE, TURN = timedelta(minutes=37), timedelta(days=1)


@pytest.fixture
def folder() -> Iterator[Path]:
    """In memory where the machine has a place for that: runs commit at every page."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as path:
        yield Path(path)


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


def states(ended: StoredRun) -> dict[str, str]:
    return {end.subject: end.state for end in ended.subjects}


def asked(server: ToyServer, subject: str) -> int:
    return len([call for call in server.asked if call.params["of"] == subject])


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


@dataclass(frozen=True)
class AtOwnHosts(Toy):
    """Each subject is asked at a host of its own, with a key of its own."""

    access: Access = Access.KEY_EACH
    hosts: tuple[str, ...] = ("anna.example", "bram.example")

    def call(self, step: Step) -> Call:
        return Call(f"https://{step.subject}.example/{step.stream}", {"of": step.subject, **step.params})


def annas(trouble: Answer | None) -> ToyServer:
    def told(call: Call, number: int) -> Answer | None:
        if call.params["of"] != "anna":
            return None
        return unreachable(call, number) if trouble is None else trouble

    return ToyServer(trouble=told)


@pytest.mark.parametrize("trouble", [None, Answer(503, {}, b""), Answer(429, {"retry-after": "7200"}, b"")])
def test_a_host_out_of_order_keeps_nobody_at_another_host_waiting(trouble: Answer | None, folder: Path) -> None:
    server = annas(trouble)
    ended = run(AtOwnHosts(), WHO, around(folder, server))
    assert (ended.state, states(ended)["anna"], asked(server, "bram")) == (RunState.WAITING, "waiting", PAGES)
    server.trouble = lambda call, number: None
    assert run(AtOwnHosts(), WHO, around(folder, server)).state is RunState.DONE
    assert asked(server, "bram") == PAGES


def test_a_quota_of_one_host_that_is_used_up_keeps_nobody_at_another_host_waiting(folder: Path) -> None:
    @dataclass(frozen=True)
    class Metered(AtOwnHosts):
        buckets: tuple[Bucket, ...] = (
            Bucket("anna", 5, LABEL, window=timedelta(minutes=5)),
            Bucket("bram", 300, LABEL, window=timedelta(minutes=5)),
        )

        def cost(self, step: Step) -> Mapping[str, int]:
            return {step.subject: 1}

    server = ToyServer()
    ended = run(Metered(), WHO, around(folder, server))
    assert (states(ended)["anna"], asked(server, "anna"), asked(server, "bram")) == ("spent", 5, PAGES)
    assert ended.until is not None
    assert ended.until - BEGIN < timedelta(minutes=6)


def test_not_everybody_at_a_host_out_of_order_is_tried_anew(folder: Path) -> None:
    @dataclass(frozen=True)
    class Together(AtOwnHosts):
        def call(self, step: Step) -> Call:
            return Toy.call(self, step)

    server = ToyServer(trouble=unreachable)
    ended = run(Together(), WHO, around(folder, server))
    assert (set(states(ended).values()), len(server.asked)) == ({"waiting"}, 6)


def test_a_key_that_is_refused_ends_its_subject_only_and_its_steps_wait_for_another_key(folder: Path) -> None:
    server, refused = ToyServer(), Answer(401, {}, b"")
    server.trouble = lambda call, number: refused if call.params["of"] == "anna" and number > 5 else None
    with_keys = around(folder / "refused", server, turn=TURN, credentials=ToyCredentials(renews=99))
    ended = run(AtOwnHosts(), WHO, with_keys)
    assert (ended.state, states(ended)) == (RunState.DONE, {"anna": "failed", "bram": "done"})
    assert ended.subjects[0].why.en == "the key is not accepted"
    server.trouble = lambda call, number: None
    assert run(AtOwnHosts(), {"anna": None}, with_keys).state is RunState.DONE
    assert asked(server, "anna") == PAGES + 2
    assert contents(with_keys.log) == whole(folder / "whole")


def test_when_no_key_at_all_is_accepted_the_run_failed(folder: Path) -> None:
    server = ToyServer(trouble=lambda call, number: Answer(401, {}, b""))
    ended = run(AtOwnHosts(), WHO, around(folder, server, credentials=ToyCredentials(renews=99)))
    assert (ended.state, set(states(ended).values())) == (RunState.FAILED, {"failed"})


class Keyless(ToyCredentials):
    """Nobody gave a key for anna."""

    def signed(self, call: Call, subject: str) -> Call:
        if subject == "anna":
            raise NoKey
        return super().signed(call, subject)


def test_one_without_a_key_is_not_asked_and_says_so(folder: Path) -> None:
    server = ToyServer()
    ended = run(AtOwnHosts(), WHO, around(folder, server, credentials=Keyless()))
    assert (asked(server, "anna"), asked(server, "bram")) == (0, PAGES)
    assert ended.subjects[0].why.nl == "het heeft nog geen sleutel"


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


def test_trouble_that_is_the_tokens_own_holds_up_its_subject(folder: Path) -> None:
    @dataclass(frozen=True)
    class Busy(Toy):
        access: Access = Access.CONSENT

        def judge(self, step: Step, answer: Answer, now: datetime) -> Verdict:
            verdict = super().judge(step, answer, now)
            return replace(verdict, counted=Counted.OPENER) if isinstance(verdict, TryAgain) else verdict

    server = annas(Answer(429, {"retry-after": "7200"}, b""))
    assert states(run(Busy(), WHO, around(folder, server))) == {"anna": "waiting", "bram": "open"}
    assert asked(server, "bram") == PAGES
