"""`FactsOfAccounts`: the observations of some accounts only, for conclusions that need no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.facts.facts import Facts
from kring.facts.schema import TABLES


@dataclass(frozen=True)
class FactsOfAccounts(Facts):
    """Facts like `whole`, but of tables with an account only the rows of `accounts`; comments only on their posts."""

    whole: Facts
    accounts: pa.Table

    @classmethod
    def among(cls, facts: Facts, accounts: Sequence[str]) -> FactsOfAccounts:
        """The facts of these accounts."""
        names = pa.table({"account": pa.array(accounts, pa.string())})
        return cls(facts.engine, facts.position, facts.files, facts.batches, facts, names)

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """The observations of a table that are of these accounts; tables that know no account stay whole."""
        rows = self.whole.table(name)
        if "account" in TABLES[name].arrow_schema.names:
            return rows.join(self.from_arrow(self.accounts), on="account", how="semi")
        if name == "comments":
            return rows.join(self.table("posts").select("post"), on="post", how="semi")
        return rows
