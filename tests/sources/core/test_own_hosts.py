"""Where each subject has a host and a key of its own, what happens there is its own affair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kring.sources.core.quota import Bucket
from kring.sources.core.run import NoKey, run
from kring.sources.core.run_state import RunState
from kring.sources.core.source import Access
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.verdict import Counted, TryAgain, Verdict
from tests.sources.core.ended import asked, states
from tests.sources.core.test_run import PAGES, WHO, around, contents, whole
from tests.sources.core.toy import BEGIN, LABEL, Toy, ToyCredentials, ToyServer, unreachable

TURN = timedelta(days=1)


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
