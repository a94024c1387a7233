"""The people: who they are, where they live (CBS), what they are interested in, and which platforms they use.

Municipality, postcode area, age and gender follow the population of CBS; interests, platforms and activity are
invented. Bots are numbered last, people abroad before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kring.vocabulary.people import LANGUAGES as SPOKEN
from kring.vocabulary.places import municipalities, population, postcodes
from kring.world.chance import Flags, Floats, Ints, chance, keys_of, pick, pick_by_row, without_doubles
from kring.world.grammar import subjects
from kring.world.scale import Scale

SUBS = 5
INTERESTS_AT_MOST = 5
COUNTRIES = ("NL", "BE", "DE", "GB", "US")
ABROAD_SHARES = (0.0, 0.4, 0.2, 0.2, 0.2)
PLATFORMS = ("instagram", "tiktok", "youtube")
BAND_STARTS = (0, 13, 18, 25, 35, 45, 55, 65)
_USE_BY_BAND = np.asarray(
    [
        [0.03, 0.08, 0.25], [0.75, 0.80, 0.85], [0.90, 0.70, 0.80], [0.80, 0.45, 0.70],
        [0.65, 0.30, 0.60], [0.50, 0.20, 0.55], [0.35, 0.12, 0.50], [0.20, 0.06, 0.40],
    ]
)  # fmt: skip
_LANGUAGES_NL = {"nl": 0.87, "en": 0.04, "tr": 0.025, "ar": 0.02, "pl": 0.015, "de": 0.015, "es": 0.015}
_LANGUAGE_ABROAD = ("nl", "nl", "de", "en", "en")


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in the world, by number; `home` and `area` are -1 abroad and for bots. One entry a person in each."""

    residents: int
    key: Ints
    country: Ints
    home: Ints
    area: Ints
    age: Ints
    gender: Ints
    language: Ints
    uses: npt.NDArray[np.bool_]
    activity: Floats
    interests: npt.NDArray[np.uint64]
    member: Ints
    community: Ints
    bot: Flags
    has_picture: Flags
    number_of_bots: int

    @property
    def count(self) -> int:
        """How many there are, people abroad and bots included."""
        return len(self.key)

    @property
    def band(self) -> Ints:
        """The age band of each, as a place in `kring.vocabulary.people.AGE_BANDS`."""
        return np.searchsorted(np.asarray(BAND_STARTS), self.age, side="right") - 1

    def interested(self, who: Ints, niche: npt.NDArray[np.integer]) -> Flags:
        """Whether person `who[i]` is interested in niche `niche[i]`."""
        interested: Flags = (self.interests[who] >> niche.astype(np.uint64, copy=False)) & np.uint64(1) == 1
        return interested


def populate(people: int, scale: Scale, seed: int) -> People:
    """People for a country of `people` persons, with people abroad and bots as `scale` says."""
    rng = chance(seed, "people")
    abroad, bots = round(people * scale.abroad), round(people * scale.bots)
    total = people + abroad + bots
    bot = np.arange(total) >= people + abroad
    home, area, age, gender = _residents(rng, people, total)
    country = np.zeros(total, dtype=np.int64)
    country[people:] = pick(rng, ABROAD_SHARES, total - people)
    gender[rng.random(total) < 0.007] = 2
    uses = rng.random((total, 3)) < _USE_BY_BAND[np.searchsorted(BAND_STARTS, age, side="right") - 1]
    uses[people:] = True
    activity = np.where(uses.any(axis=1), rng.lognormal(0.0, 1.1, total), 0.0)
    member, community = _memberships(rng, people, age, gender, home)
    interests = np.zeros(total, dtype=np.uint64)
    np.bitwise_or.at(interests, member, np.uint64(1) << (community // SUBS).astype(np.uint64))
    return People(
        people, keys_of(np.arange(total), seed, "person"), country, home, area, age, gender,
        _languages(rng, country), uses, activity, interests, member, community, bot,
        np.where(bot, rng.random(total) < 0.25, rng.random(total) < 0.94), bots,
    )  # fmt: skip


def _residents(rng: np.random.Generator, people: int, total: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Home, postcode area, age and gender: residents by CBS, the others aged 18 to 60 and without a home."""
    home, area = np.full(total, -1, dtype=np.int64), np.full(total, -1, dtype=np.int64)
    age, gender = rng.integers(18, 60, total), rng.integers(0, 2, total)
    cell_home, cell_area, first_age, cell_gender, weight = cells()
    cell = pick(rng, weight, people)
    home[:people], area[:people], gender[:people] = cell_home[cell], cell_area[cell], cell_gender[cell]
    age[:people] = first_age[cell] + rng.integers(0, 5, people)
    return home, area, age, gender


@cache
def areas() -> tuple[tuple[str, ...], Ints]:
    """The postcode areas that have a municipality, and the place of that in `municipalities()`."""
    place = {name: at for at, name in enumerate(municipalities())}
    rows = postcodes().select(["pc4", "municipality"]).drop_null().to_pylist()
    return tuple(row["pc4"] for row in rows), np.asarray([place[row["municipality"]] for row in rows])


@cache
def cells() -> tuple[Ints, Ints, Ints, Ints, Floats]:
    """The cells of the CBS population: home, area, first age, gender (0 female, 1 male) and people in each."""
    names, home = areas()
    table = population()
    sorter = np.argsort(names)
    found = np.searchsorted(names, table["pc4"].to_numpy(zero_copy_only=False), sorter=sorter)
    area = sorter[found]
    first_age = np.asarray([int(band.split("-")[0].rstrip("+")) for band in table["age_band"].to_pylist()])
    gender = (table["gender"].to_numpy(zero_copy_only=False) == "male").astype(np.int64)
    return home[area], area, first_age, gender, table["people"].to_numpy().astype(float)


def leanings() -> Floats:
    """How much people lean to each niche by age band and gender; shape (bands * 3 genders, niches)."""
    middles = np.asarray([9, 15, 21, 30, 40, 50, 60, 72])
    rows = [
        [
            subject.popularity
            * (0.05 + np.exp(-0.5 * ((middle - subject.age) / (1.4 * subject.spread)) ** 2))
            * (subject.female, 1 - subject.female, 0.5)[gender]
            for subject in subjects()
        ]
        for middle in middles
        for gender in range(3)
    ]
    return np.asarray(rows)


def _memberships(rng: np.random.Generator, people: int, age: Ints, gender: Ints, home: Ints) -> tuple[Ints, Ints]:
    """Who belongs to which community: niche * SUBS + sub-community, half of which are bound to a region."""
    wanted = 1 + rng.binomial(INTERESTS_AT_MOST - 1, 0.45, people)
    who = np.repeat(np.arange(people), wanted)
    cell = (np.searchsorted(BAND_STARTS, age, side="right") - 1) * 3 + gender
    niche = pick_by_row(rng, leanings(), cell[who])
    pair = without_doubles(who * len(subjects()) + niche)
    who, niche = pair // len(subjects()), pair % len(subjects())
    regional = (home[who] * 7 + niche) % SUBS
    sub = np.where(rng.random(len(who)) < 0.5, regional, rng.integers(0, SUBS, len(who)))
    return who, niche * SUBS + sub


def _languages(rng: np.random.Generator, country: Ints) -> Ints:
    at = np.asarray([SPOKEN.index(language) for language in _LANGUAGES_NL])
    spoken = at[pick(rng, list(_LANGUAGES_NL.values()), len(country))]
    abroad = np.asarray([SPOKEN.index(language) for language in _LANGUAGE_ABROAD])[country]
    return np.where(country == 0, spoken, abroad)
