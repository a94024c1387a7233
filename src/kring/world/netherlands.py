"""`netherlands`: make a synthetic Netherlands with known truth, the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from kring.errors import BadInput
from kring.world.accounts_seen import accounts_table, rates_table
from kring.world.captions import write_captions
from kring.world.chance import Floats, chance
from kring.world.comments import converse
from kring.world.commerce import Commerce, collaborate, offered, true_fees
from kring.world.creators import Accounts, Creators, make_creators, open_accounts
from kring.world.engagement import Figures, engage
from kring.world.follows import Follows, follow
from kring.world.growth import History, grow
from kring.world.naming import Names, name_everyone
from kring.world.people import People, populate
from kring.world.people_seen import audience_table, listed_accounts, people_table
from kring.world.posts import Posts, publish
from kring.world.posts_seen import comments_table, posts_table, sales_table
from kring.world.scale import Scale
from kring.world.shares_seen import shares_table
from kring.world.truth import (
    Truth,
    accounts_truth,
    collaborations_truth,
    communities_truth,
    creators_truth,
    fans_truth,
    fees_truth,
    follows_truth,
    niches_truth,
    people_truth,
    posts_truth,
)  # fmt: skip
from kring.world.world import World

FEWEST_PEOPLE = 1_000


def netherlands(
    creators: int = 300,
    people: int = 60_000,
    seed: int = 1,
    months: int = 24,
    until: date = date(2026, 11, 1),
    scale: Scale | None = None,
) -> World:
    """A synthetic Netherlands: people by CBS, creators and whom they reach, what they post and what came of it.

    `people`: residents (people abroad and bots come on top); follower counts are real in it, so its size decides which
    tiers exist (see `Scale`). `months` of monthly account figures up to `until`. Raises BadInput for a world too small.
    """
    if creators < 1 or people < FEWEST_PEOPLE or months < 3:
        raise BadInput(
            f"a world of {creators} creators, {people} people and {months} months is too small.",
            f"Take at least 1 creator, {FEWEST_PEOPLE} people and 3 months.",
        )
    scale = scale or Scale()
    country = _settle(creators, people, seed, months, until, scale)
    return World(_tables(country, scale, seed), _truth(country), seed)


@dataclass(frozen=True, slots=True)
class _Country:
    """Everything that is so in a world, before it is seen."""

    people: People
    creators: Creators
    accounts: Accounts
    names: Names
    follows: Follows
    history: History
    posts: Posts
    commerce: Commerce
    figures: Figures
    fees: Floats


def _settle(creators: int, people: int, seed: int, months: int, until: date, scale: Scale) -> _Country:
    folk = populate(people, scale, seed)
    makers = make_creators(creators, folk, scale, seed)
    accounts = open_accounts(makers, folk, seed)
    follows = follow(folk, makers, accounts, seed)
    history = grow(folk, makers, accounts, follows, months, until, seed)
    posts = publish(makers, accounts, history, scale, seed)
    commerce = collaborate(makers, posts, history, seed)
    figures = engage(makers, accounts, posts, commerce, history, seed)
    taste = chance(seed, "fees").lognormal(0.0, 0.3, makers.count)
    fees = true_fees(history) * taste[accounts.creator][:, None]
    names = name_everyone(makers, accounts, seed)
    return _Country(folk, makers, accounts, names, follows, history, posts, commerce, figures, fees)


def _tables(of: _Country, scale: Scale, seed: int) -> dict[str, pa.Table]:
    end = int(of.history.moments[-1])
    listed = listed_accounts(of.accounts.count, scale.listed, seed)
    texts = write_captions(of.creators, of.posts, of.commerce, of.names, seed)
    comments = converse(of.people, of.creators, of.posts, of.figures, of.follows, of.history, scale, seed)
    return {
        "accounts": accounts_table(of.creators, of.accounts, of.posts, of.history, of.names, seed),
        "posts": posts_table(of.creators, of.posts, of.commerce, texts, of.figures, of.names, end, seed),
        "comments": comments_table(of.people, of.posts, comments, seed, end),
        "audience_people": audience_table(of.people, of.follows, of.posts, comments, of.names, listed, end, seed),
        "audience_shares": shares_table(of.people, of.follows, of.names, end, seed),
        "people": people_table(of.people, of.follows, comments, end, seed),
        "sales": sales_table(
            of.people, of.creators, of.posts, of.commerce, of.figures, of.follows, of.names, of.history, seed
        ),
        "rates": rates_table(of.accounts, of.history, of.names, of.fees, seed),
    }


def _truth(of: _Country) -> Truth:
    return Truth(
        creators=creators_truth(of.creators, of.names),
        niches=niches_truth(of.creators, of.names),
        accounts=accounts_truth(of.people, of.creators, of.accounts, of.follows, of.history, of.names),
        posts=posts_truth(of.posts, of.commerce, of.figures),
        people=people_truth(of.people),
        communities=communities_truth(of.people),
        follows=follows_truth(of.people, of.follows, of.names),
        collaborations=collaborations_truth(of.commerce, of.names),
        fees=fees_truth(of.accounts, of.fees, offered(of.accounts), of.names),
        fans=fans_truth(of.commerce, of.names),
    )
