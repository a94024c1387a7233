"""What is true of a world, kept apart from its tables: only tests and benchmarks read it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pyarrow as pa

from kring.vocabulary.people import AGE_BANDS, GENDERS
from kring.vocabulary.people import LANGUAGES as SPOKEN
from kring.vocabulary.places import municipalities
from kring.world.captions import deal_code, deal_label
from kring.world.chance import Flags, Floats
from kring.world.commerce import BENEFITS, DELIVERABLES, Commerce, brands
from kring.world.creators import GROWTH, ROLES, Accounts, Creators, true_engagement
from kring.world.engagement import Figures
from kring.world.follows import Follows, flags_of
from kring.world.grammar import subjects
from kring.world.growth import History
from kring.world.naming import Names
from kring.world.observed import moments, named
from kring.world.people import COUNTRIES, PLATFORMS, SUBS, People, areas
from kring.world.posts import VALUES, Posts, true_value_matrix
from kring.world.posts_seen import post_ids


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth as Arrow tables.

    `creators`: creator, home, role, growth, monthly_growth, viral, answer_rate, answer_hours, standard_answers,
    commercial_share, locality, language, star, bought_share, pod, community. `niches`: creator, niche, share.
    `accounts`: account, creator, platform, followers, bots, bought, jump_month, engagement.
    `posts`: post, commercial, brand, values, code_chance, niche, plain, collaboration, reach.
    `people`: person (its number), person_key, bot, country, municipality, postcode_area, age, age_band, gender,
    language. `communities`: person_key, niche, community. `follows`: account, person_key.
    `collaborations`: collaboration, creator, brand, starts, ends, benefit, fee, code, link.
    `fees`: account, deliverable, fee. `fans`: creator, brand.
    """

    creators: pa.Table
    niches: pa.Table
    accounts: pa.Table
    posts: pa.Table
    people: pa.Table
    communities: pa.Table
    follows: pa.Table
    collaborations: pa.Table
    fees: pa.Table
    fans: pa.Table

    def write(self, folder: Path) -> None:
        """One Parquet file a table, `synthetic_truth_NAME.parquet`."""
        import pyarrow.parquet as pq

        folder.mkdir(parents=True, exist_ok=True)
        for field in fields(self):
            pq.write_table(getattr(self, field.name), folder / f"synthetic_truth_{field.name}.parquet")


def creators_truth(creators: Creators, names: Names) -> pa.Table:
    """One row a creator."""
    return pa.table(
        {
            "creator": names.creator,
            "home": named(municipalities(), creators.home),
            "role": named(ROLES, creators.role),
            "growth": named(GROWTH, creators.growth),
            "monthly_growth": creators.monthly_growth,
            "viral": creators.viral,
            "answer_rate": creators.answer_rate,
            "answer_hours": creators.answer_hours,
            "standard_answers": creators.standard_answers,
            "commercial_share": creators.commercial_share,
            "locality": creators.locality,
            "language": named(("nl", "en"), creators.language),
            "star": creators.star,
            "bought_share": creators.bought_share,
            "pod": pa.array(creators.pod, mask=creators.pod < 0),
            "community": creators.niches[:, 0] * SUBS + creators.sub,
        }
    )


def niches_truth(creators: Creators, names: Names) -> pa.Table:
    """One row a creator and niche, with its share."""
    creator, place = np.nonzero(creators.niches >= 0)
    return pa.table(
        {
            "creator": named(names.creator, creator),
            "niche": named([subject.name for subject in subjects()], creators.niches[creator, place]),
            "share": creators.niche_shares[creator, place],
        }
    )


def accounts_truth(
    people: People, creators: Creators, accounts: Accounts, follows: Follows, history: History, names: Names
) -> pa.Table:
    """One row an account."""
    return pa.table(
        {
            "account": names.account,
            "creator": named(names.creator, accounts.creator),
            "platform": named(PLATFORMS, accounts.platform),
            "followers": follows.counts,
            "bots": flags_of(follows, people.bot),
            "bought": accounts.bought,
            "jump_month": history.jump,
            "engagement": true_engagement(creators, accounts),
        }
    )


def posts_truth(posts: Posts, commerce: Commerce, figures: Figures) -> pa.Table:
    """One row a post; `values` holds the names of all values it gives."""
    matrix = true_value_matrix(posts, commerce.code)
    row, value = np.nonzero(matrix)
    offsets = np.searchsorted(row, np.arange(posts.count + 1)).astype(np.int32)
    return pa.table(
        {
            "post": post_ids(posts),
            "commercial": commerce.commercial,
            "brand": named([brand.name for brand in brands()], commerce.brand),
            "values": pa.ListArray.from_arrays(pa.array(offsets), named(VALUES, value)),
            "code_chance": commerce.code_chance,
            "niche": named([subject.name for subject in subjects()], posts.niche),
            "plain": posts.plain,
            "collaboration": pa.array(commerce.collaboration, mask=commerce.collaboration < 0),
            "reach": figures.true_reach,
        }
    )


def people_truth(people: People) -> pa.Table:
    """One row a person of the whole world, in the order of their numbers."""
    return pa.table(
        {
            "person": np.arange(people.count),
            "person_key": people.key,
            "bot": people.bot,
            "country": named(COUNTRIES, np.where(people.bot, -1, people.country)),
            "municipality": named(municipalities(), people.home),
            "postcode_area": named(areas()[0], people.area),
            "age": people.age,
            "age_band": named(AGE_BANDS, people.band),
            "gender": named(GENDERS, people.gender),
            "language": named(SPOKEN, people.language),
        }
    )


def communities_truth(people: People) -> pa.Table:
    """One row a person and niche, with the sub-community."""
    return pa.table(
        {
            "person_key": people.key[people.member],
            "niche": named([subject.name for subject in subjects()], people.community // SUBS),
            "community": people.community,
        }
    )


def follows_truth(people: People, follows: Follows, names: Names) -> pa.Table:
    """One row a following, of all accounts; `account` as a dictionary, because there are many."""
    account = pa.DictionaryArray.from_arrays(pa.array(follows.account.astype(np.int32)), pa.array(names.account))
    return pa.table({"account": account, "person_key": people.key[follows.person]})


def collaborations_truth(commerce: Commerce, names: Names) -> pa.Table:
    """One row a collaboration."""
    deals = commerce.collaborations
    every = np.arange(deals.count)
    codes = [deal_code(commerce, names, deal) for deal in range(deals.count)]
    labels = [deal_label(commerce, names, deal) for deal in range(deals.count)]
    return pa.table(
        {
            "collaboration": every,
            "creator": named(names.creator, deals.creator),
            "brand": named([brand.name for brand in brands()], deals.brand),
            "starts": moments(deals.first),
            "ends": moments(deals.last),
            "benefit": named(BENEFITS, deals.benefit),
            "fee": deals.fee,
            "code": named(codes, np.where(deals.has_code, every, -1)),
            "link": named(labels, np.where(deals.has_link, every, -1)),
        }
    )


def fees_truth(accounts: Accounts, fees: Floats, offers: Flags, names: Names) -> pa.Table:
    """One row an account and deliverable it offers."""
    account, deliverable = np.nonzero(offers)
    return pa.table(
        {
            "account": named(names.account, account),
            "deliverable": named(DELIVERABLES, deliverable),
            "fee": fees[account, deliverable],
        }
    )


def fans_truth(commerce: Commerce, names: Names) -> pa.Table:
    """One row a creator who speaks well of a brand unpaid."""
    creator = np.flatnonzero(commerce.fan_brand >= 0)
    return pa.table(
        {
            "creator": named(names.creator, creator),
            "brand": named([brand.name for brand in brands()], commerce.fan_brand[creator]),
        }
    )
