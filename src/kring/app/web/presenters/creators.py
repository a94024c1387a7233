"""The creators table: which accounts pass the filters, in what order, and a page of them with their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from kring.app.web.language import page_language
from kring.estimate import Estimate
from kring.match.candidates import niche_of
from kring.vocabulary.locality import locality_terms
from kring.vocabulary.niches import niche

if TYPE_CHECKING:
    from kring.profile import Profile, Profiles
    from kring.workspace import Workspace

SHOWN_FIGURES = ("engagement_per_follower", "answered_comments", "clean_feed")
FILTERED_FIGURES = (*SHOWN_FIGURES, "local_share")
SORTS = {
    "name": "handle",
    "followers": "followers",
    "engagement": "engagement_per_follower",
    "answered": "answered_comments",
    "clean": "clean_feed",
}
DEFAULT_SORT = "-followers"
UNKNOWN, YES, NO = "unknown", "yes", "no"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show; shares from 0 to 1. A figure that is unknown does not pass a least value: unknown is not zero.

    `home`: a municipality or `UNKNOWN`; `hero`: `YES`, `NO` (not shown to be a local hero) or `UNKNOWN`.
    """

    q: str = ""
    platform: str = ""
    tier: str = ""
    category: str = ""
    place: str = ""
    home: str = ""
    hero: str = ""
    followers_min: int | None = None
    followers_max: int | None = None
    engagement: float | None = None
    answered: float | None = None
    clean: float | None = None
    local: float | None = None


@dataclass(frozen=True, slots=True)
class CreatorLine:
    """One account in the table."""

    profile: Profile
    figures: Mapping[str, Estimate]


def wide(workspace: Workspace) -> pa.Table:
    """Every account with its figures as columns; a figure nobody has is a column of unknowns.

    `home`: the creator's municipality where it is known well enough to be named; `local_hero`: true, false, or unknown.
    """
    profiles = workspace.profiles()
    homes, heroes = profiles.details["home"], profiles.details["local_hero"]
    sure = homes.filter(pc.greater_equal(homes["probability"], locality_terms().home_from))
    table = _beside(_beside(profiles.wide(), "home", sure, "municipality"), "local_hero", heroes, "local_hero")
    for name in FILTERED_FIGURES:
        for column in (name, f"{name}_low", f"{name}_high"):
            if column not in table.column_names:
                table = table.append_column(column, pa.nulls(table.num_rows, pa.float64()))
    return table


def categories(table: pa.Table) -> list[str]:
    """The categories there are, the commonest two hundred, by name."""
    counted = pc.value_counts(table["category"].combine_chunks()).to_pylist()
    common = sorted((entry for entry in counted if entry["values"]), key=lambda entry: -entry["counts"])[:200]
    return sorted(entry["values"] for entry in common)


def niche_or_category(category: str | None) -> str:
    """What a source files an account under: the label of a niche where it names one, else as the source wrote it."""
    name = niche_of(category)
    return niche(name).words.said_in(page_language()) if name else category or ""


def homes(table: pa.Table) -> list[str]:
    """The municipalities that are some creator's home, by name."""
    return sorted(pc.unique(table["home"].drop_null()).to_pylist())


def matching(table: pa.Table, filters: Filters) -> pa.Table:
    """The accounts that pass every filter given."""
    fits = _fits(table, filters)
    return table if fits is None else table.filter(fits)


def undecided(table: pa.Table, filters: Filters) -> int:
    """How many accounts may fit as well: no filter speaks against them, but what one asks is unknown of them."""
    fits = _fits(table, filters)
    return 0 if fits is None else fits.null_count


def _fits(table: pa.Table, filters: Filters) -> pa.ChunkedArray | None:
    """Whether each account passes all filters, null where that is unknown; None without a filter."""
    conditions = [
        *(_is(table[name], value) for name, value in _exact(filters) if value),
        *(pc.greater_equal(table[name], value) for name, value in _least(filters) if value is not None),
    ]
    if filters.followers_max is not None:
        conditions.append(pc.less_equal(table["followers"], filters.followers_max))
    if filters.q:
        conditions.append(pc.fill_null(_any_holds(table, ("account", "handle", "name", "creator"), filters.q), False))
    if filters.place:
        conditions.append(_any_holds(table, ("city", "country"), filters.place))
    return reduce(pc.and_kleene, conditions) if conditions else None


def ordered(table: pa.Table, sort: str) -> pa.Table:
    """The accounts in the order asked for, what is unknown last; a minus sign means the largest first."""
    way = "descending" if sort.startswith("-") else "ascending"
    column = SORTS.get(sort.removeprefix("-"), "followers")
    places = pc.sort_indices(table, sort_keys=[(column, way), ("account", "ascending")])
    return table.take(places)


def lines(profiles: Profiles, accounts: list[str]) -> list[CreatorLine]:
    """The accounts with their figures, ready to show."""
    shown = [profiles.of(account) for account in accounts]
    return [CreatorLine(profile, {name: profile.estimate(name) for name in SHOWN_FIGURES}) for profile in shown]


def _exact(filters: Filters) -> tuple[tuple[str, str], ...]:
    return (
        ("platform", filters.platform), ("tier", filters.tier), ("category", filters.category),
        ("home", filters.home), ("local_hero", filters.hero),
    )  # fmt: skip


def _is(column: pa.ChunkedArray, value: str) -> pa.ChunkedArray:
    if value == UNKNOWN:
        return pc.is_null(column)
    return pc.equal(column, value == YES if pa.types.is_boolean(column.type) else value)


def _beside(table: pa.Table, name: str, rows: pa.Table, column: str) -> pa.Table:
    """The table with a column of other `rows` by account, unknown where an account has none."""
    place = pc.index_in(table["account"], value_set=rows["account"].combine_chunks())
    return table.append_column(name, rows[column].take(place))


def _least(filters: Filters) -> tuple[tuple[str, float | None], ...]:
    asked = (filters.engagement, filters.answered, filters.clean, filters.local)
    return ("followers", filters.followers_min), *zip(FILTERED_FIGURES, asked, strict=True)


def _any_holds(table: pa.Table, columns: tuple[str, ...], text: str) -> pa.ChunkedArray:
    found = [
        pc.match_substring(pc.cast(table[column], pa.string()), text.strip(), ignore_case=True) for column in columns
    ]
    return reduce(pc.or_kleene, found)
