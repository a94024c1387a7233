"""What is seen of people: who follows, likes and comments, and what is known of each.

Attributes are incomplete: a person's home, age or gender is often unknown.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from kring.vocabulary.people import AGE_BANDS, GENDERS
from kring.vocabulary.people import LANGUAGES as SPOKEN
from kring.vocabulary.places import municipalities, municipality_table
from kring.world.chance import Flags, Floats, Ints, chance, without_doubles
from kring.world.comments import Comments
from kring.world.follows import Follows
from kring.world.grammar import subjects
from kring.world.naming import Names
from kring.world.observed import counts, named, table
from kring.world.people import COUNTRIES, SUBS, People, areas
from kring.world.posts import Posts


def listed_accounts(accounts: int, share: float, seed: int) -> Flags:
    """Which accounts' follower lists are known in full."""
    return chance(seed, "listed").random(accounts) < share


def audience_table(
    people: People, follows: Follows, posts: Posts, comments: Comments, names: Names, listed: Flags,
    observed_at: int, seed: int,
) -> pa.Table:  # fmt: skip
    """`audience_people`: complete follower lists of listed accounts; a part of the likers and commenters of all."""
    rng = chance(seed, "audience")
    shown = listed[follows.account]
    likes = (rng.random(len(follows.account)) < _liking(people)[follows.person]) & ~people.bot[follows.person]
    wrote = comments.author >= 0
    pairs = without_doubles(posts.account[comments.post[wrote]] * people.count + comments.author[wrote])
    account = np.concatenate([follows.account[shown], follows.account[likes], pairs // people.count])
    person = np.concatenate([follows.person[shown], follows.person[likes], pairs % people.count])
    relation = np.repeat([0, 1, 2], [int(shown.sum()), int(likes.sum()), len(pairs)])
    columns = {
        "account": named(names.account, account),
        "person_key": people.key[person],
        "relation": named(("follower", "liker", "commenter"), relation),
        "complete": relation == 0,
    }
    return table("audience_people", observed_at, columns)


def _liking(people: People) -> Floats:
    """How likely a follower is among the captured likers: the active ones more."""
    likely: Floats = 0.28 * people.activity / (people.activity + 1.5)
    return likely


def people_table(people: People, follows: Follows, comments: Comments, observed_at: int, seed: int) -> pa.Table:
    """`people`: what is known of everybody in an audience, with gaps."""
    rng = chance(seed, "people seen")
    wrote = comments.author[comments.author >= 0]
    followed = np.bincount(follows.person, minlength=people.count)
    who = np.flatnonzero(followed + np.bincount(wrote, minlength=people.count))
    home = np.where(_known(rng, who, 0.62), people.home[who], -1)
    province = municipality_table()["province"].to_pylist()
    bot = people.bot[who]
    others = np.where(bot, rng.lognormal(np.log(2_600), 0.5, len(who)), rng.lognormal(np.log(190), 0.9, len(who)))
    columns = {
        "person_key": people.key[who],
        "country": named(COUNTRIES, np.where(_known(rng, who, 0.92) & ~bot, people.country[who], -1)),
        "region": named(province, home),
        "municipality": named(municipalities(), home),
        "postcode_area": named(areas()[0], np.where((home >= 0) & _known(rng, who, 0.55), people.area[who], -1)),
        "age_band": named(AGE_BANDS, np.where(_known(rng, who, 0.7) & ~bot, people.band[who], -1)),
        "gender": named(GENDERS, np.where(_known(rng, who, 0.8) & ~bot, people.gender[who], -1)),
        "language": named(SPOKEN, np.where(_known(rng, who, 0.75) & ~bot, people.language[who], -1)),
        "interests": _interests(rng, people, who),
        "following": counts(np.where(_known(rng, who, 0.9), followed[who] + others.astype(np.int64), -1)),
        "followers": counts(np.where(_known(rng, who, 0.9), _popularity(rng, bot), -1)),
        "posts": counts(np.where(_known(rng, who, 0.9), _diligence(rng, bot), -1)),
        "has_picture": people.has_picture[who],
    }
    return table("people", observed_at, columns)


def _known(rng: np.random.Generator, who: Ints, share: float) -> Flags:
    return rng.random(len(who)) < share


def _popularity(rng: np.random.Generator, bot: Flags) -> Ints:
    return np.where(bot, rng.poisson(18, len(bot)), rng.lognormal(np.log(170), 1.0, len(bot)).astype(np.int64))


def _diligence(rng: np.random.Generator, bot: Flags) -> Ints:
    return np.where(bot, rng.poisson(1.5, len(bot)), rng.lognormal(np.log(45), 1.3, len(bot)).astype(np.int64))


def _interests(rng: np.random.Generator, people: People, who: Ints) -> pa.Array:
    """A third of the people's interests, each seen three times in four; unknown for the others, not empty."""
    order = np.argsort(people.member, kind="stable")
    member, niche = people.member[order], people.community[order] // SUBS
    seen = rng.random(people.count) < 0.33
    kept = seen[member] & (rng.random(len(member)) < 0.75)
    member, niche = member[kept], niche[kept]
    starts = np.searchsorted(member, who)
    ends = np.searchsorted(member, who, side="right")
    lengths = np.where(seen[who], ends - starts, 0)
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    places = np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1])
    values = named([subject.name for subject in subjects()], niche[places])
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), values, mask=pa.array(~seen[who]))
