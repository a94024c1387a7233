"""What points at places, one by one, so that a person can see what the locality of an account rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import narwhals as nw
import pyarrow as pa

from kring.estimate import number, percent
from kring.facts.facts import Facts
from kring.profile.locality.observed import CITY, COUNTRY, MUNICIPALITY, whereabouts
from kring.vocabulary.locality import ENGAGED, locality_terms
from kring.vocabulary.places import place_named, places_in
from kring.vocabulary.text import Words


@dataclass(frozen=True, slots=True)
class PlaceSign:
    """One observation: a post, the account itself, a share a platform told, or how many people are known."""

    kind: str
    name: str
    moment: datetime | None
    quote: str
    rule: str
    why: Words


def place_signs(facts: Facts, account: str) -> Iterator[PlaceSign]:
    """Everything that names or tells a place for one account."""
    only = pa.table({"account": [account]})
    country = None
    for row in facts.collect(facts.newest("accounts", among=only)).to_pylist():
        country = row["country"]
        city = place_named(row["city"], country) if row["city"] else None
        for place in (city,) if city else places_in(row["bio"], country):
            why = Words(f"het profiel noemt {place.municipality}", f"the profile names {place.municipality}")
            quote = " ".join((row["city"] or row["bio"]).split())
            yield PlaceSign("account", account, row["observed_at"], quote, "named", why)
    posts = facts.newest("posts").filter((nw.col("account") == account) & ~nw.col("geotag").is_null())
    for row in facts.collect(posts.select("post", "published_at", "geotag")).to_pylist():
        tagged = place_named(row["geotag"], country)
        if tagged is not None:
            why = Words(f"bericht uit {tagged.municipality}", f"post from {tagged.municipality}")
            yield PlaceSign("post", row["post"], row["published_at"], row["geotag"], "geotag", why)
    yield from _told(facts, account, only)
    yield from _people(facts, account)


def _told(facts: Facts, account: str, only: pa.Table) -> Iterator[PlaceSign]:
    for row in facts.collect(facts.newest("audience_shares", among=only)).to_pylist():
        if row["dimension"] in (CITY, MUNICIPALITY, COUNTRY) and row["share"] is not None and not row["suppressed"]:
            nl, en = (f"{row['value']}: {percent(row['share'], language)}" for language in ("nl", "en"))
            why = Words(f"het platform meldt {nl}", f"the platform tells {en}")
            yield PlaceSign("audience", account, row["observed_at"], "", "insights", why)


def _people(facts: Facts, account: str) -> Iterator[PlaceSign]:
    for row in whereabouts(facts, account).to_pylist():
        people = sum(row["people"] or ())
        if people:
            words = locality_terms().sources[row["counted"] or ENGAGED]
            why = Words(f"{number(people, 'nl')} {words.nl}", f"{number(people)} {words.en}")
            yield PlaceSign("audience", account, None, "", str(row["counted"]), why)
