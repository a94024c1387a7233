"""`FactsOfAccounts`: the observations of some accounts only, read once and held in memory while they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw
import pyarrow as pa

from kring.facts.account_files import AccountFiles
from kring.facts.facts import Facts
from kring.facts.schema import TABLES
from kring.facts.whole_lists import AUDIENCE_PEOPLE, without_who_left

FEW = 100
"""Up to how many accounts it is worth opening only the files that tell of them."""

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
    def among(cls, facts: Facts, accounts: Sequence[str], stand: AccountFiles | None = None) -> FactsOfAccounts:
        """The facts of these accounts. `stand`: where accounts stand, so that of few only their files are opened."""
        if stand is not None and len(accounts) <= FEW:
            facts = replace(facts, files=stand.files(facts, accounts))
        names = pa.table({"account": pa.array(accounts, pa.string())})
        return cls(
            facts.engine, facts.position, facts.files, facts.batches, facts, names,
            withheld=facts.withheld, no_audience=facts.no_audience,
        )  # fmt: skip

    def table(self, name: str) -> nw.LazyFrame[Any]:
        """The observations of a table that are of these accounts; tables that know no account stay whole."""
        if name not in self.read:
            self.read[name] = self.collect(self._asked(name))
        return self.from_arrow(self.read[name])

    def newest(self, name: str, *, among: pa.Table | None = None) -> nw.LazyFrame[Any]:
        """As `Facts.newest`."""
        if name not in self.states:
            self.states[name] = self._state(name)
        state = self.from_arrow(self.states[name])
        return state if among is None else state.join(self.from_arrow(among), on=among.column_names, how="semi")

    def _state(self, name: str) -> pa.Table:
        self.table(name)
        rows, key = self.read[name], list(TABLES[name].key)
        observed_once = rows.group_by(key).aggregate([]).num_rows == rows.num_rows
        if not observed_once:
            return self.collect(super().newest(name))
        if name != AUDIENCE_PEOPLE:
            return rows
        once = self.from_arrow(rows)
        return self.collect(without_who_left(once, once))

    def _asked(self, name: str) -> nw.LazyFrame[Any]:
        if "account" in TABLES[name].arrow_schema.names:
            return self.whole.table(name).join(self.from_arrow(self.accounts), on="account", how="semi")
        for other, key, through in (BY_POST, BY_PERSON):
            if name == other:
                keys = self.collect(self.table(through).select(key).unique())
                return self.whole.table(name).join(self.from_arrow(keys), on=key, how="semi")
        return self.whole.table(name)
