"""Twelve brands have twelve shops: each is asked with its own key, and one that fails keeps none of the others."""

from __future__ import annotations

from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest

import kring
from kring.errors import BadInput
from kring.sources.core.run import Unreachable
from kring.sources.core.run_state import RunState
from kring.sources.core.step import Answer
from kring.sources.core.tokens import Token
from kring.sources.woocommerce.rest import KIND, NAME
from kring.workspace.consents import APP
from kring.workspace.opening import Opening
from kring.workspace.sources import Sources
from kring.workspace.syncing import Outside
from tests.sources.core.toy import BEGIN, ToyClock
from tests.sources.woocommerce.shop_server import Shop, Street, key_of
from tests.sources.woocommerce.woocommerce_files import answer

HOSTS = [f"merk{number}.example" for number in range(1, 13)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ws"


@pytest.fixture
def sources(folder: Path) -> Sources:
    return Sources(kring.open(folder, create=True), {NAME: KIND})


def street(hosts: list[str] = HOSTS) -> Street:
    return Street(*(Shop([answer(1), answer(2)], host=host, key=key_of(host)) for host in hosts))


def outside(sources: Sources, shops: Street, after: timedelta = timedelta(0)) -> Outside:
    clock = ToyClock(BEGIN + after)
    return Outside(shops, Opening(KIND, sources.consents, clock), clock)


def authorization(host: str) -> str:
    return f"Basic {b64encode(f'ck_{host}:cs_{host}'.encode()).decode()}"


def test_twelve_shops_are_asked_each_with_its_own_key_only(sources: Sources, folder: Path) -> None:
    shops = street()
    for host in HOSTS:
        assert sources.add(NAME, host, BEGIN, key_of(host))
    assert sources.sync(NAME, outside(sources, shops)).run.state is RunState.DONE
    assert {host: shops.sent_to(host) for host in HOSTS} == {host: {authorization(host)} for host in HOSTS}
    assert sources._workspace.facts().rows("sales") == 2 * len(HOSTS)
    kept = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert b"cs_merk" not in kept


def test_one_whose_key_is_refused_is_named_and_keeps_none_of_the_others(sources: Sources) -> None:
    shops = street(HOSTS[:3])
    for host in HOSTS[:3]:
        sources.add(NAME, host, BEGIN, key_of("ander" if host == HOSTS[0] else host))
    report = sources.sync(NAME, outside(sources, shops))
    assert report.run.state is RunState.DONE
    assert [(end.subject, end.why.nl) for end in report.run.subjects if end.why.en] == [
        (HOSTS[0], "de sleutel wordt niet geaccepteerd")
    ]
    assert sources._workspace.facts().rows("sales") == 4
    told = sources.standing(NAME, BEGIN).to_dict()["asked_about"]
    assert [(one["subject"], one["key"], one["state"]) for one in told] == [
        (HOSTS[0], True, "failed"), (HOSTS[1], True, "done"), (HOSTS[2], True, "done"),
    ]  # fmt: skip
    sources.keep_secret(NAME, key_of(HOSTS[0]), BEGIN, f"https://{HOSTS[0]}/")
    sources.sync(NAME, outside(sources, shops, timedelta(hours=1)))
    assert sources._workspace.facts().rows("sales") == 6


def test_a_shop_out_of_order_keeps_no_other_waiting_and_is_due_in_an_hour(sources: Sources) -> None:
    shops = street(HOSTS[:2])
    shops.shops[HOSTS[0]].trouble = out_of_reach
    for host in HOSTS[:2]:
        sources.add(NAME, host, BEGIN, key_of(host))
    report = sources.sync(NAME, outside(sources, shops))
    assert (report.run.state, report.run.pages) == (RunState.WAITING, 1)
    standing = sources.standing(NAME, BEGIN)
    assert standing.next_at is not None
    assert standing.next_at - BEGIN == pytest.approx(timedelta(hours=1), abs=timedelta(minutes=1))
    assert standing.ends[HOSTS[0]].until == standing.next_at
    sources.sync(NAME, outside(sources, shops, timedelta(hours=25)))
    assert len(shops.shops[HOSTS[1]].asked) == 2


def out_of_reach(number: int) -> Answer | None:

    raise Unreachable("no connection")


def test_a_shop_without_a_key_is_named_and_the_others_are_asked(sources: Sources) -> None:
    shops = street(HOSTS[:2])
    sources.add(NAME, HOSTS[0], BEGIN)
    with pytest.raises(BadInput, match="no key yet"):
        sources.sync(NAME, outside(sources, shops))
    sources.add(NAME, HOSTS[1], BEGIN, key_of(HOSTS[1]))
    ended = sources.sync(NAME, outside(sources, shops)).run
    assert [(end.subject, end.state, end.why.en) for end in ended.subjects] == [
        (HOSTS[0], "failed", "it has no key yet"), (HOSTS[1], "done", ""),
    ]  # fmt: skip
    assert shops.shops[HOSTS[0]].asked == []


def test_a_shop_is_removed_with_its_key(sources: Sources) -> None:
    for host in HOSTS[:2]:
        sources.add(NAME, host, BEGIN, key_of(host))
    assert sources.remove(NAME, f"https://{HOSTS[0].upper()}", BEGIN) == HOSTS[0]
    assert sources.subjects(NAME) == [HOSTS[1]]
    assert sources.tokens.subjects(NAME) == [HOSTS[1]]
    shops = street(HOSTS[:2])
    sources.sync(NAME, outside(sources, shops))
    assert shops.shops[HOSTS[0]].asked == []
    with pytest.raises(BadInput, match="not asked about"):
        sources.remove(NAME, HOSTS[0], BEGIN)


def test_the_same_shop_written_otherwise_is_no_second_shop(sources: Sources) -> None:
    assert sources.add(NAME, HOSTS[0], BEGIN, key_of("eerst"))
    assert not sources.add(NAME, f"https://{HOSTS[0]}/", BEGIN, key_of(HOSTS[0]))
    assert sources.subjects(NAME) == [HOSTS[0]]
    shops = street(HOSTS[:1])
    sources.sync(NAME, outside(sources, shops))
    assert shops.sent_to(HOSTS[0]) == {authorization(HOSTS[0])}


def test_of_several_shops_it_must_be_said_whose_key_it_is(sources: Sources) -> None:
    with pytest.raises(BadInput, match="Add it first"):
        sources.keep_secret(NAME, key_of(HOSTS[0]), BEGIN)
    sources.add(NAME, HOSTS[0], BEGIN)
    sources.keep_secret(NAME, key_of(HOSTS[0]), BEGIN)
    sources.add(NAME, HOSTS[1], BEGIN)
    for subject in (None, "nergens.example"):
        with pytest.raises(BadInput, match=f"Say of which: {HOSTS[0]}"):
            sources.keep_secret(NAME, key_of(HOSTS[1]), BEGIN, subject)
    with pytest.raises(BadInput, match="is missing"):
        sources.add(NAME, HOSTS[2], BEGIN, {"consumer_key": "ck"})
    assert sources.subjects(NAME) == HOSTS[:2]


@pytest.mark.parametrize("first", ["shop", "key"])
def test_a_key_that_was_kept_before_opens_the_first_shop_and_no_other(first: str, sources: Sources) -> None:
    asked, before = sources.asked, Token(NAME, APP, key_of(HOSTS[0]), BEGIN, BEGIN, None)
    if first == "shop":
        asked.add(NAME, HOSTS[0], BEGIN)
        asked.add(NAME, HOSTS[1], BEGIN + timedelta(days=1))
    sources.tokens.keep(before)
    opened_later = Sources(sources._workspace, {NAME: KIND})
    if first == "key":
        opened_later.add(NAME, HOSTS[0], BEGIN)
        opened_later.add(NAME, HOSTS[1], BEGIN + timedelta(days=1))
    assert opened_later.tokens.subjects(NAME) == [HOSTS[0]]
    shops = street(HOSTS[:2])
    opened_later.sync(NAME, outside(opened_later, shops))
    assert (shops.sent_to(HOSTS[0]), shops.sent_to(HOSTS[1])) == ({authorization(HOSTS[0])}, set())
    opened_later.remove(NAME, HOSTS[0], BEGIN)
    assert opened_later.tokens.subjects(NAME) == []
