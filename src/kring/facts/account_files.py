"""`AccountFiles`: in which files the observations of each account stand, so that of few accounts only those are opened.

Files of the warehouse never change, so what is known of one holds; new files are looked through and added. It is a
conclusion like any other: it can be thrown away and made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kring.facts.facts import Facts
from kring.facts.schema import TABLES

_OWN = tuple(name for name, table in TABLES.items() if "account" in table.own_schema.names)
_TABLES = (*_OWN, "comments", "people")
_SCHEMA = pa.schema([("table", pa.string()), ("account", pa.string()), ("file", pa.string())])
_FILE, KEPT, LOOKED = "in_file", "account_files.parquet", "looked_through.parquet"


@dataclass(frozen=True)
class AccountFiles:
    """`stands`: rows of table, account and file, sorted by account. `looked`: by table the files looked through."""

    stands: pa.Table
    looked: dict[str, frozenset[str]]

    @classmethod
    def of(cls, facts: Facts, before: AccountFiles | None = None) -> AccountFiles:
        """Where the accounts of these facts stand; what was known `before` is looked through no more."""
        known = before or cls(_SCHEMA.empty_table(), {})
        there = pa.array([file for files in facts.files.values() for file in files], pa.string())
        parts = [known.stands.filter(pc.is_in(known.stands["file"], value_set=there))]
        for name in _TABLES:
            new = [file for file in facts.files.get(name, []) if file not in known.looked.get(name, frozenset())]
            if new:
                found = facts.collect(_accounts_in(facts, name, new))
                named = found.append_column("table", pa.array([name] * found.num_rows, pa.string()))
                parts.append(named.rename_columns(["account", "file", "table"]).select(_SCHEMA.names).cast(_SCHEMA))
        looked = {name: frozenset(facts.files.get(name, [])) for name in _TABLES}
        return cls(pa.concat_tables(parts).sort_by("account"), looked)

    def files(self, facts: Facts, accounts: Sequence[str]) -> dict[str, list[str]]:
        """The files of `facts` in which anything of these accounts stands, and those that were not looked through."""
        column = self.stands["account"].combine_chunks()
        parts = [
            self.stands.slice(low, _place(column, account, after=True) - low)
            for account in accounts
            for low in [_place(column, account)]
        ]
        rows = pa.concat_tables(parts) if parts else self.stands.slice(0, 0)
        found: dict[str, set[str]] = {name: set() for name in self.looked}
        for table, file in zip(rows["table"].to_pylist(), rows["file"].to_pylist(), strict=True):
            found[table].add(file)
        return {
            name: [file for file in files if file in found[name] or file not in self.looked[name]]
            if name in self.looked
            else files
            for name, files in facts.files.items()
        }

    def save(self, folder: Path) -> None:
        """Keeps it in a folder."""
        pq.write_table(self.stands, folder / KEPT, compression="zstd")
        looked = [(name, file) for name, files in self.looked.items() for file in sorted(files)]
        pq.write_table(
            pa.table({"table": [name for name, _ in looked], "file": [file for _, file in looked]}), folder / LOOKED
        )

    @staticmethod
    def kept_in(folder: Path) -> bool:
        """Whether one is kept there."""
        return (folder / KEPT).is_file() and (folder / LOOKED).is_file()

    @classmethod
    def open(cls, folder: Path) -> AccountFiles:
        """What `save` kept."""
        looked: dict[str, set[str]] = {name: set() for name in _TABLES}
        rows = pq.read_table(folder / LOOKED)
        for name, file in zip(rows["table"].to_pylist(), rows["file"].to_pylist(), strict=True):
            looked[name].add(file)
        return cls(pq.read_table(folder / KEPT), {name: frozenset(files) for name, files in looked.items()})


def _place(column: pa.Array, name: str, *, after: bool = False) -> int:
    """Where a name stands, or would stand, in a sorted column."""
    low, high = 0, len(column)
    while low < high:
        middle = (low + high) // 2
        value = column[middle].as_py()
        if value < name or (after and value == name):
            low = middle + 1
        else:
            high = middle
    return low


def _accounts_in(facts: Facts, name: str, files: Sequence[str]) -> nw.LazyFrame[Any]:
    """Every account of which these files of a table tell anything, with the file."""
    if name == "comments":
        posts = facts.table("posts").select("account", "post").unique()
        rows = facts.engine.scan_with_file(files, ["post"], _FILE).unique()
        return rows.join(posts, on="post", how="inner").select("account", _FILE).unique()
    if name == "people":
        around = facts.table("audience_people").select("account", "person_key").unique()
        rows = facts.engine.scan_with_file(files, ["person_key"], _FILE).unique()
        return rows.join(around, on="person_key", how="inner").select("account", _FILE).unique()
    return facts.engine.scan_with_file(files, ["account"], _FILE).unique()
