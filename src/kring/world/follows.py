"""Who follows whom: circles of niche, sub-community and place, with heavy tails on both sides.

An account finds its followers through channels: its sub-community, its niche, the neighbourhood of its home, everybody,
people abroad, and (for a second account) the followers of the creator's main account. Within a channel people come by
activity, and stay by how near they are in age, gender and language. Bots come on top.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from kring.vocabulary.people import LANGUAGES as SPOKEN
from kring.vocabulary.places import kilometres, municipality_table
from kring.world.chance import Flags, Floats, Ints, Segments, chance, pick_by_row, without_doubles
from kring.world.creators import Accounts, Creators
from kring.world.grammar import subjects
from kring.world.people import SUBS, People

ROUNDS = 5
FIRST_GUESS = 0.35
PART = 500_000
BIG = 0.06
KERNEL_KM = 12.0
CHANNELS = ("community", "niche", "near", "everybody", "abroad", "main")


@dataclass(frozen=True, slots=True)
class Follows:
    """All followings, sorted by account and person; `starts` has one entry more than there are accounts."""

    account: Ints
    person: Ints
    starts: Ints

    @classmethod
    def of(cls, pairs: Ints, people: int, accounts: int) -> Follows:
        """From unique sorted numbers account * people + person."""
        account = pairs // people
        return cls(account, pairs % people, np.searchsorted(account, np.arange(accounts + 1)).astype(np.int64))

    @property
    def counts(self) -> Ints:
        """Followers of each account."""
        return np.diff(self.starts)


def follow(people: People, creators: Creators, accounts: Accounts, seed: int) -> Follows:
    """The followings of all accounts, bots included."""
    rng = chance(seed, "follows")
    main = np.arange(accounts.count) < creators.count
    wanted = np.maximum(accounts.wanted - accounts.bought, 20)
    big = main & (wanted > BIG * people.count)
    circles = Circles(people, creators, accounts)
    crowds = [_crowd(rng, circles, int(account), int(wanted[account])) for account in np.flatnonzero(big)]
    small = circles.gather(rng, np.where(main & ~big, wanted, 0), None)
    first = Follows.of(without_doubles(np.concatenate([*crowds, small])), people.count, accounts.count)
    second = circles.gather(rng, np.where(main, 0, wanted), first)
    pairs = np.concatenate([first.account * people.count + first.person, second, _bots(rng, people, accounts)])
    return Follows.of(without_doubles(pairs), people.count, accounts.count)


@cache
def neighbourhoods() -> Floats:
    """How strongly each municipality follows a creator from each: people times nearness; shape (homes, homes)."""
    table = municipality_table()
    lon, lat = table["lon"].to_numpy(), table["lat"].to_numpy()
    away = kilometres(lon[:, None], lat[:, None], lon[None, :], lat[None, :])
    weights: Floats = np.exp(-away / KERNEL_KM) * table["people"].to_numpy()[None, :]
    return weights


class Circles:
    """The channels of a world, ready to draw from."""

    def __init__(self, people: People, creators: Creators, accounts: Accounts) -> None:
        self.people, self.creators, self.accounts = people, creators, accounts
        niches = len(subjects())
        activity = people.activity
        self.communities = Segments.of(people.member, people.community, activity[people.member], niches * SUBS)
        everybody = np.arange(people.residents)
        self.homes = Segments.of(everybody, people.home[everybody], activity[everybody], len(neighbourhoods()))
        real = np.flatnonzero(~people.bot)
        self.lands = Segments.of(real, (people.country[real] > 0).astype(np.int64), activity[real], 2)
        self.traits = _traits(people)
        self.ages, self.genders = creators.age.astype(np.int16), creators.gender.astype(np.int16)
        self.languages, self.niches = creators.language.astype(np.int16), creators.niches[:, 0].astype(np.uint64)
        self.platforms = accounts.platform.astype(np.int16)

    def gather(self, rng: np.random.Generator, wanted: Ints, main: Follows | None) -> Ints:
        """Pairs account * people + person until each account has about as many as wanted, or a few rounds are over."""
        pairs = np.empty(0, dtype=np.int64)
        have = np.zeros(len(wanted), dtype=np.int64)
        drawn = np.zeros(len(wanted), dtype=np.int64)
        for _ in range(ROUNDS):
            lacking = np.maximum(wanted - have, 0)
            kept = np.where(drawn > 0, have / np.maximum(drawn, 1), FIRST_GUESS)
            tries = np.where(lacking > 0.03 * wanted, lacking / np.clip(kept, 0.04, 1.0), 0)
            account = np.repeat(np.arange(len(wanted)), tries.astype(np.int64))
            if not len(account):
                break
            drawn += tries.astype(np.int64)
            pairs = without_doubles(np.concatenate([pairs, *self._rounds(rng, account, main)]))
            have = np.bincount(pairs // self.people.count, minlength=len(wanted))
        return pairs

    def _rounds(self, rng: np.random.Generator, account: Ints, main: Follows | None) -> list[Ints]:
        """The draws of one round in parts that fit the processor's cache."""
        mixture = self._mixture(main is not None)
        parts = np.array_split(account, max(1, len(account) // PART))
        return [self._part(rng, part, mixture, main) for part in parts]

    def _part(self, rng: np.random.Generator, account: Ints, mixture: Floats, main: Follows | None) -> Ints:
        channel = pick_by_row(rng, mixture, account)
        person = np.full(len(account), -1, dtype=np.int64)
        for at, name in enumerate(CHANNELS):
            chosen = channel == at
            if chosen.any():
                person[chosen] = self._draw(rng, name, account[chosen], main)
        found = person >= 0
        account, person, channel = account[found], person[found], channel[found]
        cares = (channel == CHANNELS.index("community")) | (channel == CHANNELS.index("niche"))
        cares |= channel >= CHANNELS.index("abroad")
        stays = rng.random(len(account), dtype=np.float32) < self.nearness(account, person, cares)
        return account[stays] * self.people.count + person[stays]

    def _mixture(self, has_main: bool) -> Floats:
        """The share of each channel, by account; shape (accounts, channels)."""
        creator = self.accounts.creator
        near = self.creators.locality[creator]
        abroad = np.where(self.creators.language[creator] == 1, 0.12, 0.02)
        rest = (1 - near) * (1 - abroad)
        own = 0.45 if has_main else 0.0
        shares = [0.42 * rest, 0.33 * rest, near, 0.25 * rest, (1 - near) * abroad]
        return np.stack([*(share * (1 - own) for share in shares), np.full(len(creator), own)], axis=1)

    def _draw(self, rng: np.random.Generator, channel: str, account: Ints, main: Follows | None) -> Ints:
        creator = self.accounts.creator[account]
        if channel == "main" and main is not None:
            at = main.starts[creator] + (rng.random(len(creator)) * main.counts[creator]).astype(np.int64)
            return main.person[np.minimum(at, len(main.person) - 1)]
        if channel == "near":
            return self.homes.draw(rng, pick_by_row(rng, neighbourhoods(), self.creators.home[creator]))
        if channel in ("everybody", "abroad"):
            return self.lands.draw(rng, np.full(len(account), int(channel == "abroad")))
        place = pick_by_row(rng, self.creators.niche_shares, creator)
        niche = self.creators.niches[creator, place]
        sub = self.creators.sub[creator] if channel == "community" else rng.integers(0, SUBS, len(creator))
        return self.communities.draw(rng, niche * SUBS + sub)

    def nearness(self, account: Ints, person: Ints, cares: Flags) -> Floats:
        """How likely a person stays: uses the platform, is near in age and gender, understands the language.

        `cares`: whether the channel itself says that the person cares for the topic.
        """
        creator = self.accounts.creator[account]
        trait = self.traits[person]
        years = np.abs((trait & 127) - self.ages[creator])
        kept = _BY_YEARS[years] * _BY_GENDER[(trait >> 7) & 3, self.genders[creator]]
        kept *= _BY_LANGUAGE[(trait >> 9) & 3, self.languages[creator]]
        kept *= (trait >> (11 + self.platforms[account])) & 1
        cares = cares | self.people.interested(person, self.niches[creator])
        stays: Floats = np.where(cares, kept, kept * np.float32(0.3))
        return stays


_BY_YEARS = np.exp(-np.arange(128) / 25).astype(np.float32)
_BY_GENDER = np.where(np.eye(4, 3) > 0, 1.0, 0.6).astype(np.float32)
_BY_LANGUAGE = np.asarray([[1.0, 0.7], [0.35, 1.0], [0.35, 0.7]], dtype=np.float32)


def _traits(people: People) -> npt.NDArray[np.int16]:
    """Age, gender, language (Dutch, English, another) and platforms of each person in one small number."""
    dutch, english = people.language == SPOKEN.index("nl"), people.language == SPOKEN.index("en")
    speaks = np.where(dutch, 0, np.where(english, 1, 2))
    uses = people.uses @ np.asarray([1, 2, 4])
    packed = np.minimum(people.age, 127) | people.gender << 7 | speaks << 9 | uses << 11
    return np.asarray(packed, dtype=np.int16)


def _crowd(rng: np.random.Generator, circles: Circles, account: int, wanted: int) -> Ints:
    """Followers of an account that a large part of the country follows: by weight, without putting anybody back."""
    people, creators = circles.people, circles.creators
    creator = circles.accounts.creator[account]
    who = np.arange(people.count)
    everywhere = np.full(people.count, account)
    weight = people.activity * circles.nearness(everywhere, who, np.zeros(people.count, dtype=bool))
    home = np.where(people.home >= 0, people.home, 0)
    near = neighbourhoods()[creators.home[creator]] / municipality_table()["people"].to_numpy()
    at_home = 1 + 25 * creators.locality[creator] * near[home]
    weight *= np.where(people.home >= 0, at_home, _pull_abroad(creators, creator))
    weight[people.bot] = 0
    with np.errstate(divide="ignore"):
        arrival = rng.exponential(1.0, people.count) / weight
    wanted = min(wanted, int(np.count_nonzero(weight) * 0.9))
    return account * people.count + np.sort(np.argpartition(arrival, wanted)[:wanted])


def _pull_abroad(creators: Creators, creator: int) -> float:
    if creators.star[creator]:
        return 2.5
    return 0.12 if creators.language[creator] == 1 else 0.02


def _bots(rng: np.random.Generator, people: People, accounts: Accounts) -> Ints:
    """Bots everywhere a few, and many where followers were bought."""
    if people.number_of_bots == 0:
        return np.empty(0, dtype=np.int64)
    strays = rng.poisson(np.minimum(accounts.wanted * 0.012, 0.2 * people.number_of_bots))
    account = np.repeat(np.arange(accounts.count), accounts.bought + strays)
    bot = people.count - people.number_of_bots + rng.integers(0, people.number_of_bots, len(account))
    return without_doubles(account * people.count + bot)


def flags_of(follows: Follows, flag: Flags) -> Ints:
    """How many followers of each account have the flag."""
    flagged = follows.account[flag[follows.person]]
    return np.bincount(flagged, minlength=len(follows.starts) - 1)
