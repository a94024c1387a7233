"""Observations as a reader sees them: one consistent moment of the warehouse, as lazy frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.facts.engine import Engine
from kring.facts.schema import SYNTHETIC, TABLES
from kring.facts.whole_lists import AUDIENCE_PEOPLE, without_who_left

_PLACE = "batch_position"
_AUDIENCE = (AUDIENCE_PEOPLE, "audience_shares", "people")
FORGOTTEN = "forgotten-"
"""How the names of ledger lines begin that only took observations away."""


@dataclass(frozen=True)
class Facts:
    """What one organisation may see at one ledger position: its own observations and the shared ones.

    `files` names the Parquet files of each table, `batches` the position of each batch in the order of loading. Of
    `withheld` sources nothing may be concluded: only the newest state of an account is there, as they reported it. Of
    those in `no_audience` nothing may be concluded about who an audience is.
    """

    engine: Engine
    position: int
    files: dict[str, list[str]]
    batches: dict[str, int]
    withheld: tuple[str, ...] = field(default=(), kw_only=True)
    no_audience: tuple[str, ...] = field(default=(), kw_only=True)

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """All observations of a table, in no particular order. Raises KeyError for a table there is none of."""
        frame = self.engine.scan(self.files.get(name, []), TABLES[name].arrow_schema)
        shut = (*self.withheld, *(self.no_audience if name in _AUDIENCE else ()))
        if not shut:
            return frame
        open_to_conclusions = ~nw.col("source").is_in(shut)
        if name != "accounts":
            return frame.filter(open_to_conclusions)
        newest = nw.col("observed_at") == nw.col("observed_at").max().over("account", "source")
        return frame.filter(open_to_conclusions | newest)

    def newest(self, name: str, *, among: pa.Table | None = None) -> nw.LazyFrame[Any]:
        """The state: one row a key, in every column the newest value that was observed.

        `among`: only of these values of columns of the key, such as a few accounts.

        Of followers, those who stand in no list since the newest whole one have left (`kring.facts.whole_lists`).
        A newer sheet that lacks a column does not wipe out what an older one knew. Of two observations at the same
        moment, the one loaded last counts.
        """
        table = TABLES[name]
        key = list(table.key)
        order = ["observed_at", _PLACE]
        positions = pa.table({"batch_id": list(self.batches), _PLACE: pa.array(self.batches.values(), pa.int64())})
        asked = self.table(name)
        if among is not None:
            asked = asked.join(self.engine.from_arrow(among), on=among.column_names, how="semi")
        frame = asked.join(self.engine.from_arrow(positions), on="batch_id", how="left")
        others = [column.name for column in table.columns if column.name not in key]
        known = [nw.col(column).fill_null(strategy="forward").over(*key, order_by=order) for column in others]
        last = nw.col("observed_at").cum_count(reverse=True).over(*key, order_by=order).alias("from_last")
        state = frame.with_columns(*known, last).filter(nw.col("from_last") == 1).select(*table.arrow_schema.names)
        return without_who_left(state, asked) if name == AUDIENCE_PEOPLE else state

    def still_hold(self, batches: Iterable[str]) -> bool:
        """Whether these batches are there as they were, so that conclusions from them may be built upon: none is gone,
        and nothing was forgotten since the newest of them.
        """
        names = set(batches)
        if not names <= self.batches.keys():
            return False
        newest = max((self.batches[name] for name in names), default=0)
        return not any(name.startswith(FORGOTTEN) and at > newest for name, at in self.batches.items())

    def from_arrow(self, table: pa.Table) -> nw.LazyFrame[Any]:
        """A small table in memory, to join with these frames."""
        return self.engine.from_arrow(table)

    def collect(self, frame: nw.LazyFrame[Any]) -> pa.Table:
        """Computes a lazy frame into an Arrow table."""
        return self.engine.collect(frame)

    def rows(self, name: str) -> int:
        """How many observations a table holds."""
        counted = self.collect(self.table(name).select(nw.len().alias("rows")))
        return int(counted["rows"][0].as_py())

    @property
    def synthetic(self) -> bool:
        """Whether any account comes from the synthetic world, so that screens must say so."""
        made_up = self.table("accounts").filter(nw.col("source") == SYNTHETIC).select(nw.len().alias("rows"))
        return bool(self.collect(made_up)["rows"][0].as_py())
