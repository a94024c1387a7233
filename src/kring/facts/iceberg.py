"""Iceberg tables made from the declarations, through pyiceberg's SQL catalog in a SQLite file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kring.facts.data_files import file_pattern, write_data_files
from kring.facts.schema import TABLES, Table

if TYPE_CHECKING:
    from pyiceberg.catalog.sql import SqlCatalog
    from pyiceberg.table import Table as IcebergTable


class TableStore:
    """The Iceberg tables of one namespace in a warehouse folder."""

    def __init__(self, folder: Path, namespace: str) -> None:
        self._folder = folder
        self._namespace = namespace
        self._opened: SqlCatalog | None = None

    @cached_property
    def _made_in(self) -> Path:
        from kring.facts.moving import folder_made_in

        return folder_made_in(self._folder)

    @property
    def _catalog(self) -> SqlCatalog:
        if self._opened is None:
            from pyiceberg.catalog.sql import SqlCatalog

            from kring.facts.moving import IS_IN, MADE_IN

            self._opened = SqlCatalog(
                "kring",
                uri=f"sqlite:///{self._folder / 'catalog.db'}",
                warehouse=self._made_in.as_uri(),
                **{
                    "py-io-impl": "kring.facts.moving.MovedFileIO",
                    MADE_IN: str(self._made_in),
                    IS_IN: str(self._folder),
                },
            )
            self._opened.create_namespace_if_not_exists(self._namespace)
        return self._opened

    def append(self, table: str, parts: Iterable[pa.Table], batch_id: str) -> int:
        """Adds rows in one commit of the table, as rows of this batch. Returns the snapshot's id.

        Few rows are in memory at a time. The files are named by the batch, so that `undo` finds them.
        """
        iceberg = self._table_for_writing(TABLES[table])
        files = list(write_data_files(iceberg, TABLES[table], parts, batch_id))
        iceberg.add_files(files, check_duplicate_files=False)
        snapshot = iceberg.current_snapshot()
        assert snapshot is not None
        return int(snapshot.snapshot_id)

    def files(self, table: str, snapshot_id: int) -> list[str]:
        """The data files that make up a snapshot, as paths."""
        scan = self._load(table).scan(snapshot_id=snapshot_id)
        return sorted(self._path_of(task.file.file_path) for task in scan.plan_files())

    def undo(self, table: str, keep: int | None, batch_id: str) -> None:
        """Brings a table back to the snapshot `keep`, or removes it when there was none; the batch's bytes go too."""
        if not self._catalog.table_exists((self._namespace, table)):
            return
        iceberg = self._load(table)
        current = iceberg.current_snapshot()
        for written in Path(self._path_of(iceberg.location())).rglob(file_pattern(batch_id)):
            written.unlink()
        if current is None or current.snapshot_id == keep:
            return
        kept = set(self.files(table, keep)) if keep is not None else set()
        dropped = set(self.files(table, current.snapshot_id)) - kept
        if keep is None:
            self._catalog.drop_table((self._namespace, table))
        else:
            iceberg.manage_snapshots().rollback_to_snapshot(keep).commit()
        for path in dropped:
            Path(path).unlink(missing_ok=True)

    def delete(self, table: str, source: str | None, before: datetime | None, key: tuple[str, list[Any]] | None) -> int:
        """Writes a table again without the rows that meet all that is given. Returns the snapshot's id."""
        from pyiceberg.expressions import AlwaysTrue, And, EqualTo, In, LessThan

        which: Any = AlwaysTrue()
        if source is not None:
            which = And(which, EqualTo("source", source))
        if before is not None:
            which = And(which, LessThan("observed_at", before.isoformat()))
        if key is not None:
            column, values = key
            told = [value.isoformat() if isinstance(value, datetime) else value for value in values]
            which = And(which, In(column, told))
        iceberg = self._load(table)
        iceberg.delete(which)
        snapshot = iceberg.current_snapshot()
        assert snapshot is not None
        return int(snapshot.snapshot_id)

    def clean(self, table: str) -> None:
        """Removes every byte that the newest snapshot of a table does not need. Doing it twice changes nothing."""
        if not self._catalog.table_exists((self._namespace, table)):
            return
        iceberg = self._load(table)
        newest = iceberg.current_snapshot()
        if newest is None:
            return
        older = [one.snapshot_id for one in iceberg.snapshots() if one.snapshot_id != newest.snapshot_id]
        if older:
            iceberg.maintenance.expire_snapshots().by_ids(older).commit()
            iceberg = self._load(table)
            newest = iceberg.current_snapshot()
        needed = {self._path_of(iceberg.metadata_location), self._path_of(newest.manifest_list)}
        needed |= {self._path_of(manifest.manifest_path) for manifest in newest.manifests(iceberg.io)}
        needed |= set(self.files(table, newest.snapshot_id))
        folder = Path(self._path_of(iceberg.location()))
        for file in folder.rglob("*"):
            if file.is_file() and str(file) not in needed:
                file.unlink(missing_ok=True)

    def _load(self, table: str) -> IcebergTable:
        return self._catalog.load_table((self._namespace, table))

    def _path_of(self, location: str) -> str:
        from kring.facts.moving import moved_path

        return moved_path(location, str(self._made_in), str(self._folder))

    def _table_for_writing(self, table: Table) -> IcebergTable:
        name = (self._namespace, table.name)
        if not self._catalog.table_exists(name):
            return self._catalog.create_table(name, table.arrow_schema, properties=_properties(table))
        iceberg = self._catalog.load_table(name)
        if set(table.arrow_schema.names) - set(iceberg.schema().column_names):
            with iceberg.update_schema() as update:
                update.union_by_name(table.arrow_schema)
        return iceberg


def _properties(table: Table) -> dict[str, str]:
    """No statistics of columns that can hold personal text or keys: they would outlive an erasure in the manifests."""
    silent = {
        f"write.metadata.metrics.column.{column.name}": "none"
        for column in table.columns
        if column.personal or column.person
    }
    return {"write.parquet.compression-codec": "zstd", **silent}
