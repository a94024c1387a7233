"""`Pool`: the creators a brief can be matched with, by the column, so that a million of them rank in one go."""

from __future__ import annotations

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
from kring.match.criteria.criterion import Floats
from kring.match.criteria.terms import CreatorTerms
from kring.profile import Profiles
from kring.reach import Audience, Segment
from kring.vocabulary.brands import Brands, shipped_brands

Places = NDArray[np.int64]
T = TypeVar("T")

HISTORY = pa.schema(
    [
        ("account", pa.string()), ("category", pa.string()), ("niche", pa.string()),
        ("achieved_to_expected", pa.float64()), ("agreed", pa.int64()), ("on_time", pa.int64()),
    ]
)  # fmt: skip
"""One row a past collaboration: what it brought over what was expected, pieces agreed, and pieces made on time."""


@dataclass(frozen=True, eq=False)
class Entries:
    """Shares of entries by account: place, number of the entry among `names`, share; one row each."""

    places: Places
    codes: NDArray[np.int32]
    names: tuple[str, ...]
    shares: Floats

    def of(self, asked: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows are of one of these entries."""
        wanted = set(asked)
        return (
            np.array([name in wanted for name in self.names], dtype=bool)[self.codes]
            if self.names
            else np.zeros(0, bool)
        )


@dataclass(frozen=True, eq=False)
class Pool:
    """What is known of the creators, one place an account, by name.

    `accounts`: the columns of `Profiles.accounts`. `figures` and `details`: those of `Profiles`, of any accounts.
    `audience`: who follows whom, None where nothing is known. `terms`: what creators said they want, by account.
    `history`: rows of `HISTORY`. `brands`: those that are known. `seen_at`: the newest moment of anything in `details`
    about brands, from which days are counted back. `shown_brands`: names of brands in posts of
    anybody. `inside`: people in a target group by account of the audience, kept
    by `of_audience` and shared with smaller pools.
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
    ) -> Pool:
        """The pool of all accounts of these profiles."""
        return cls(
            profiles.accounts, profiles.figures, profiles.details, audience, {one.account: one for one in terms},
            HISTORY.empty_table() if history is None else history, shipped_brands() if brands is None else brands,
            newest_moment(profiles.details), _brands_shown(profiles.details),
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
        found = pc.index(self.names, account).as_py()
        if found < 0:
            raise UnknownName("account", account, self.names.to_pylist())
        return int(found)

    def places(self, accounts: pa.ChunkedArray) -> Places:
        """Where each of these accounts stands, -1 for one that is not here."""
        if not len(accounts):
            return np.zeros(0, dtype=np.int64)
        found = pc.fill_null(pc.index_in(accounts.cast(pa.string()), value_set=self.names), -1)
        return np.asarray(found.to_numpy(), dtype=np.int64)

    def figure(self, name: str) -> Floats:
        """The value of a figure, NaN where it is unknown."""
        return self.figure_part(name, "value")

    def figure_part(self, name: str, part: str) -> Floats:
        """The value, low or high of a figure, NaN where it is unknown."""
        return self.kept(f"figure:{name}:{part}", lambda: self._figure(name, part))

    def _figure(self, name: str, part: str) -> Floats:
        at, rows = self.kept(f"rows of {name}", lambda: self._rows_of(name))
        return scattered(at, rows[part], len(self))

    def _rows_of(self, figure: str) -> tuple[Places, pa.Table]:
        rows = self.figures.filter(pc.equal(self.figures["figure"], figure))
        return self.places(rows["account"]), rows.select(["value", "low", "high"])

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
            return Entries(np.zeros(0, np.int64), np.zeros(0, np.int32), (), np.zeros(0))
        coded = rows[column].combine_chunks().dictionary_encode()
        coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
        at, codes = self.places(rows["account"]), np.asarray(coded.indices.to_numpy(zero_copy_only=False))
        mine = at >= 0
        return Entries(at[mine], codes[mine], tuple(coded.dictionary.to_pylist()), rows["share"].to_numpy()[mine])

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
