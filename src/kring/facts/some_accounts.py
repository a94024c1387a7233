"""`FactsOfAccounts`: the observations of some accounts only, read once and held in memory while they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.facts.facts import Facts
from kring.facts.schema import TABLES

BY_POST, BY_PERSON = ("comments", "post", "posts"), ("people", "person_key", "audience_people")


@dataclass(frozen=True)
class FactsOfAccounts(Facts):
    """Facts like `whole`, but only of `accounts`: their rows, the comments on their posts, the people around them.

    Each table, and each state of one, is read when first asked for and kept as long as this object is.
    """

    whole: Facts
    accounts: pa.Table
    read: dict[str, pa.Table] = field(default_factory=dict, repr=False)
    states: dict[str, pa.Table] = field(default_factory=dict, repr=False)

    @classmethod
    def among(cls, facts: Facts, accounts: Sequence[str]) -> FactsOfAccounts:
        """The facts of these accounts."""
        names = pa.table({"account": pa.array(accounts, pa.string())})
        return cls(facts.engine, facts.position, facts.files, facts.batches, facts, names)

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """The observations of a table that are of these accounts; tables that know no account stay whole."""
        if name not in self.read:
            self.read[name] = self.collect(self._asked(name))
        return self.from_arrow(self.read[name])

    def newest(self, name: str, *, among: pa.Table | None = None) -> nw.LazyFrame[Any]:
        """As `Facts.newest`."""
        if name not in self.states:
            self.states[name] = self.collect(super().newest(name))
        state = self.from_arrow(self.states[name])
        return state if among is None else state.join(self.from_arrow(among), on=among.column_names, how="semi")

    def _asked(self, name: str) -> nw.LazyFrame[Any]:
        rows = self.whole.table(name)
        if "account" in TABLES[name].arrow_schema.names:
            return rows.join(self.from_arrow(self.accounts), on="account", how="semi")
        for other, key, through in (BY_POST, BY_PERSON):
            if name == other:
                return rows.join(self.table(through).select(key).unique(), on=key, how="semi")
        return rows
