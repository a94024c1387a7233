"""What is known of where the people around an account live, gathered from the observations: one row an account.

Platform figures (`audience_shares`), people whose place is known, the places of posts, and places named in the profile.
A suppressed share is unknown and left out; a list of the largest places says nothing of the others but that they are
smaller. Where followers are listed they count, else the likers and commenters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.facts import Facts
from kring.profile.locality.cells import COUNTRIES, cells
from kring.vocabulary.locality import ENGAGED, FOLLOWERS
from kring.vocabulary.places import Place, place_named, places_in, postcodes

_LIST = pa.list_(pa.int16())
WHEREABOUTS = pa.schema(
    [
        ("account", pa.string()), ("country", pa.string()), ("language", pa.string()), ("followers", pa.int64()),
        ("counted", pa.string()), ("by_country", pa.list_(pa.int64())),
        ("people_places", _LIST), ("people", pa.list_(pa.int64())),
        ("told_country", pa.list_(pa.float64())), ("told_of_all", pa.bool_()),
        ("told_places", _LIST), ("told", pa.list_(pa.float64())),
        ("geotag_places", _LIST), ("geotags", pa.list_(pa.int64())), ("named", _LIST),
    ]
)  # fmt: skip
"""Places are numbers of `cells`. `counted`: followers or engaged; `by_country`: people in NL, BE and elsewhere.

`told_country`: shares of NL, BE and elsewhere. `told_of_all`: shares of places are of the whole audience (a platform's
cities), not of who lives in the country.
"""
Rows = dict[str, dict[str, Any]]
CITY, MUNICIPALITY, COUNTRY = "city", "municipality", "country"


def whereabouts(facts: Facts, account: str | None = None) -> pa.Table:
    """Rows of `WHEREABOUTS` by account, of one account when given; an account of which nothing is known has no row."""
    only = None if account is None else pa.table({"account": [account]})
    rows: Rows = defaultdict(dict)
    known = facts.newest("accounts", among=only)
    profiles = facts.collect(known.select("account", "country", "language", "followers", "city", "bio")).to_pylist()
    country = {row["account"]: row["country"] for row in profiles}
    _add_named(rows, profiles)
    _add_geotags(rows, _geotags(facts, account), country)
    _add_told(rows, facts.collect(facts.newest("audience_shares", among=only)), country)
    _add_people(rows, _people(facts, account))
    for row in profiles:
        if row["account"] in rows:
            rows[row["account"]] |= {name: row[name] for name in ("country", "language", "followers")}
    found = [{"account": name, **row} for name, row in sorted(rows.items())]
    return pa.Table.from_pylist(found, WHEREABOUTS)


def _add_named(rows: Rows, profiles: Iterable[dict[str, Any]]) -> None:
    for row in profiles:
        city = place_named(row["city"], row["country"]) if row["city"] else None
        named = dict.fromkeys([city] if city else places_in(row["bio"], row["country"]))
        if numbers := _numbers(named):
            rows[row["account"]]["named"] = numbers


def _geotags(facts: Facts, account: str | None) -> list[dict[str, Any]]:
    posts = facts.newest("posts").filter(~nw.col("geotag").is_null())
    if account is not None:
        posts = posts.filter(nw.col("account") == account)
    counted = posts.group_by("account", "geotag").agg(nw.len().alias("posts"))
    return list(facts.collect(counted).to_pylist())


def _add_geotags(rows: Rows, tags: Iterable[dict[str, Any]], country: dict[str, str | None]) -> None:
    read = _reader(place_named)
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in tags:
        number = read(row["geotag"], country.get(row["account"]))
        if number is not None:
            found[row["account"]][number] += row["posts"]
    for name, counts in found.items():
        rows[name] |= {"geotag_places": sorted(counts), "geotags": [counts[place] for place in sorted(counts)]}


def _add_told(rows: Rows, shares: pa.Table, country: dict[str, str | None]) -> None:
    read = _reader(place_named)
    wanted = pc.and_(
        pc.is_in(shares["dimension"], pa.array([CITY, MUNICIPALITY, COUNTRY])), pc.is_valid(shares["share"])
    )
    wanted = pc.and_(wanted, pc.invert(pc.fill_null(shares["suppressed"], False)))
    places: dict[tuple[str, str], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row in shares.filter(wanted).select(["account", "dimension", "value", "share"]).to_pylist():
        name, dimension = row["account"], row["dimension"]
        if dimension == COUNTRY:
            told = rows[name].setdefault("told_country", [0.0, 0.0, 0.0])
            told[_country(row["value"])] += row["share"]
        elif (number := read(row["value"], country.get(name))) is not None:
            places[name, dimension][number] += row["share"]
    for (name, dimension), told_places in sorted(places.items(), reverse=True):
        if "told_places" not in rows[name]:
            numbers = sorted(told_places)
            rows[name] |= {"told_places": numbers, "told": [told_places[number] for number in numbers]}
            rows[name]["told_of_all"] = dimension == CITY


def _people(facts: Facts, account: str | None) -> pa.Table:
    """How many people around each account live where: account, follower, country, municipality, postcode_area, people.

    Each person counts once an account, as a follower where one is listed as such.
    """
    only = None if account is None else pa.table({"account": [account]})
    seen = facts.newest("audience_people", among=only)
    follower = (nw.col("relation") == "follower").alias("follower")
    once = seen.select("account", "person_key", follower).group_by("account", "person_key")
    people = facts.newest("people").select("person_key", "country", "municipality", "postcode_area")
    if account is not None:
        people = people.join(seen.select("person_key").unique(), on="person_key", how="semi")
    lived = people.filter(~nw.col("country").is_null() | ~nw.col("municipality").is_null())
    both = once.agg(nw.col("follower").max()).join(lived, on="person_key", how="inner")
    area = nw.when(nw.col("municipality").is_null()).then(nw.col("postcode_area")).alias("postcode_area")
    where = both.with_columns(area).group_by("account", "follower", "country", "municipality", "postcode_area")
    return facts.collect(where.agg(nw.len().cast(nw.Int64).alias("people")))


def _add_people(rows: Rows, people: pa.Table) -> None:
    read, of_area = _reader(place_named), _municipality_of_area()
    listed = set(people.filter(people["follower"])["account"].unique().to_pylist()) if people.num_rows else set()
    counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    by_country: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in people.to_pylist():
        name = row["account"]
        if row["follower"] != (name in listed):
            continue
        written = row["municipality"] or of_area.get(row["postcode_area"] or "")
        number = read(written, row["country"]) if written else None
        total = by_country[name]
        if row["country"]:
            total[_country(row["country"])] += row["people"]
        if number is not None:
            counts[name][number] += row["people"]
    for name, total in by_country.items():
        numbers = sorted(counts[name])
        rows[name] |= {
            "counted": FOLLOWERS if name in listed else ENGAGED, "by_country": total,
            "people_places": numbers, "people": [counts[name][number] for number in numbers],
        }  # fmt: skip


def _country(name: str) -> int:
    """The place of a country among NL, BE and elsewhere."""
    return COUNTRIES.index(name) if name in COUNTRIES else len(COUNTRIES)


def _numbers(named: Iterable[Place]) -> list[int]:
    return [number for place in named if (number := cells().of(place)) is not None]


def _reader(recognise: Callable[[str, str | None], Place | None]) -> Callable[[str, str | None], int | None]:
    """Reads each different text once."""

    @lru_cache(maxsize=100_000)
    def read(text: str, country: str | None) -> int | None:
        place = recognise(text, country)
        return None if place is None else cells().of(place)

    return read


def _municipality_of_area() -> dict[str, str]:
    table = postcodes().select(["pc4", "municipality"]).drop_null()
    return dict(zip(table["pc4"].to_pylist(), table["municipality"].to_pylist(), strict=True))
