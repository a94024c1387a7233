"""What stands in a workspace: how many creators of which tier, people known, and how fresh it all is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import narwhals as nw
import pyarrow.compute as pc

from kring.vocabulary.text import Words
from kring.vocabulary.tiers import KRING

if TYPE_CHECKING:
    from kring.facts.facts import Facts
    from kring.workspace import Workspace

OBSERVED = ("accounts", "posts", "comments", "audience_people", "audience_shares", "people", "sales", "rates")


@dataclass(frozen=True, slots=True)
class TierLine:
    """How many accounts are of a tier, and what share of all with a tier that is (0 to 1)."""

    name: str
    words: Words
    accounts: int
    share: float


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One table of observations: its rows, the batches that brought them, and the newest moment they tell of."""

    table: str
    rows: int
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of a workspace in a few numbers."""

    creators: int
    accounts: int
    people: int
    posts: int
    newest: datetime | None
    tiers: tuple[TierLine, ...]
    without_tier: int
    sources: tuple[SourceLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was imported yet."""
        return not self.sources


def overview(workspace: Workspace) -> Overview:
    """Counts what stands in the workspace; costs one look at each table."""
    facts = workspace.facts()
    sources = tuple(line for line in (_source(facts, table) for table in OBSERVED) if line.rows)
    accounts = workspace.profiles().accounts
    rows = {line.table: line.rows for line in sources}
    tiers, without = _tiers(accounts["tier"].to_pylist())
    return Overview(
        creators=pc.count_distinct(accounts["creator"]).as_py(),
        accounts=accounts.num_rows,
        people=workspace.audience().people if "audience_people" in rows else 0,
        posts=_different(facts, "posts", "account", "post") if "posts" in rows else 0,
        newest=max((line.newest for line in sources if line.newest), default=None),
        tiers=tiers,
        without_tier=without,
        sources=sources,
    )


def _source(facts: Facts, table: str) -> SourceLine:
    counted = facts.table(table).select(nw.len().alias("rows"), nw.col("observed_at").max().alias("newest"))
    row = facts.collect(counted).to_pylist()[0]
    return SourceLine(table, row["rows"], row["newest"])


def _different(facts: Facts, table: str, *columns: str) -> int:
    counted = facts.table(table).select(*columns).unique().select(nw.len().alias("rows"))
    return int(facts.collect(counted)["rows"][0].as_py())


def _tiers(names: list[str | None]) -> tuple[tuple[TierLine, ...], int]:
    counts = {tier.name: 0 for tier in KRING.tiers}
    for name in names:
        if name in counts:
            counts[name] += 1
    known = sum(counts.values())
    lines = tuple(
        TierLine(tier.name, tier.words, counts[tier.name], counts[tier.name] / known if known else 0.0)
        for tier in KRING.tiers
    )
    return lines, len(names) - known
