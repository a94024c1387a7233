"""`profiles`: the figures of every account out of the observations, and `Profiles`, which keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kring.errors import UnknownName
from kring.estimate import Basis, Estimate
from kring.facts.account_files import AccountFiles
from kring.facts.facts import Facts
from kring.profile.accounts import accounts_named
from kring.profile.brands.recognition import Recogniser
from kring.profile.by_account import OWN_DETAILS, OWN_FIGURES, ByAccount, Reading, by_account, replaced
from kring.profile.embedder import Embedder
from kring.profile.figure_rows import FIGURES
from kring.profile.niche import niche_index
from kring.profile.pooled import beside_others
from kring.profile.profile import Profile, Standing
from kring.vocabulary.brands import Brands, shipped_brands
from kring.vocabulary.figures import figure as figure_named
from kring.vocabulary.niches import Niche
from kring.vocabulary.tiers import KRING, TierScheme

PARTS = ("details", "counted")


def profiles(
    facts: Facts,
    scheme: TierScheme = KRING,
    brands: Brands | None = None,
    embedder: Embedder | None = None,
    own_niches: Sequence[Niche] = (),
) -> Profiles:
    """What is concluded of every account that was observed, itself or by a post, at the moment of `facts`.

    `brands` are those to recognise in posts, the shipped list when none is given (`Brands.with_own` adds to it). Niches
    and feelings are only read with an `embedder`: the model takes a second for 20 to 50 texts, `StaticWords` is for
    millions.
    `own_niches` come beside those of the vocabulary.
    """
    own = by_account(facts, accounts_named(facts), _reading(scheme, brands, embedder, own_niches))
    return _with_peers(facts, scheme, own)


def updated_profiles(
    before: Profiles,
    facts: Facts,
    changed: Sequence[str],
    scheme: TierScheme = KRING,
    brands: Brands | None = None,
    embedder: Embedder | None = None,
    own_niches: Sequence[Niche] = (),
    stand: AccountFiles | None = None,
) -> Profiles:
    """The same as `profiles`, to the byte, when since `before` only accounts in `changed` were observed anew.

    What needs other accounts (growth, authenticity, contact, percentiles) is concluded again from what was counted of
    each; observations are read again only of these, and where it is known where accounts `stand` only from files that
    tell of them. The other arguments must be those `before` was made with.
    """
    known = before.figures.filter(pc.is_in(before.figures["figure"], pa.array(OWN_FIGURES)))
    order = [known.filter(pc.equal(known["figure"], name)).select(FIGURES.names) for name in OWN_FIGURES]
    kept = ByAccount(
        before.accounts, pa.concat_tables(order), {name: before.details[name] for name in OWN_DETAILS},
        dict(before.counted),
    )  # fmt: skip
    new = by_account(facts, changed, _reading(scheme, brands, embedder, own_niches), stand=stand)
    return _with_peers(facts, scheme, replaced(kept, new, changed))


def _reading(
    scheme: TierScheme, brands: Brands | None, embedder: Embedder | None, own_niches: Sequence[Niche]
) -> Reading:
    index = None if embedder is None else niche_index(embedder, tuple(own_niches))
    return Reading(scheme, _recogniser(shipped_brands() if brands is None else brands), index)


@lru_cache(maxsize=4)
def _recogniser(brands: Brands) -> Recogniser:
    """Made once for a list of brands: it takes most of a second."""
    return Recogniser(brands)


def _with_peers(facts: Facts, scheme: TierScheme, own: ByAccount) -> Profiles:
    figures, details = beside_others(facts, scheme, own)
    return Profiles(own.accounts.combine_chunks(), figures, details, own.counted)


@dataclass(frozen=True)
class Profiles:
    """The profiles of all accounts as tables.

    `accounts`: one row an account, `ACCOUNT_COLUMNS`. `figures`: one row an account and known figure, sorted by
    account: account, figure, value, low, high, n, basis, note, percentile, peers. `details`: by name what is no figure,
    such as collaborations; each table has a column account and the schema of its trait. `counted`: what was counted of
    each account for traits that look at all of them (`kring.profile.counted`).
    """

    accounts: pa.Table
    figures: pa.Table
    details: Mapping[str, pa.Table] = field(default_factory=dict)
    counted: Mapping[str, pa.Table] = field(default_factory=dict, repr=False)

    def of(self, account: str) -> Profile:
        """The profile of one account; raises `UnknownName`."""
        row = self.accounts.slice(self._place(account), 1).to_pylist()[0]
        known = self._figures_of(account).to_pylist()
        return Profile(
            **row,
            figures={entry["figure"]: _estimate(entry) for entry in known},
            notes={entry["figure"]: entry["note"] for entry in known},
            standings={entry["figure"]: Standing(entry["percentile"], entry["peers"]) for entry in known},
            details={name: self._rows_of(name, account) for name in self.details},
        )

    def estimate(self, account: str, figure: str) -> Estimate:
        """One figure of one account, unknown with the reason when nothing was observed; raises `UnknownName`."""
        wanted = figure_named(figure)
        found = self._figures_of(account)
        row = found.filter(pc.equal(found["figure"], figure)).to_pylist()
        return _estimate(row[0]) if row else wanted.unknown

    def wide(self) -> pa.Table:
        """One row an account with its columns, then every figure's value, low, high and n, null where unknown."""
        table = self.accounts
        for name in pc.unique(self.figures["figure"]).to_pylist():
            rows = self.figures.filter(pc.equal(self.figures["figure"], name))
            place = pc.index_in(table["account"], value_set=rows["account"].combine_chunks())
            for part in ("value", "low", "high", "n"):
                label = name if part == "value" else f"{name}_{part}"
                if label not in table.column_names:
                    table = table.append_column(label, rows[part].take(place))
        return table

    def share_within(self, lon: float, lat: float, km: float, accounts: list[str] | None = None) -> dict[str, Estimate]:
        """By account, the share of followers that lives within `km` of a point; see `kring.profile.locality`."""
        from kring.profile.locality import WHEREABOUTS, share_within

        return share_within(self.details.get("whereabouts", WHEREABOUTS.empty_table()), lon, lat, km, accounts)

    def save(self, folder: Path) -> None:
        """Writes all tables as Parquet into `folder`, made when it isn't there."""
        for part in PARTS:
            tables: Mapping[str, pa.Table] = getattr(self, part)
            (folder / part).mkdir(parents=True, exist_ok=True)
            for name, table in tables.items():
                pq.write_table(table, folder / part / f"{name}.parquet")
        pq.write_table(self.accounts, folder / "accounts.parquet")
        pq.write_table(self.figures, folder / "figures.parquet")

    @classmethod
    def open(cls, folder: Path) -> Profiles:
        """The profiles saved in `folder`."""
        details, counted = (
            {path.stem: pq.read_table(path) for path in sorted((folder / part).glob("*.parquet"))} for part in PARTS
        )
        accounts, figures = (pq.read_table(folder / f"{name}.parquet") for name in ("accounts", "figures"))
        return cls(accounts, figures, details, counted)

    def _repr_html_(self) -> str:
        from kring.profile.notebook import profiles_as_html

        return profiles_as_html(self)

    def _rows_of(self, name: str, account: str) -> list[dict[str, Any]]:
        """The rows of a detail for one account."""
        table, places = self._details_by_place[name]
        place = self._place(account)
        first, last = np.searchsorted(places, [place, place + 1])
        return list(table.slice(first, last - first).to_pylist())

    @cached_property
    def _details_by_place(self) -> dict[str, tuple[pa.Table, np.ndarray]]:
        """Every detail in the order of the accounts, with the place of each row's account; -1 for one not there."""
        found = {}
        for name, table in self.details.items():
            among = pc.index_in(table["account"], self.accounts["account"].combine_chunks())
            places = np.asarray(pc.fill_null(among, -1).to_numpy())
            order = np.argsort(places, kind="stable")
            found[name] = table.take(pa.array(order)), places[order]
        return found

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.accounts["account"].to_pylist())}

    @cached_property
    def _figure_accounts(self) -> np.ndarray:
        return np.asarray(pc.index_in(self.figures["account"], self.accounts["account"].combine_chunks()).to_numpy())

    def _place(self, account: str) -> int:
        place = self._places.get(account)
        if place is None:
            raise UnknownName("account", account, list(self._places))
        return place

    def _figures_of(self, account: str) -> pa.Table:
        first, last = np.searchsorted(self._figure_accounts, [self._place(account), self._place(account) + 1])
        return self.figures.slice(int(first), int(last - first))


def _estimate(row: dict[str, Any]) -> Estimate:
    return Estimate.between(row["value"], row["low"], row["high"], Basis(row["basis"]), row["n"])
