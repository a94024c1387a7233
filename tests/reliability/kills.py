"""Kills a running sync, or a running import, at random points, and looks whether anything was lost or came twice.

    python -m tests.reliability.kills [--kills 200] [--seed 1]

Half of the kills hit a sync, half an import. A kill is SIGKILL to a process of its own; what it left is then looked at,
and the same is started again. Prints what was found; leaves with 1 when anything is lost or double.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import kring
from kring.sources.core.raw_log import RawLog
from kring.sources.core.run_state import RunState
from kring.sources.core.sealing import seals
from kring.sources.core.step import Answer, Call
from kring.workspace import Answers, Workspace
from kring.workspace.replaying import replay
from kring.workspace.syncing import Outside, raw_log, sync
from tests.sources.core.toy import BEGIN, POSTS, Toy, ToyClock, ToyCredentials, ToyServer

WHO = ["anna", "bram", "cees"]
PAGES = len(WHO) * (3 + POSTS)
ROWS = 3_000
PATIENCE = 60.0


class Killed(Exception):
    """The process was killed before it was done."""


@dataclass
class NotingServer(ToyServer):
    """A server that notes every call in a file, so that calls of killed processes count too."""

    notes: Path = Path()

    def send(self, call: Call) -> Answer:
        with self.notes.open("a") as file:
            file.write(call.fingerprint + "\n")
        return super().send(call)


def in_a_process(work: Callable[[], None], after: float | None) -> None:
    """Does the work in a process of its own, which is killed `after` so many seconds. Raises `Killed` when it was."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException as wrong:
            sys.stderr.write(f"{wrong!r}\n")
            os._exit(7)
    ends = time.monotonic() + (PATIENCE if after is None else after)
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            if status:
                raise AssertionError(f"it ended with {status}")
            return
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if after is None:
        raise AssertionError("it hangs")
    raise Killed


def synced(folder: Path, notes: Path, attempt: int) -> None:
    """One whole sync, an hour after the attempt before."""
    workspace = kring.open(folder)
    outside = Outside(NotingServer(notes=notes), ToyCredentials(), ToyClock(BEGIN + timedelta(hours=attempt)))
    ended = sync(workspace, Toy(), WHO, outside)
    assert ended.run.state is RunState.DONE


def kill_syncs(folder: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """Kills syncs of day after day; returns what was seen."""
    notes = folder.with_suffix(".asked")
    notes.touch()
    took = in_time(lambda: synced(folder, notes, 0))
    done, killed = 1, 0
    while killed < kills:
        attempt = done + killed
        try:
            in_a_process(lambda attempt=attempt: synced(folder, notes, attempt), chance.uniform(0, 1.1 * took))
            done += 1
        except Killed:
            killed += 1
    in_a_process(lambda: synced(folder, notes, done + killed), None)
    log, asked = RawLog(folder / "sources" / "own"), Counter(notes.read_text().split())
    return check_synced(folder, log, sum(asked.values()), killed) | {"syncs whole": done + 1}


def check_synced(folder: Path, log: RawLog, asked: int, killed: int) -> dict[str, int]:
    found: dict[str, int] = {}

    def look() -> None:
        workspace = kring.open(folder)
        facts = workspace.facts()
        for table, key in (("posts", "post"), ("comments", "comment")):
            rows = facts.collect(facts.table(table).select(key, "observed_at"))
            pages = len([page for seal in seals(log, "toy") for page in log.pages("toy", seal.name)])
            assert rows.group_by([key, "observed_at"]).aggregate([]).num_rows == rows.num_rows, "a row came twice"
            assert len(set(rows[key].to_pylist())) == len(WHO) * POSTS, "a row was lost"
            assert pages * POSTS * len(WHO) == rows.num_rows * PAGES, "pages and rows don't tell the same"
        assert all(one.same for one in replay(workspace, [Toy()])), "replaying gives other bytes"
        assert len(log.pages("toy", None)) == 0
        assert asked - pages <= killed, "a page that was kept was asked for again"

    in_a_process(look, None)
    found["pages kept"] = sum(seal.pages for seal in seals(log, "toy"))
    found["calls"] = asked
    return found


def imported(folder: Path, file: Path) -> None:
    """One whole import of a file."""
    kring.open(folder).load(file, answers=Answers(constants={"platform": "instagram"}))


def kill_imports(folder: Path, kills: int, chance: random.Random) -> dict[str, int]:
    """Kills imports of file after file; after each kill all or nothing of the file is there."""
    first = written(folder.parent / "accounts-0.csv", 0)
    took = in_time(lambda: imported(folder, first))
    files, killed = [first], 0
    while killed < kills:
        file = written(folder.parent / f"accounts-{len(files)}.csv", len(files))
        try:
            while True:
                in_a_process(lambda file=file: imported(folder, file), chance.uniform(0, 1.1 * took))
                break
        except Killed:
            killed += 1
            whole_files(folder, len(files))
        in_a_process(lambda file=file: imported(folder, file), None)
        files.append(file)
        assert whole_files(folder, len(files)) == len(files)
    return {"files whole": len(files), "rows": len(files) * ROWS}


def whole_files(folder: Path, most: int) -> int:
    """How many files are there; raises AssertionError when one is there in part or twice."""
    reader, writer = os.pipe()

    def look() -> None:
        facts = kring.open(folder).facts()
        rows = facts.collect(facts.table("accounts").select("account"))["account"].to_pylist()
        counted = Counter(name.partition("-")[2].partition("-")[0] for name in rows)
        assert len(set(rows)) == len(rows), "a row came twice"
        assert set(counted.values()) <= {ROWS}, "a file is there in part"
        os.write(writer, str(len(counted)).encode())

    in_a_process(look, None)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        there = int(pipe.read())
    assert there in (most, most + 1)
    return there


def written(file: Path, number: int) -> Path:
    """A file of creators that no other file has."""
    with file.open("w", newline="") as sheet:
        rows = csv.writer(sheet)
        rows.writerow(["account", "platform", "followers"])
        rows.writerows([f"c-{number}-{at}", "instagram", 500 + at] for at in range(ROWS))
    return file


def in_time(work: Callable[[], None]) -> float:
    began = time.monotonic()
    in_a_process(work, None)
    return time.monotonic() - began


def loaded_beforehand() -> None:
    """Imports what a sync and an import use, so that kills hit their work and not their imports."""
    for name in (
        "kring.facts.engine.duckdb", "kring.facts.iceberg", "kring.facts.moving", "kring.sources.files",
        "kring.workspace.loading", "narwhals", "pyarrow.dataset", "pyarrow.parquet", "pyiceberg.catalog.sql",
        "pyiceberg.expressions", "pyiceberg.table", "sqlalchemy.dialects.sqlite",
    ):  # fmt: skip
        importlib.import_module(name)


def killed_often(folder: Path, kills: int, seed: int) -> dict[str, dict[str, int]]:
    """Half of the kills on syncs and half on imports, in workspaces of their own."""
    chance = random.Random(seed)
    loaded_beforehand()
    for name in ("synced", "imported"):
        in_a_process(lambda name=name: made(folder / name), None)
    return {
        "sync": kill_syncs(folder / "synced", kills // 2, chance),
        "import": kill_imports(folder / "imported", kills - kills // 2, chance),
    }


def made(folder: Path) -> None:
    """A new workspace."""
    workspace: Workspace = kring.open(folder, create=True)
    raw_log(workspace)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = killed_often(Path(folder), given.kills, given.seed)
    for what, counted in found.items():
        said = ", ".join(f"{number:,} {name}" for name, number in counted.items())
        sys.stdout.write(f"{what}: {given.kills // 2} kills, nothing lost, nothing twice; {said}\n")


if __name__ == "__main__":
    main()
