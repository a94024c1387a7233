"""The warehouse of observations: batches go in whole or not at all, readers see one consistent moment.

One folder holds the Iceberg tables, the ledger of batches and the quarantine. Each organisation has a namespace of its
own, and one namespace is shared: what creators themselves opened to all. A reader sees its own and the shared one.
"""

from __future__ import annotations

import fcntl
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from kring.errors import WorkspaceProblem
from kring.facts.batch import Batch, Receipt
from kring.facts.engine import Engine
from kring.facts.facts import FORGOTTEN, Facts
from kring.facts.forgetting import Forgetting
from kring.facts.iceberg import TableStore
from kring.facts.ledger import Ledger, LedgerLine
from kring.facts.many_rows import parts_of
from kring.facts.quarantine import Quarantine

SHARED = "shared"
OWN = "own"
PATIENCE = 60.0


class Warehouse:
    """One organisation's door to the warehouse in a folder."""

    def __init__(self, folder: Path, organisation: str = OWN) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", organisation):
            raise WorkspaceProblem(
                f"'{organisation}' can't name an organisation's observations.",
                "Use lower-case letters, digits and underscores, starting with a letter.",
            )
        self.organisation = organisation
        self._folder = folder
        self._ledger = Ledger(folder / "ledger.db")
        self._stores = {name: TableStore(folder, name) for name in (organisation, SHARED)}
        self.quarantine = Quarantine(folder / "quarantine" / organisation)

    @classmethod
    def open(cls, folder: Path, organisation: str = OWN) -> Warehouse:
        """The warehouse in `folder`, made when it isn't there yet."""
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder.resolve(), organisation)

    def commit(self, batch: Batch, *, shared: bool = False) -> Receipt:
        """Stores a batch: all of it or nothing, and only once however often it is offered.

        Raises `WorkspaceProblem` when another process keeps writing for longer than a minute.
        """
        namespace = SHARED if shared else self.organisation
        batch = replace(batch, batch_id=self._ledger.current_id(namespace, batch.batch_id))
        if (line := self._ledger.line(namespace, batch.batch_id)) is not None:
            return _receipt(line, already_loaded=True)
        with self._writer():
            if (line := self._ledger.line(namespace, batch.batch_id)) is not None:
                return _receipt(line, already_loaded=True)
            self._undo_what_a_crash_left(namespace)
            self._clean(namespace)
            return _receipt(self._write(namespace, batch), already_loaded=False)

    def forget(self, forgetting: Forgetting, *, shared: bool = False) -> dict[str, int]:
        """Deletes observations, rows and bytes: all of them or none. Returns how many rows went, by table.

        What was made of them must be thrown away too (`Derived.forget`). A batch whose rows went can be loaded again.
        A reader of an earlier moment may find its files gone. Raises as `commit`.
        """
        from kring.facts.engine import start_engine

        namespace = SHARED if shared else self.organisation
        with self._writer():
            self._undo_what_a_crash_left(namespace)
            self._clean(namespace)
            facts = self._read([namespace], start_engine())
            going = _going(facts, forgetting)
            if going:
                self._delete(namespace, forgetting, going)
                self._clean(namespace)
        return {name: rows for name, (_, rows, _) in going.items()}

    def _delete(self, namespace: str, forgetting: Forgetting, going: dict[str, _Going]) -> None:
        newest = self._ledger.newest(namespace)
        assert newest is not None
        snapshots = dict(newest.snapshots)
        name = f"{FORGOTTEN}{newest.position + 1}"
        self._ledger.begin(namespace, name, list(going))
        try:
            for table, (key, _, _) in going.items():
                snapshots[table] = self._stores[namespace].delete(table, forgetting.source, forgetting.before, key)
        except BaseException:
            self._undo_what_a_crash_left(namespace)
            raise
        batches = {batch for _, _, batches in going.values() for batch in batches}
        self._ledger.commit(
            namespace, name, forgetting.why, 0, {}, 0, snapshots, forgotten=batches, to_clean=list(going)
        )
        for batch in batches:
            self.quarantine.drop(batch)

    def _clean(self, namespace: str) -> None:
        for table in self._ledger.to_clean(namespace):
            self._stores[namespace].clean(table)
            self._ledger.cleaned(namespace, table)

    def read(self, engine: Engine, *, withheld: tuple[str, ...] = (), no_audience: tuple[str, ...] = ()) -> Facts:
        """The newest moment, for one reader with one engine, without what may not be concluded from."""
        return replace(self._read(list(self._stores), engine), withheld=withheld, no_audience=no_audience)

    def _read(self, namespaces: list[str], engine: Engine) -> Facts:
        files: dict[str, list[str]] = {}
        batches: dict[str, int] = {}
        position = 0
        for namespace in namespaces:
            store = self._stores[namespace]
            for line in self._ledger.lines(namespace):
                batches[line.batch_id] = line.position
            newest = self._ledger.newest(namespace)
            if newest is None:
                continue
            position = max(position, newest.position)
            for table, snapshot in newest.snapshots.items():
                files.setdefault(table, []).extend(store.files(table, snapshot))
        return Facts(engine, position, files, batches)

    @property
    def position(self) -> int:
        """The position of the newest batch this organisation can see; 0 for an empty warehouse."""
        newest = [self._ledger.newest(namespace) for namespace in self._stores]
        return max((line.position for line in newest if line is not None), default=0)

    def history(self) -> list[LedgerLine]:
        """The batches of this organisation, oldest first."""
        return self._ledger.lines(self.organisation)

    def _write(self, namespace: str, batch: Batch) -> LedgerLine:
        store = self._stores[namespace]
        newest = self._ledger.newest(namespace)
        snapshots = dict(newest.snapshots) if newest else {}
        filled = {name: rows for name, rows in batch.tables.items() if rows.num_rows}
        self._ledger.begin(namespace, batch.batch_id, list(filled))
        try:
            for name, rows in filled.items():
                snapshots[name] = store.append(name, parts_of(rows), batch.batch_id)
            self.quarantine.keep(batch.batch_id, batch.quarantined)
        except BaseException:
            self._undo_what_a_crash_left(namespace)
            raise
        loaded = {name: rows.num_rows for name, rows in filled.items()}
        return self._ledger.commit(
            namespace, batch.batch_id, batch.label, batch.rows_in, loaded, len(batch.quarantined), snapshots
        )

    def _undo_what_a_crash_left(self, namespace: str) -> None:
        newest = self._ledger.newest(namespace)
        kept = newest.snapshots if newest else {}
        for batch_id, tables in self._ledger.pending(namespace):
            for table in tables:
                self._stores[namespace].undo(table, kept.get(table), batch_id)
            self.quarantine.drop(batch_id)
            self._ledger.forget(namespace, batch_id)

    @contextmanager
    def _writer(self) -> Iterator[None]:
        """One writer at a time, over all processes; the lock goes with the process that held it."""
        with (self._folder / ".writer").open("w") as lock:
            give_up = time.monotonic() + PATIENCE
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > give_up:
                        raise WorkspaceProblem(
                            "another import has been writing to this workspace for over a minute.",
                            "Wait until it is done, then try again; nothing of yours was stored yet.",
                        ) from None
                    time.sleep(0.1)
            yield


_Going = tuple[tuple[str, list[Any]] | None, int, list[str]]


def _going(facts: Facts, forgetting: Forgetting) -> dict[str, _Going]:
    """By table that rows must go from: the key that tells them, how many they are, and the batches they came with."""
    found: dict[str, _Going] = {}
    for table, key in forgetting.keys(facts).items():
        if table not in facts.files:
            continue
        rows = facts.collect(forgetting.of_table(facts, table, key).select("batch_id"))
        if rows.num_rows:
            found[table] = (key, rows.num_rows, pc.unique(rows["batch_id"]).to_pylist())
    return found


def _receipt(line: LedgerLine, already_loaded: bool) -> Receipt:
    return Receipt(line.batch_id, line.label, line.loaded, line.quarantined, line.rows_in, already_loaded)
