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
from pathlib import Path

import pyarrow as pa

from kring.errors import WorkspaceProblem
from kring.facts.batch import Batch, Receipt
from kring.facts.engine import Engine
from kring.facts.facts import Facts
from kring.facts.iceberg import TableStore
from kring.facts.ledger import Ledger, LedgerLine
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
        if (line := self._ledger.line(namespace, batch.batch_id)) is not None:
            return _receipt(line, already_loaded=True)
        with self._writer():
            if (line := self._ledger.line(namespace, batch.batch_id)) is not None:
                return _receipt(line, already_loaded=True)
            self._undo_what_a_crash_left(namespace)
            return _receipt(self._write(namespace, batch), already_loaded=False)

    def read(self, engine: Engine) -> Facts:
        """The newest moment, for one reader with one engine."""
        files: dict[str, list[str]] = {}
        batches: dict[str, int] = {}
        position = 0
        for namespace, store in self._stores.items():
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
                snapshots[name] = store.append(name, _with_batch(rows, batch.batch_id))
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
                self._stores[namespace].undo(table, kept.get(table))
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


def _with_batch(rows: pa.Table, batch_id: str) -> pa.Table:
    return rows.append_column("batch_id", pa.array([batch_id] * rows.num_rows, pa.string()))


def _receipt(line: LedgerLine, already_loaded: bool) -> Receipt:
    return Receipt(line.batch_id, line.label, line.loaded, line.quarantined, line.rows_in, already_loaded)
