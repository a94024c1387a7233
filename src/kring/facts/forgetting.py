"""Which observations must go: those of a source past their time, and those of a creator who took a consent back.

What is deleted goes with its bytes: files are written again without the rows, older snapshots expire, and files that no
snapshot refers to are removed (`design/parts.md`: after a delete alone the replaced file still lies on disk).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow as pa

from kring.facts.batch import delivered_schema
from kring.facts.schema import TABLES

if TYPE_CHECKING:
    from kring.facts.facts import Facts

_OF_ACCOUNTS = tuple(name for name, table in TABLES.items() if "account" in table.own_schema.names)


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What to forget: the rows that meet all that is given. `source`: they came from it. `accounts`: they are of one of
    these, the comments under their posts and the people known only through them. `moments`: they were observed at just
    one of these, which is how the rows of a page are told, and is given without accounts. `before`: they were observed
    earlier. `why`: for the history.
    """

    why: str
    source: str | None = None
    accounts: tuple[str, ...] | None = None
    before: datetime | None = None
    moments: tuple[datetime, ...] | None = None

    def __post_init__(self) -> None:
        if self.source is None and self.accounts is None:
            raise ValueError("forgetting everything of everybody is not this")
        if self.moments is not None and (self.accounts is not None or self.source is None):
            raise ValueError("moments tell rows of one source, without accounts")

    def keys(self, facts: Facts) -> dict[str, tuple[str, list[Any]] | None]:
        """For each table that rows must go from, the column and the values that tell them; None for all values."""
        if self.moments is not None:
            return dict.fromkeys(TABLES, ("observed_at", list(self.moments)))
        if self.accounts is None:
            return dict.fromkeys(TABLES)
        names = pa.table({"account": pa.array(self.accounts, pa.string())})
        found: dict[str, tuple[str, list[Any]] | None] = {
            name: ("account", list(self.accounts)) for name in _OF_ACCOUNTS
        }
        posts = facts.collect(
            facts.table("posts").join(facts.from_arrow(names), on="account", how="semi").select("post").unique()
        )
        found["comments"] = ("post", sorted(posts["post"].to_pylist()))
        found["people"] = ("person_key", self._known_only_through_them(facts, names))
        return found

    def _known_only_through_them(self, facts: Facts, names: pa.Table) -> list[int]:
        pairs = facts.table("audience_people")
        theirs = pairs.join(facts.from_arrow(names), on="account", how="semi")
        others = pairs.join(facts.from_arrow(names), on="account", how="anti")
        only = theirs.join(others, on="person_key", how="anti").select("person_key").unique()
        return sorted(facts.collect(only)["person_key"].to_pylist())

    def of_table(self, facts: Facts, table: str, key: tuple[str, list[Any]] | None) -> nw.LazyFrame[Any]:
        """The rows of a table that must go."""
        frame = facts.table(table)
        if self.source is not None:
            frame = frame.filter(nw.col("source") == self.source)
        if self.before is not None:
            frame = frame.filter(nw.col("observed_at") < self.before)
        if key is not None:
            column, values = key
            wanted = pa.table({column: pa.array(values, delivered_schema(table).field(column).type)})
            frame = frame.join(facts.from_arrow(wanted), on=column, how="semi")
        return frame
