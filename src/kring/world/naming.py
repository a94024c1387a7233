"""Names, handles and bios of invented creators. A handle ends in syn and a number: no real account is meant."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from kring.vocabulary.niches import niches
from kring.vocabulary.places import municipalities, postcodes
from kring.world.chance import chance
from kring.world.creators import Accounts, Creators
from kring.world.grammar import LANGUAGES, subjects, words
from kring.world.people import PLATFORMS

_GENDERS = ("female", "male", "other")
_SPOKEN_NAMES = {"'s-Gravenhage": "Den Haag", "'s-Hertogenbosch": "Den Bosch"}


@dataclass(frozen=True, slots=True)
class Names:
    """What creators and accounts are called, in their order; `city` is None where a creator names no place."""

    creator: list[str]
    first: list[str]
    account: list[str]
    handle: list[str]
    shown: list[str]
    bio: list[str]
    city: list[str | None]


def name_everyone(creators: Creators, accounts: Accounts, seed: int) -> Names:
    """Names for all creators and their accounts."""
    rng = chance(seed, "names")
    first = [_drawn(rng, words("names")[_GENDERS[gender]]) for gender in creators.gender]
    stems = [_stem(rng, first[at], int(creators.niches[at, 0])) for at in range(creators.count)]
    places = [_place(rng, int(home)) for home in creators.home]
    names = Names([f"syn-creator-{at:05d}" for at in range(creators.count)], first, [], [], [], [], [])
    for creator, platform in zip(accounts.creator.tolist(), accounts.platform.tolist(), strict=True):
        handle = f"{stems[creator]}.syn{creator:05d}"
        names.handle.append(handle)
        names.account.append(f"{PLATFORMS[platform]}:{handle}")
        names.shown.append(f"{first[creator].capitalize()} (synthetic)")
        names.bio.append(_bio(rng, creators, creator, first[creator], places[creator]))
        names.city.append(places[creator] if rng.random() < 0.55 else None)
    return names


def _drawn(rng: np.random.Generator, options: list[str]) -> str:
    return options[int(rng.integers(len(options)))]


def _stem(rng: np.random.Generator, first: str, niche: int) -> str:
    word = _drawn(rng, list(subjects()[niche].tags))
    return _drawn(rng, words("names")["styles"]).format(first=first, word=word)


def _place(rng: np.random.Generator, home: int) -> str:
    """What a creator calls the home: mostly the municipality as people say it, sometimes a village in it."""
    name = municipalities()[home]
    villages = _villages().get(name, [])
    if villages and rng.random() < 0.25:
        return _drawn(rng, villages)
    return _SPOKEN_NAMES.get(name, name)


@cache
def _villages() -> dict[str, list[str]]:
    table = postcodes().select(["municipality", "place"]).drop_null()
    known: dict[str, dict[str, None]] = {}
    for row in table.to_pylist():
        known.setdefault(row["municipality"], {})[row["place"]] = None
    return {name: list(places) for name, places in known.items()}


def _bio(rng: np.random.Generator, creators: Creators, creator: int, first: str, place: str) -> str:
    language = LANGUAGES[int(creators.language[creator])]
    subject = subjects()[int(creators.niches[creator, 0])]
    label = niches()[subject.name].words
    text = _drawn(rng, words("names")["bios"][language])
    return text.format(
        label=label.nl if language == "nl" else label.en,
        place=place,
        first=first.capitalize(),
        things=_drawn(rng, list(subject.things[language])),
    )
