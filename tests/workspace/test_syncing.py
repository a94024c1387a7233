"""A sync loads what its pages tell, once; what the terms or a creator want gone is gone, with all that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

import kring
from kring.sources.core.run_state import RunState
from kring.sources.core.source import Access, Rows
from kring.sources.core.step import Answer, Call, RawPage
from kring.workspace import Workspace
from kring.workspace.replaying import replay
from kring.workspace.syncing import Outside, load_new, sync
from tests.sources.core.toy import BEGIN, POSTS, Toy, ToyClock, ToyCredentials, ToyServer

WHO = ["anna", "bram"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return kring.open(tmp_path / "ws", create=True)


def outside(server: ToyServer | None = None, *, after: timedelta = timedelta(0)) -> Outside:
    return Outside(server or ToyServer(), ToyCredentials(), ToyClock(BEGIN + after))


def accounts(workspace: Workspace) -> set[str]:
    facts = workspace.facts()
    return set(facts.collect(facts.table("posts").select("account"))["account"].to_pylist())


def test_what_the_pages_tell_is_loaded_once(workspace: Workspace) -> None:
    report = sync(workspace, Toy(), WHO, outside())
    assert report.run.state is RunState.DONE
    assert [receipt.loaded for receipt in report.receipts] == [{"comments": 2 * POSTS, "posts": 2 * POSTS}]
    assert load_new(workspace, Toy()) == ()
    assert workspace.facts().rows("posts") == 2 * POSTS


def test_a_stop_between_keeping_pages_and_loading_them_loses_and_doubles_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    import kring.workspace.syncing as syncing

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(syncing, "note_batch", killed)
    with pytest.raises(KeyboardInterrupt):
        sync(workspace, Toy(), WHO, outside())
    monkeypatch.undo()
    sync(workspace, Toy(), WHO, outside(after=timedelta(hours=1)))
    facts = workspace.facts()
    assert facts.rows("posts") == 4 * POSTS
    assert facts.collect(facts.newest("posts")).num_rows == 2 * POSTS


def test_replaying_gives_the_same_bytes(workspace: Workspace) -> None:
    sync(workspace, Toy(), WHO, outside())
    position = workspace.position
    assert [(one.same, one.taken) for one in replay(workspace, [Toy()])] == [(True, False)]
    assert workspace.position == position


@dataclass(frozen=True)
class Better(Toy):
    """Reads the text of posts in capitals."""

    version: int = 2

    def decode(self, page: RawPage) -> Rows:
        rows = dict(super().decode(page))
        return {**rows, "posts": [{**row, "caption": row["caption"].upper()} for row in rows["posts"]]}


def test_a_better_decoder_takes_the_place_of_the_one_before(workspace: Workspace) -> None:
    sync(workspace, Toy(), WHO, outside())
    assert [(one.same, one.taken) for one in replay(workspace, [Better()])] == [(False, False)]
    assert [one.taken for one in replay(workspace, [Better()], take=True)] == [True]
    facts = workspace.facts()
    assert all(text.startswith("POST") for text in facts.collect(facts.newest("posts"))["caption"].to_pylist())
    assert [one.same for one in replay(workspace, [Better()])] == [True]


def test_what_is_past_its_time_goes_from_log_and_observations(workspace: Workspace) -> None:
    sync(workspace, Toy(), ["anna"], outside())
    workspace.profiles()
    report = sync(workspace, Toy(), ["bram"], outside(after=timedelta(days=31)))
    assert report.expired == {"toy": 3 + POSTS}
    assert accounts(workspace) == {"other:bram"}
    assert [one.same for one in replay(workspace, [Toy()])] == [None, True]


def test_a_consent_that_ended_at_the_platform_deletes_what_it_gave(workspace: Workspace) -> None:
    source = Toy(access=Access.CONSENT)
    sync(workspace, source, WHO, outside())

    def withdrawn(call: Call, number: int) -> Answer | None:
        return Answer(401, {}, b"") if call.params["of"] == "anna" else None

    report = sync(workspace, source, WHO, outside(ToyServer(trouble=withdrawn), after=timedelta(hours=1)))
    assert report.run.withdrawn == ("anna",)
    assert accounts(workspace) == {"other:bram"}
    log = workspace.folder.sources(workspace.organisation)
    assert b"anna-3" not in b"".join(file.read_bytes() for file in log.iterdir())
