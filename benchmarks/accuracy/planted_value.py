"""What each account of a synthetic world is truly worth for a brief, from the world's truth alone.

The value of account a for brief b:

    reached people per euro  x  about the subject  x  (1 + answered share)

    reached per euro  real followers who are in the brief's target group (place, age, gender, language), times the mean
                      share of its real followers that a post of the account truly reaches (1 at most), over its true
                      fee: the lowest of what the brief would take. Bots are no people.
    about the subject the true share of the creator's posts about the niches of the brief; 1 where it names none
    answered share    the true share of comments the creator answers, 0 to 1: contact at most doubles the value

It is 0 for an account on a platform that the brief doesn't ask for, that doesn't make what is asked, or whose true fee
is above the budget. The form was chosen before any ranking was judged by it. It is one plain view of worth, not a law:
values, roles, growth and past work count for nothing in it, and sums of money are the world's invented fees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.match import Brief
from kring.reach import Segment
from kring.reach.radius import Radius
from kring.vocabulary.places import municipality_table
from kring.world import World

Floats = NDArray[np.float64]
COLUMNS = {"countries": "country", "municipalities": "municipality", "postcode_areas": "postcode_area",
           "ages": "age_band", "genders": "gender", "languages": "language"}  # fmt: skip


@dataclass(frozen=True)
class PlantedValue:
    """The truth of a world, one place an account by name. `followings`: place of the account and row of the person."""

    accounts: list[str]
    creators: pa.Array
    platforms: NDArray[np.str_]
    real: Floats
    reached: Floats
    answered: Floats
    niches: dict[str, dict[str, float]]
    fees: dict[str, dict[str, float]]
    people: pa.Table
    followings: tuple[NDArray[np.int64], NDArray[np.int64]]

    @classmethod
    def of(cls, world: World) -> PlantedValue:
        """Reads the truth once."""
        truth = world.truth
        table = truth.accounts.sort_by("account")
        names = table["account"].to_pylist()
        real = (table["followers"].to_numpy() - table["bots"].to_numpy()).astype(float)
        answered = dict(zip(*(truth.creators[name].to_pylist() for name in ("creator", "answer_rate")), strict=True))
        niches: dict[str, dict[str, float]] = {}
        for row in truth.niches.to_pylist():
            niches.setdefault(row["creator"], {})[row["niche"]] = row["share"]
        fees: dict[str, dict[str, float]] = {}
        for row in truth.fees.to_pylist():
            fees.setdefault(row["account"], {})[row["deliverable"]] = row["fee"]
        return cls(
            names, table["creator"].combine_chunks(), np.array(table["platform"].to_pylist()), real,
            _reached(world, names, real), np.array([answered[one] for one in table["creator"].to_pylist()]),
            niches, fees, truth.people, _followings(world, names),
        )  # fmt: skip

    def for_brief(self, brief: Brief) -> Floats:
        """The value of every account for the brief."""
        fee = np.array([self._fee(account, brief) for account in self.accounts])
        subject = np.array([self._about(creator, brief) for creator in self.creators.to_pylist()])
        with np.errstate(divide="ignore", invalid="ignore"):
            value = self.inside(brief.target) * self.reached / fee * subject * (1 + self.answered)
        fits = ~np.isnan(fee)
        if brief.budget is not None:
            fits &= fee <= brief.budget
        if brief.platforms:
            fits &= np.isin(self.platforms, brief.platforms)
        return np.where(fits, np.nan_to_num(value), 0.0)

    def inside(self, segment: Segment) -> Floats:
        """How many real followers of each account are in the segment."""
        account, person = self.followings
        chosen = account[in_segment(self.people, segment)[person]]
        return np.bincount(chosen, minlength=len(self.accounts)).astype(float)

    def _about(self, creator: str, brief: Brief) -> float:
        return sum(self.niches[creator].get(name, 0.0) for name in brief.niches) if brief.niches else 1.0

    def _fee(self, account: str, brief: Brief) -> float:
        """The lowest true fee of what the brief would take, NaN where the account makes none of it."""
        asked = self.fees.get(account, {})
        sums = [sum(number * asked.get(name, np.nan) for name, number in bundle.pieces) for bundle in brief.bundles]
        return min((fee for fee in sums if not np.isnan(fee)), default=np.nan)


def in_segment(people: pa.Table, segment: Segment) -> NDArray[np.bool_]:
    """Who of the people is truly in the segment; nobody of whom the world itself has no home is in a place."""
    found = np.array(pc.invert(people["bot"]).to_pylist())
    for condition, values in segment.conditions.items():
        if condition == "provinces":
            known = municipality_table()
            of = dict(zip(known["municipality"].to_pylist(), known["province"].to_pylist(), strict=True))
            condition, values = "municipalities", tuple(name for name, province in of.items() if province in values)
        if condition == "near":
            areas = {area for text in values for area in Radius.read(text).postcode_areas}
            condition, values = "postcode_areas", tuple(sorted(areas))
        inside = pc.is_in(people[COLUMNS[condition]], value_set=pa.array(list(values), pa.string()))
        found &= np.array(pc.fill_null(inside, False).to_pylist())
    return found


def _reached(world: World, names: list[str], real: Floats) -> Floats:
    """The mean share of the real followers that a post truly reaches, 1 at most."""
    posts = world.tables["posts"]
    at = pc.index_in(posts["account"], value_set=pa.array(names)).to_numpy()
    order = dict(zip(world.truth.posts["post"].to_pylist(), world.truth.posts["reach"].to_pylist(), strict=True))
    seen = np.array([order[post] for post in posts["post"].to_pylist()], dtype=float)
    mean = np.bincount(at, seen, minlength=len(names)) / np.maximum(np.bincount(at, minlength=len(names)), 1)
    return np.minimum(mean / np.maximum(real, 1), 1.0)


def _followings(world: World, names: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    follows, people = world.truth.follows, world.truth.people
    account = pc.index_in(follows["account"].cast(pa.string()), value_set=pa.array(names)).to_numpy()
    person = pc.index_in(follows["person_key"], value_set=people["person_key"].combine_chunks()).to_numpy()
    return np.asarray(account, dtype=np.int64), np.asarray(person, dtype=np.int64)
