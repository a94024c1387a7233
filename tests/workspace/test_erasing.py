"""A withdrawal reaches the rankings that were kept, and leaves a note where the application works."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import kring
from kring.workspace import Workspace
from kring.workspace.erasing import erase, erase_from_rankings, noted

BRIEF = {"name": "voorjaar", "unknown": "keep", "budget": 5_000}


@pytest.fixture
def own(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the workspace, in which one may write."""
    shutil.copytree(workspace.folder.path, tmp_path / "ws")
    return kring.open(tmp_path / "ws")


def bytes_of(folder: Path) -> bytes:
    """Everything that can be read in the files of a folder, tables unpacked."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    tables = [json.dumps(pq.read_table(file).to_pylist()).encode() for file in files if file.suffix == ".parquet"]
    return b"".join([*tables, *(file.read_bytes() for file in files)])


def test_every_ranking_that_shows_the_creator_loses_it_and_no_other_changes(own: Workspace) -> None:
    first, tiers = own.match(BRIEF), own.match({**BRIEF, "name": "groot", "tiers": ["meso", "macro", "mega"]})
    gone = next(name for name in first.accounts if name not in tiers.accounts)
    folder = own.folder.rankings(own.organisation)
    untouched = bytes_of(folder / tiers.id)
    assert erase_from_rankings(folder, gone) == 1
    assert gone.encode() not in bytes_of(folder)
    assert bytes_of(folder / tiers.id) == untouched
    record, again = own.replay_ranking(first.id)
    assert again == record.answer
    assert record.quantities["account"].to_pylist() == [
        name for name in first.pool.names.to_pylist() if name in set(first.accounts) - {gone}
    ]
    assert erase_from_rankings(folder, gone) == 0


def test_a_ranking_that_cannot_be_made_again_goes_whole_and_so_does_what_a_stopped_run_left(own: Workspace) -> None:
    ranking = own.match(BRIEF)
    folder = own.folder.rankings(own.organisation)
    inputs = folder / ranking.id / "inputs.json"
    inputs.write_text(json.dumps(json.loads(inputs.read_text()) | {"format": 1}))
    (folder / ".gone-1").mkdir()
    assert erase_from_rankings(folder, ranking.accounts[0]) == 1
    assert not (folder / ranking.id).exists()
    assert [left.name for left in folder.iterdir()] == ["log.jsonl"]


def test_the_application_is_told_only_where_it_works_and_once(own: Workspace) -> None:
    erase(own, "instagram:anna")
    assert list(noted(own)) == []
    assert not own.folder.erasures(own.organisation).exists()
    (own.folder.path / "kring.db").touch()
    erase(own, "instagram:anna")
    assert list(noted(own)) == ["instagram:anna"]
    assert list(own.folder.erasures(own.organisation).iterdir()) == []


def test_what_the_application_could_not_finish_is_told_again(own: Workspace) -> None:
    (own.folder.path / "jobs.db").touch()
    erase(own, "instagram:anna")

    def broken() -> None:
        for _ in noted(own):
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        broken()
    assert list(noted(own)) == ["instagram:anna"]
