"""Candidates: the accounts a brief could choose from, with what gates look at; None where it is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa

from kring.errors import BadInput, UnknownName
from kring.match.brief_checks import placed
from kring.vocabulary import niches
from kring.vocabulary.places import place_named
from kring.vocabulary.tiers import tier_of

COLUMNS = ("creator", "platform", "handle", "name", "followers", "niche", "category", "language", "city", "country")


@dataclass(frozen=True)
class Candidate:
    """One account that could be asked."""

    account: str
    creator: str | None = None
    platform: str | None = None
    handle: str | None = None
    name: str | None = None
    followers: int | None = None
    niche: str | None = None
    language: str | None = None
    city: str | None = None
    country: str | None = None

    @property
    def municipality(self) -> str | None:
        """The Dutch or Flemish municipality that its city lies in; None when that is not known."""
        place = place_named(self.city, self.country) if self.city else None
        return place.municipality if place else None

    @property
    def tier(self) -> str | None:
        """The name of its tier; None when the number of followers is not known."""
        tier = tier_of(self.followers)
        return tier.name if tier else None

    @property
    def shown(self) -> str:
        """The name to show: its own, else the handle, else the account."""
        return self.name or self.handle or self.account


def candidates(accounts: pa.Table) -> list[Candidate]:
    """The candidates in a table of accounts (one row each, the columns of `Profiles.accounts`), by account name.

    A niche is read from a column `niche`, else from the category where that names one.
    """
    rows = accounts.select([name for name in ("account", *COLUMNS) if name in accounts.column_names]).to_pylist()
    found = {}
    for row in rows:
        row["niche"] = row.get("niche") or niche_of(row.pop("category", None))
        row.pop("category", None)
        row["platform"] = row.get("platform") or row["account"].partition(":")[0]
        found[row["account"]] = Candidate(**row)
    return [found[account] for account in sorted(found)]


@cache
def niche_of(category: str | None, own: tuple[niches.Niche, ...] = ()) -> str | None:
    """The niche a source's category names, an organisation's `own` among them; None when it names none."""
    if not category:
        return None
    try:
        return niches.niche(category, own).name
    except UnknownName:
        return None


def named(candidates: Sequence[Candidate], names: Iterable[str], field: str) -> list[str]:
    """The accounts meant by accounts, handles or names. Raises UnknownName, or BadInput when several are meant."""
    names = list(names)
    if not names:
        return []
    by_spelling: dict[str, set[str]] = {}
    for candidate in candidates:
        for spelling in (candidate.account, candidate.handle, candidate.name, candidate.creator):
            if spelling:
                by_spelling.setdefault(_folded(spelling), set()).add(candidate.account)
    accounts = {candidate.account for candidate in candidates}
    return [_meant(name, by_spelling, accounts, field) for name in names]


def _meant(name: str, by_spelling: dict[str, set[str]], accounts: set[str], field: str) -> str:
    if name in accounts:
        return name
    meant = by_spelling.get(_folded(name), set())
    if not meant:
        raise UnknownName(
            f"account for '{field}'", name, list(by_spelling), "Use platform:handle, such as instagram:naam.",
            nl_advice="Schrijf platform:handle, zoals instagram:naam.",
        )  # fmt: skip
    if len(meant) > 1:
        with placed(None, None, field):
            raise BadInput(
                f"'{name}' can mean {', '.join(sorted(meant))}.", "Name the account itself.",
                nl=f"met '{name}' kan bedoeld zijn: {', '.join(sorted(meant))}.", nl_advice="Noem het account zelf.",
            )  # fmt: skip
    return next(iter(meant))


def _folded(spelling: str) -> str:
    return spelling.strip().lstrip("@").casefold()
