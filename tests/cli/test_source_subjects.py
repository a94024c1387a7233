"""In the terminal: shops with a key of their own, which account waits until when, and one feed taken away."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kring.sources.core.source import Source
from kring.sources.core.step import Answer
from kring.sources.feeds.kind import BLOGS
from kring.sources.woocommerce.rest import KIND, NAME
from kring.workspace import open_workspace
from kring.workspace import sources as sources_module
from kring.workspace.opening import Opening
from kring.workspace.sources import Sources
from kring.workspace.syncing import Outside
from tests.cli.conftest import Command
from tests.sources.core.toy import ToyClock
from tests.sources.woocommerce.shop_server import Shop, Street, key_of
from tests.sources.woocommerce.woocommerce_files import answer
from tests.workspace.test_withdrawing import OTHER, SITE, Server

FIRST, SECOND = "merk1.example", "merk2.example"
KEY = "KRING_SOURCE_KEY"


def key(host: str) -> str:
    return ":".join(key_of(host).values())


@pytest.fixture
def shops() -> Street:
    return Street(*(Shop([answer(1)], host=host, key=key_of(host)) for host in (FIRST, SECOND)))


@pytest.fixture
def folder(tmp_path: Path, shops: Street, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with shops and blogs that answer."""

    def outside(self: Sources, name: str, source: Source) -> Outside:
        clock = ToyClock()
        return Outside(shops if name == NAME else Server(), Opening(self.kind(name), self.consents, clock), clock)

    monkeypatch.setattr(sources_module, "KINDS", {kind.name: kind for kind in (KIND, BLOGS)})
    monkeypatch.setattr(Sources, "outside", outside)
    open_workspace(tmp_path / "ws", create=True)
    return tmp_path / "ws"


@pytest.fixture
def both(folder: Path, kring: Command, monkeypatch: pytest.MonkeyPatch) -> Path:
    """With two shops, each with its key."""
    for host in (FIRST, SECOND):
        monkeypatch.setenv(KEY, key(host))
        said = kring(folder, "sources", "add", NAME, host)
        assert f"The key of {host} is kept, encrypted." in said.out
        assert "cs_" not in said.out + said.err
    monkeypatch.delenv(KEY)
    return folder


def test_each_shop_is_asked_with_its_own_key(both: Path, kring: Command, shops: Street) -> None:
    assert "2 pages, 2 sales" in kring(both, "sync", NAME).out
    assert shops.sent_to(FIRST).isdisjoint(shops.sent_to(SECOND))
    assert kring(both, "sources", "list", NAME).out.splitlines() == [
        f"{FIRST}: done; key kept", f"{SECOND}: done; key kept",
    ]  # fmt: skip


def test_a_shop_without_a_key_is_told_how_to_get_one_and_one_key_is_of_one_shop(
    folder: Path, kring: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"kring sources key {NAME} {FIRST}" in kring(folder, "sources", "add", NAME, FIRST, SECOND).out
    assert f"{FIRST}: not asked yet; no key yet" in kring(folder, "sources", "list", NAME).out
    monkeypatch.setenv(KEY, key(FIRST))
    refused = kring(folder, "sources", "add", NAME, "a.example", "b.example")
    assert (refused.code, "one at a time" in refused.err) == (2, True)
    unclear = kring(folder, "sources", "key", NAME)
    assert (unclear.code, f"Say of which: {FIRST}, {SECOND}" in unclear.err) == (2, True)
    assert kring(folder, "sources", "key", NAME, FIRST).code == 0
    told = json.loads(kring(folder, "sources", "list", NAME, "--json").out)
    assert [(one["subject"], one["key"]) for one in told] == [(FIRST, True), (SECOND, False)]


def test_the_shop_whose_key_fails_is_named_and_gets_another(
    both: Path, kring: Command, shops: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, key("ander"))
    kring(both, "sources", "key", NAME, f"https://{FIRST}")
    told = kring(both, "sync", NAME).out
    assert f"{FIRST}: failed, the key is not accepted" in told
    assert f"{NAME}: done; 1 pages, 1 sales" in told
    assert f"{FIRST} failed, the key is not accepted" in kring(both, "sources").out
    monkeypatch.setenv(KEY, key(FIRST))
    kring(both, "sources", "key", NAME, FIRST)
    assert "1 sales" in kring(both, "sync", NAME).out


def test_the_shop_that_waits_says_until_when(both: Path, kring: Command, shops: Street) -> None:
    shops.shops[FIRST].trouble = lambda number: Answer(503, {"retry-after": "7200"}, b"")
    told = kring(both, "sync", NAME).out
    assert f"{FIRST}: waiting until 2026-11-01 11:00 UTC, it is busy or out of order" in told
    assert f"{FIRST} waiting until 2026-11-01 11:00 UTC" in kring(both, "sources").out
    (report,) = json.loads(kring(both, "sync", NAME, "--json").out)
    assert [end["until"] is None for end in report["subjects"]] == [False, True]


def test_a_shop_is_removed_with_its_key(both: Path, kring: Command) -> None:
    assert kring(both, "sources", "remove", NAME, f"https://{FIRST}/").code == 0
    assert kring(both, "sources", "list", NAME).out.splitlines() == [f"{SECOND}: not asked yet; key kept"]
    assert Sources(open_workspace(both)).tokens.subjects(NAME) == [SECOND]


def test_one_feed_is_taken_away(folder: Path, kring: Command) -> None:
    kring(folder, "sources", "add", "blog", SITE, OTHER)
    kring(folder, "sync", "blog")
    assert "Withdrawn and deleted: 1 accounts, 2 posts." in kring(folder, "sources", "withdraw", "blog", SITE).out
    assert kring(folder, "sources", "list", "blog").out.splitlines() == [f"{OTHER}: done"]
    again = kring(folder, "sources", "withdraw", "blog", SITE)
    assert (again.code, "keeps nothing under the name" in again.err) == (2, True)
