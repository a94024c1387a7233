"""Evidence about the account itself: its observations, its followers, the places it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

import narwhals as nw
import pyarrow.compute as pc

from kring.estimate import number
from kring.profile.arrivals import arrivals
from kring.profile.authenticity.audience import LIKE_A_FAKE, looks_of_followers
from kring.profile.evidence.asked import Asked
from kring.profile.locality.signs import place_signs
from kring.profile.quoted import QUOTE_LENGTH, Evidence
from kring.vocabulary.text import Words


def snapshots(asked: Asked) -> Iterator[Evidence]:
    """The observations of the number of followers."""
    facts, account = asked.facts, asked.account
    seen = facts.table("accounts").filter(nw.col("account") == account).select("followers", "observed_at", "source")
    for row in facts.collect(seen).to_pylist():
        if row["followers"] is not None:
            why = Words(f"{number(row['followers'], 'nl')} volgers", f"{number(row['followers'])} followers")
            yield Evidence("account", account, row["observed_at"], "", row["source"], why)


def followers_by_month(asked: Asked) -> Iterator[Evidence]:
    """How many of today's followers came in each month; no single one."""
    for row in arrivals(asked.facts, asked.account).months.to_pylist():
        people, moment = row["people"], datetime.combine(row["month"], time(), UTC)
        why = Words(
            f"in deze maand kwamen {number(people, 'nl')} van de volgers van nu",
            f"in this month {number(people)} of today's followers came",
        )
        yield Evidence("audience", asked.account, moment, "", "arrivals", why)


def followers_looked_at(asked: Asked) -> Iterator[Evidence]:
    """How many followers were looked at and how they look; no single one, since none of them is the creator."""
    counted = looks_of_followers(asked.facts, asked.account)
    people = int(pc.sum(counted["people"]).as_py() or 0)
    fakes = counted.filter(pc.greater_equal(counted["look"], LIKE_A_FAKE))
    suspect = int(pc.sum(fakes["people"]).as_py() or 0)
    if people:
        why = Words(
            f"van {number(people, 'nl')} volgers zijn kenmerken bekend, {number(suspect, 'nl')} lijken op onechte",
            f"something is known of {number(people)} followers, {number(suspect)} of them look like fakes",
        )
        yield Evidence("audience", asked.account, None, "", "looks", why)


def places_told(asked: Asked) -> Iterator[Evidence]:
    """The posts, the profile, the platform's shares and the people that say where followers or the creator live."""
    for one in place_signs(asked.facts, asked.account):
        yield Evidence(one.kind, one.name, one.moment, one.quote[:QUOTE_LENGTH], one.rule, one.why)
