"""Sources in the terminal: how they stand, whom they ask, and what is said when they can't be asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kring.sources.core.run_state import RunState
from kring.workspace import open_workspace
from kring.workspace import sources as sources_module
from kring.workspace.sources import Sources
from kring.workspace.syncing import Outside
from tests.cli.conftest import Command
from tests.sources.core.toy import POSTS, ToyClock, ToyCredentials, ToyServer
from tests.workspace.test_sources import KINDS

PAGES = f"{3 + POSTS} pages"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose sources have a server of their own."""
    toy = Outside(ToyServer(), ToyCredentials(), ToyClock())
    monkeypatch.setattr(sources_module, "KINDS", KINDS)
    monkeypatch.setattr(Sources, "outside", lambda self, name, source: toy)
    open_workspace(tmp_path / "ws", create=True)
    return tmp_path / "ws"


def test_a_source_is_added_asked_and_read_again(folder: Path, kring: Command) -> None:
    assert kring(folder, "sources", "add", "toy", "anna").code == 0
    assert PAGES in kring(folder, "sync").out
    assert "the same to the byte" in kring(folder, "replay", "toy").out
    assert "toy: 1 asked about" in kring(folder, "sources").out


def test_as_json(folder: Path, kring: Command) -> None:
    kring(folder, "sources", "add", "toy", "anna")
    (report,) = json.loads(kring(folder, "sync", "toy", "--json").out)
    assert (report["state"], report["pages"]) == (RunState.DONE, 3 + POSTS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sync", "toi"), "Did you mean toy"),
        (("sync", "toy"), "nobody to ask about"),
        (("sync", "keyed"), "switched off"),
        (("sources", "add", "consented", "anna"), "own yes"),
        (("sources", "remove", "toy", "bram"), "not asked about"),
        (("sources", "key", "toy"), "needs no key"),
        (("sources", "set", "keyed", "depth"), "chooses nothing"),
        (("sources", "set", "keyed", "depth=sideways"), "sideways"),
    ],
)
def test_what_can_be_mended_is_said_and_leaves_with_2(
    words: tuple[str, ...], told: str, folder: Path, kring: Command
) -> None:
    answer = kring(folder, *words)
    assert answer.code == 2
    assert told in answer.err


def test_a_key_comes_from_the_surroundings_and_is_not_shown(
    folder: Path, kring: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRING_SOURCE_KEY", "canary-key")
    answer = kring(folder, "sources", "key", "keyed")
    assert answer.code == 0
    assert "canary" not in answer.out + answer.err
    assert Sources(open_workspace(folder)).opens("keyed")


def test_a_source_that_cannot_be_asked_does_not_keep_the_others(folder: Path, kring: Command) -> None:
    kring(folder, "sources", "add", "toy", "anna")
    answer = kring(folder, "sync", "keyed", "toy")
    assert answer.code == 2
    assert PAGES in answer.out
    assert "switched off" in answer.err
