"""A run brings every page once, whatever comes in between, and says how it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.errors import WorkspaceProblem
from kring.sources.core.quota import Bucket
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run import Around, run
from kring.sources.core.run_state import RunState, StoredRun
from kring.sources.core.said import Said
from kring.sources.core.source import Access
from kring.sources.core.step import Answer, Call
from tests.sources.core.toy import BEGIN, KEYS, POSTS, Toy, ToyClock, ToyCredentials, ToyServer, ok, unreachable

PAGES = 3 + POSTS
WHO = {"anna": None, "bram": None}


def around(folder: Path, server: ToyServer, **other: object) -> Around:
    given = {"credentials": ToyCredentials(), "keys": KEYS, "clock": ToyClock(), **other}
    return Around(log=RawLog(folder), client=server, **given)  # type: ignore[arg-type]


def contents(log: RawLog) -> list[object]:
    """The pages, in an order that does not depend on when they came."""
    return sorted((page.step.written(), str(page.content)) for page in log.pages("toy", None))


def whole(folder: Path) -> list[object]:
    with_all = around(folder, ToyServer())
    run(Toy(), WHO, with_all)
    return contents(with_all.log)


def test_every_page_is_asked_for_once(tmp_path: Path) -> None:
    server = ToyServer()
    ended = run(Toy(), WHO, around(tmp_path, server))
    assert ended.state is RunState.DONE
    assert ended.pages == 2 * PAGES == len(server.asked) == len({call.fingerprint for call in server.asked})
    assert [end.state for end in ended.subjects] == ["done", "done"]


@given(stops=st.lists(st.integers(1, 9), min_size=1, max_size=3))
@settings(max_examples=8, deadline=None)
def test_stopped_and_started_again_it_asks_no_page_twice_and_loses_none(
    stops: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, server = tmp_path_factory.mktemp("stopped"), ToyServer()
    for stop in stops:
        left = iter(range(stop))
        run(Toy(), WHO, around(folder, server, goes_on=lambda _, left=left: next(left, None) is not None))
    ended = run(Toy(), WHO, around(folder, server))
    assert ended.state is RunState.DONE
    assert len(server.asked) == 2 * PAGES
    assert contents(RawLog(folder)) == whole(tmp_path_factory.mktemp("whole"))


def busy(call: Call, number: int) -> Answer | None:
    return Answer(429, {"retry-after": "7"}, b"") if number % 3 == 1 else None


def out_of_order(call: Call, number: int) -> Answer | None:
    return Answer(503, {}, b"") if number % 4 == 2 else None


def cut_off(call: Call, number: int) -> Answer | None:
    return Answer(200, {}, b'{"posts": [') if number % 5 == 3 else None


@pytest.mark.parametrize("trouble", [busy, out_of_order, cut_off])
def test_passing_trouble_changes_nothing_that_comes_in(
    trouble: Callable[[Call, int], Answer | None], tmp_path: Path
) -> None:
    troubled = around(tmp_path / "troubled", ToyServer(trouble=trouble))
    assert run(Toy(), WHO, troubled).state is RunState.DONE
    assert contents(troubled.log) == whole(tmp_path / "whole")


def test_it_waits_as_long_as_the_source_asks(tmp_path: Path) -> None:
    clock = ToyClock()
    run(Toy(), {"anna": None}, around(tmp_path, ToyServer(trouble=busy), clock=clock))
    assert set(clock.slept) == {7.0}


def test_a_source_that_asks_for_hours_ends_the_run_until_then(tmp_path: Path) -> None:
    server = ToyServer(trouble=lambda call, number: Answer(429, {"retry-after": "7200"}, b""))
    ended = run(Toy(), WHO, around(tmp_path, server))
    assert ended.state is RunState.WAITING
    assert ended.until is not None
    assert timedelta(minutes=119) < ended.until - BEGIN < timedelta(minutes=121)
    assert len(server.asked) == 1


def test_one_that_stays_out_of_reach_is_tried_six_times_and_later_again(tmp_path: Path) -> None:
    server, clock = ToyServer(trouble=unreachable), ToyClock()
    ended = run(Toy(), WHO, around(tmp_path, server, clock=clock))
    assert (ended.state, clock.slept) == (RunState.WAITING, [1.0, 2.0, 4.0, 8.0, 16.0])
    server.trouble = lambda call, number: None
    assert run(Toy(), WHO, around(tmp_path, server)).state is RunState.DONE


def test_a_page_that_stays_unreadable_does_not_hold_up_the_others(tmp_path: Path) -> None:
    def broken(call: Call, number: int) -> Answer | None:
        return Answer(200, {}, b"<html>") if call.params.get("post") == "anna-3" else None

    ended = run(Toy(), WHO, around(tmp_path, ToyServer(trouble=broken)))
    assert ended.state is RunState.DONE
    assert ended.pages == 2 * PAGES - 1
    assert [(subject, "JSON" in why.en) for subject, why in ended.skipped] == [("anna", True)]


def test_an_ended_token_is_renewed_in_the_middle(tmp_path: Path) -> None:
    def ends(call: Call, number: int) -> Answer | None:
        return Answer(401, {}, b"") if number > 5 and call.headers["authorization"].endswith("1") else None

    credentials = ToyCredentials(renews=1)
    with_token = around(tmp_path / "renewed", ToyServer(trouble=ends), credentials=credentials)
    assert run(Toy(access=Access.CONSENT), WHO, with_token).state is RunState.DONE
    assert contents(with_token.log) == whole(tmp_path / "whole")


def test_a_consent_that_is_over_ends_that_subject_only(tmp_path: Path) -> None:
    def withdrawn(call: Call, number: int) -> Answer | None:
        return Answer(401, {}, b"") if call.params["of"] == "anna" else None

    ended = run(Toy(access=Access.CONSENT), WHO, around(tmp_path, ToyServer(trouble=withdrawn)))
    assert ended.state is RunState.DONE
    assert ended.withdrawn == ("anna",)
    assert ended.pages == PAGES


def test_a_key_that_is_not_accepted_ends_the_run_in_words(tmp_path: Path) -> None:
    server = ToyServer(trouble=lambda call, number: Answer(401, {}, b""))
    ended = run(Toy(), WHO, around(tmp_path, server, credentials=ToyCredentials(renews=99)))
    assert (ended.state, ended.why.nl) == (RunState.FAILED, "de sleutel wordt niet geaccepteerd")


def test_an_account_that_is_gone_ends_that_subject_only(tmp_path: Path) -> None:
    def gone(call: Call, number: int) -> Answer | None:
        return Answer(404, {}, b"") if call.params["of"] == "anna" else None

    ended = run(Toy(), WHO, around(tmp_path, ToyServer(trouble=gone)))
    assert [(end.subject, end.state) for end in ended.subjects] == [("anna", "gone"), ("bram", "done")]


def test_a_dead_cursor_starts_that_stream_again(tmp_path: Path) -> None:
    dead = {"left": 1}

    def once_dead(call: Call, number: int) -> Answer | None:
        if call.params.get("cursor") == "8" and dead["left"]:
            dead["left"] = 0
            return Answer(400, {}, b"{}")
        return None

    with_cursor = around(tmp_path / "dead", ToyServer(trouble=once_dead))
    ended = run(Toy(), {"anna": None}, with_cursor)
    assert ended.state is RunState.DONE
    posts = {post["id"] for page in with_cursor.log.pages("toy", None) for post in page.content.get("posts", [])}
    assert posts == {f"anna-{at}" for at in range(POSTS)}


def test_a_page_that_repeats_itself_ends(tmp_path: Path) -> None:
    def repeated(call: Call, number: int) -> Answer | None:
        if call.url.endswith("/posts") and call.params.get("cursor") == "4":
            return ok({"posts": [], "cursor": "4"})
        return None

    server = ToyServer(trouble=repeated)
    assert run(Toy(), {"anna": None}, around(tmp_path, server)).state is RunState.DONE
    assert len(server.asked) == 2 + 4


def test_a_quota_that_is_used_up_ends_the_run_until_midnight_there(tmp_path: Path) -> None:
    source = Toy(buckets=(Bucket("calls", 10, Said("calls", "vragen"), zone="America/Los_Angeles"),))
    server, clock = ToyServer(), ToyClock()
    ended = run(source, WHO, around(tmp_path, server, clock=clock))
    assert ended.state is RunState.WAITING
    assert ended.until == datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
    assert len(server.asked) == 10
    while ended.until is not None:
        clock.moment = ended.until + timedelta(seconds=1)
        ended = run(source, WHO, around(tmp_path, server, clock=clock))
    assert ended.state is RunState.DONE
    assert len(server.asked) == 2 * PAGES


def test_a_rolling_quota_comes_back_bit_by_bit(tmp_path: Path) -> None:
    bucket = Bucket("calls", 10, Said("calls", "vragen"), window=timedelta(minutes=5))
    ended = run(Toy(buckets=(bucket,)), WHO, around(tmp_path, ToyServer()))
    assert ended.until is not None
    assert timedelta(minutes=4) < ended.until - BEGIN <= timedelta(minutes=5, seconds=1)


def test_two_runs_of_a_source_at_once_are_refused(tmp_path: Path) -> None:
    seen: list[str] = []

    def start_another(stored: StoredRun) -> bool:
        with pytest.raises(WorkspaceProblem):
            run(Toy(), WHO, around(tmp_path, ToyServer()))
        seen.append(stored.source)
        return False

    assert run(Toy(), WHO, around(tmp_path, ToyServer(), goes_on=start_another)).state is RunState.STOPPED
    assert seen == ["toy"]


def test_no_credential_and_no_third_person_is_kept(tmp_path: Path) -> None:
    run(Toy(), WHO, around(tmp_path, ToyServer()))
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"canary" not in kept
    pages = str([page.content for page in RawLog(tmp_path).pages("toy", None)])
    assert "canary" not in pages
    assert "person:" in pages
