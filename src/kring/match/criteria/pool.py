"""`Pool`: the creators a brief can be matched with, by the column, so that a million of them rank in one go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.errors import UnknownName
from kring.match.brand_fit.company import Company, no_company
from kring.match.criteria.bits import Places
from kring.match.criteria.criterion import Floats
from kring.match.criteria.entries import Codes, Entries
from kring.match.criteria.terms import CreatorTerms
from kring.profile import Profiles
from kring.reach import Audience, Segment
from kring.vocabulary.brands import Brands, shipped_brands
from kring.vocabulary.tiers import KRING

T = TypeVar("T")
FEW_OF = 200
"""Fewer than one in so many accounts are looked up one by one: a table of all names takes longer to make."""

HISTORY = pa.schema(
    [
        ("account", pa.string()), ("category", pa.string()), ("niche", pa.string()),
        ("achieved_to_expected", pa.float64()), ("agreed", pa.int64()), ("on_time", pa.int64()),
    ]
)  # fmt: skip
"""One row a past collaboration: what it brought over what was expected, pieces agreed, and pieces made on time."""


@dataclass(frozen=True, eq=False)
class Pool:
    """What is known of the creators, one place an account, by name.

    `accounts`: the columns of `Profiles.accounts`. `figures` and `details`: those of `Profiles`, of any accounts.
    `audience`: who follows whom, None where nothing is known. `terms`: what creators said they want, by account.
    `history`: rows of `HISTORY`. `brands`: those that are known. `seen_at`: the newest moment of anything in `details`
    about brands, from which days are counted back. `shown_brands`: names of brands in posts of anybody. `companies`:
    what is known of a company by its name. `inside`: people in a target group by account of the audience, kept by
    `of_audience` and shared with smaller pools.
    """

    accounts: pa.Table
    figures: pa.Table
    details: Mapping[str, pa.Table]
    audience: Audience | None = None
    terms: Mapping[str, CreatorTerms] = field(default_factory=dict)
    history: pa.Table = field(default_factory=HISTORY.empty_table)
    brands: Brands = field(default_factory=shipped_brands)
    seen_at: datetime | None = None
    shown_brands: frozenset[str] = frozenset()
    companies: Callable[[str], Company | None] = no_company
    inside: dict[Segment, Floats] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "accounts", self.accounts.sort_by("account").combine_chunks())

    @classmethod
    def of(
        cls,
        profiles: Profiles,
        audience: Audience | None = None,
        *,
        terms: Iterable[CreatorTerms] = (),
        history: pa.Table | None = None,
        brands: Brands | None = None,
        companies: Callable[[str], Company | None] = no_company,
    ) -> Pool:
        """The pool of all accounts of these profiles."""
        return cls(
            profiles.accounts, profiles.figures, profiles.details, audience, {one.account: one for one in terms},
            HISTORY.empty_table() if history is None else history, shipped_brands() if brands is None else brands,
            newest_moment(profiles.details), _brands_shown(profiles.details), companies,
        )  # fmt: skip

    def only(self, accounts: Sequence[str]) -> Pool:
        """The pool with these accounts only; raises `UnknownName`."""
        kept = self.accounts.take(pa.array([self.place(account) for account in dict.fromkeys(accounts)], pa.int64()))
        mine = kept["account"].combine_chunks()

        def of_these(table: pa.Table) -> pa.Table:
            return table.filter(pc.is_in(table["account"], value_set=mine))

        details = {name: of_these(table) for name, table in self.details.items()}
        return replace(self, accounts=kept, figures=of_these(self.figures), details=details)

    def __len__(self) -> int:
        return int(self.accounts.num_rows)

    @cached_property
    def names(self) -> pa.Array:
        """The accounts by place."""
        column = self.accounts["account"].cast(pa.string())
        return pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], pa.string())

    def place(self, account: str) -> int:
        """Where an account stands; raises `UnknownName`."""
        found = self._place(account)
        if found < 0:
            raise UnknownName("account", account, self.names.to_pylist())
        return found

    def _place(self, account: str | None) -> int:
        names = self.names
        if account is None:
            return -1
        found = bisect_left(range(len(names)), account, key=lambda at: names[at].as_py())
        return found if found < len(names) and names[found].as_py() == account else -1

    def places(self, accounts: pa.ChunkedArray) -> Places:
        """Where each of these accounts stands, -1 for one that is not here."""
        if len(accounts) * FEW_OF <= len(self):
            return np.array([self._place(name) for name in accounts.to_pylist()], dtype=np.int64)
        found = pc.fill_null(pc.index_in(accounts.cast(pa.string()), value_set=self.names), -1)
        return np.asarray(found.to_numpy(), dtype=np.int64)

    def places_in_turn(self, accounts: Iterable[str]) -> Places:
        """The same of accounts that are no column of a table."""
        return self.places(pa.chunked_array([pa.array(list(accounts), pa.string())]))

    def figure(self, name: str) -> Floats:
        """The value of a figure, NaN where it is unknown."""
        return self.figure_part(name, "value")

    def figure_part(self, name: str, part: str) -> Floats:
        """The value, low or high of a figure, NaN where it is unknown."""
        return self.kept(f"figure:{name}:{part}", lambda: self._figure(name, part))

    def figure_at(self, name: str, part: str, place: int) -> float:
        """The value, low or high of a figure of one account, NaN where it is unknown."""
        lines, rows = self._rows_of(name)
        line = int(lines[place])
        return float("nan") if line < 0 else float(rows[part][line])

    def _figure(self, name: str, part: str) -> Floats:
        lines, rows = self._rows_of(name)
        found: Floats = np.append(rows[part], np.nan)[lines]
        return found

    def _rows_of(self, figure: str) -> tuple[NDArray[np.int32], dict[str, Floats]]:
        """On which line of the rows of a figure each account stands, -1 for none; and the rows by the column."""

        def found() -> tuple[NDArray[np.int32], dict[str, Floats]]:
            rows = self.figures.filter(pc.equal(self.figures["figure"], figure))
            at, lines = self.places(rows["account"]), np.full(len(self), -1, dtype=np.int32)
            lines[at[at >= 0]] = np.flatnonzero(at >= 0)
            return lines, {part: np.asarray(rows[part].to_numpy(), np.float64) for part in ("value", "low", "high")}

        return self.kept(f"rows of {figure}", found)

    def placed(self, accounts: pa.ChunkedArray, values: pa.ChunkedArray) -> Floats:
        """Values by account at their places, NaN elsewhere; the last row of an account counts."""
        return scattered(self.places(accounts), values, len(self))

    def detail(self, name: str) -> pa.Table | None:
        """The rows of a detail of profiles, None where none were made."""
        table = self.details.get(name)
        return table if table is not None and table.num_rows else None

    def entries(self, detail: str, column: str) -> Entries:
        """The shares of a detail by account and entry (a niche, a value), as numbers."""
        return self.kept(f"entries of {detail}", lambda: self._entries(detail, column))

    def _entries(self, detail: str, column: str) -> Entries:
        rows = self.detail(detail)
        if rows is None:
            nobody = pa.schema([("account", pa.string()), (column, pa.string()), ("share", pa.float64())])
            rows = nobody.empty_table()
        return Entries.of(self.places(rows["account"]), rows[column], rows["share"], len(self))

    def codes(self, column: str) -> Codes:
        """A column of the accounts as numbers: language, category; the platform also from the account's own name."""
        return self.kept(f"codes of {column}", lambda: Codes.of(self._texts(column)))

    def _texts(self, column: str) -> pa.ChunkedArray:
        texts = self.accounts[column]
        if column == "platform":
            texts = pc.coalesce(texts, pc.list_element(pc.split_pattern(self.accounts["account"], ":"), 0))
        return texts

    @cached_property
    def followers(self) -> Floats:
        """How many follow each account, NaN where it is unknown."""
        return np.asarray(self.accounts["followers"].cast(pa.float64()).to_numpy(), dtype=np.float64)

    @cached_property
    def tiers(self) -> Codes:
        """The tier of each account, unknown where its size is, or below the smallest."""
        found = np.searchsorted([tier.low for tier in KRING.tiers], self.followers, side="right").astype(np.int32) - 1
        last = KRING.tiers[-1].below
        found[np.isnan(self.followers) | (self.followers >= (np.inf if last is None else last))] = -1
        return Codes(found, tuple(tier.name for tier in KRING.tiers))

    def places_of(self, accounts: Iterable[str]) -> Places:
        """The places of those of these accounts that are here, the lowest first."""
        found = self.places_in_turn(accounts)
        return np.unique(found[found >= 0])

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What doesn't depend on a brief is made once."""
        if name not in self._kept:
            self._kept[name] = make()
        found: T = self._kept[name]  # type: ignore[assignment]
        return found

    @cached_property
    def _kept(self) -> dict[str, object]:
        return {}


def scattered(at: Places, values: pa.ChunkedArray, accounts: int) -> Floats:
    """Values at their places, NaN elsewhere; a place below 0 is nobody's."""
    found = np.full(accounts, np.nan)
    found[at[at >= 0]] = np.asarray(values.cast(pa.float64()).to_numpy(), dtype=np.float64)[at >= 0]
    return found


def newest_moment(details: Mapping[str, pa.Table]) -> datetime | None:
    """The newest post that shows a brand, of anybody; None without any."""
    moments = [
        pc.max(details[name][column]).as_py()
        for name, column in (("collaborations", "last"), ("brand_posts", "published_at"))
        if name in details
    ]
    return max((moment for moment in moments if moment), default=None)


def _brands_shown(details: Mapping[str, pa.Table]) -> frozenset[str]:
    shown = details.get("brand_posts")
    return frozenset() if shown is None else frozenset(pc.unique(shown["brand"]).to_pylist())
