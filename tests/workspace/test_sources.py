"""Sources are asked about whom somebody added or who gave consent, when it is time, and say how they stand."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import kring
from kring.errors import BadInput, UnknownName
from kring.sources.core.kind import Choice, Kind, bearer
from kring.sources.core.run_state import RunState
from kring.sources.core.said import Said
from kring.sources.core.source import Access
from kring.sources.core.step import Call
from kring.sources.core.tokens import Token
from kring.workspace.opening import Opening, SystemClock
from kring.workspace.sources import Sources
from kring.workspace.syncing import Outside
from tests.sources.core.toy import BEGIN, POSTS, Toy, ToyClock, ToyCredentials, ToyServer

SAID = Said("an account", "een account")
OPEN = Kind("toy", lambda chosen, subjects: Toy(access=Access.OPEN), SAID, "anna", SAID)
KEYED = Kind(
    "keyed", lambda chosen, subjects: Toy(name="keyed"), SAID, "anna", SAID,
    headers=lambda secret: {"X-Key": secret["key"]}, secrets={"key": Said("the key", "de sleutel")}, on=False,
    choices=(Choice("depth", SAID, ("shallow", "deep")),),
)  # fmt: skip
CONSENTED = Kind(
    "consented", lambda chosen, subjects: Toy(name="consented", access=Access.CONSENT), SAID, "anna", SAID,
    headers=bearer,
)  # fmt: skip
KINDS = {kind.name: kind for kind in (OPEN, KEYED, CONSENTED)}


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return Sources(kring.open(tmp_path / "ws", create=True), KINDS)


def outside(after: timedelta = timedelta(0), server: ToyServer | None = None) -> Outside:
    return Outside(server or ToyServer(), ToyCredentials(), ToyClock(BEGIN + after))


def consent(sources: Sources, subject: str) -> None:
    sources.tokens.keep(Token("consented", subject, {"access_token": "t"}, BEGIN, BEGIN, BEGIN + timedelta(days=60)))


def test_a_source_is_due_once_somebody_is_added_and_again_a_day_after(sources: Sources) -> None:
    assert sources.due(BEGIN) == []
    assert sources.add("toy", "anna", BEGIN)
    assert not sources.add("toy", "anna", BEGIN)
    assert sources.due(BEGIN) == ["toy"]
    assert sources.sync("toy", outside()).run.state is RunState.DONE
    assert sources.due(BEGIN + timedelta(hours=23)) == []
    assert sources.due(BEGIN + timedelta(hours=25)) == ["toy"]


def test_a_run_that_waits_is_due_when_the_quota_is_full_again(sources: Sources) -> None:
    sources.add("toy", "anna", BEGIN)
    report = sources.sync("toy", Outside(ToyServer(), ToyCredentials(), ToyClock(), lambda run: run.pages < 3))
    assert report.run.state is RunState.STOPPED
    assert sources.due(BEGIN) == ["toy"]
    standing = sources.standing("toy", BEGIN + timedelta(minutes=1))
    (left,) = standing.left
    assert (left.units, left.of) == (997, 1_000)
    assert standing.to_dict()["last"]["pages"] == 3


def test_one_that_is_off_or_has_no_key_is_not_asked_and_says_what_to_do(sources: Sources) -> None:
    with pytest.raises(BadInput, match="switched off"):
        sources.sync("keyed", outside())
    sources.choose("keyed", "switched", "on")
    with pytest.raises(BadInput, match="no key"):
        sources.sync("keyed", outside())
    with pytest.raises(BadInput, match="the key is missing"):
        sources.keep_secret("keyed", {"key": " "}, BEGIN)
    sources.keep_secret("keyed", {"key": " k-1 ", "other": "x"}, BEGIN)
    with pytest.raises(BadInput, match="nobody"):
        sources.sync("keyed", outside())
    signed = Opening(sources.kind("keyed"), sources.consents, SystemClock()).signed(
        Call("https://toy.example/"), "anna"
    )
    assert signed.headers == {"X-Key": "k-1"}


def test_choices_are_checked(sources: Sources) -> None:
    sources.choose("keyed", "depth", "deep")
    assert sources.asked.chosen("keyed") == {"depth": "deep"}
    for choice, value in (("depth", "bottomless"), ("colour", "red")):
        with pytest.raises(UnknownName):
            sources.choose("keyed", choice, value)
    with pytest.raises(BadInput):
        sources.choose("keyed", "every_hours", "0")
    with pytest.raises(UnknownName):
        sources.kind("toi")


def test_nobody_is_asked_about_without_consent_where_that_is_needed(sources: Sources) -> None:
    with pytest.raises(BadInput, match="own yes"):
        sources.add("consented", "anna", BEGIN)
    consent(sources, "anna")
    assert sources.subjects("consented") == ["anna"]
    assert sources.sync("consented", outside()).run.pages == 3 + POSTS


def test_withdrawing_deletes_token_and_data_and_is_logged_without_the_name(sources: Sources, tmp_path: Path) -> None:
    for subject in ("canary_anna", "bram"):
        consent(sources, subject)
    sources.sync("consented", outside())
    gone = sources.withdraw("consented", "canary_anna", BEGIN + timedelta(days=1))
    assert gone == {"posts": POSTS, "comments": POSTS}
    assert sources.subjects("consented") == ["bram"]
    assert sources.asked.deeds()[0].deed == "consent withdrawn"
    kept = b"".join(file.read_bytes() for file in (tmp_path / "ws").rglob("*") if file.is_file())
    assert b"canary_anna" not in kept


def test_what_is_past_its_time_goes_also_of_a_source_nobody_asks_any_more(sources: Sources) -> None:
    sources.add("toy", "anna", BEGIN)
    sources.sync("toy", outside())
    sources.asked.remove("toy", "anna")
    assert sources.expire(BEGIN + timedelta(days=31)) == {"toy": 3 + POSTS}
    assert sources._workspace.facts().rows("posts") == 0
