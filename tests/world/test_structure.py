"""Circles are real: by niche, sub-community and place, with heavy tails, and with people as CBS counts them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from kring.vocabulary.places import municipality_table
from kring.vocabulary.tiers import tier_of
from kring.world import World


@pytest.fixture(scope="module")
def follows(world: World) -> pd.DataFrame:
    """Followings of main accounts by residents, with what is true of both sides."""
    people = world.truth.people.to_pandas()
    accounts = world.truth.accounts.to_pandas()
    accounts = accounts[~accounts["creator"].duplicated()]
    creators = world.truth.creators.to_pandas()
    niches = world.truth.niches.to_pandas().sort_values("share").groupby("creator").tail(1)
    joined = world.truth.follows.to_pandas().merge(accounts[["account", "creator"]], on="account")
    joined = joined.merge(people[["person_key", "municipality", "bot"]], on="person_key")
    joined = joined.merge(creators[["creator", "home", "locality", "star", "community"]], on="creator")
    joined = joined.merge(niches[["creator", "niche"]], on="creator")
    return joined[~joined["bot"] & joined["municipality"].notna() & ~joined["star"]]


def test_people_live_where_cbs_says(world: World) -> None:
    lived = world.truth.people.to_pandas()["municipality"].dropna().value_counts()
    table = municipality_table().to_pandas().set_index("municipality")["people"]
    shares = lived.reindex(table.index).fillna(0) / lived.sum()
    assert np.corrcoef(shares, table / table.sum())[0, 1] > 0.99


def test_people_are_as_old_as_cbs_says(world: World) -> None:
    people = world.truth.people.to_pandas()
    residents = people[people["municipality"].notna()]
    assert (residents["age"] >= 65).mean() == pytest.approx(0.198, abs=0.012)
    assert (residents["gender"] == "female").mean() == pytest.approx(0.5, abs=0.015)


def test_followers_share_the_niche_far_more_than_chance(world: World, follows: pd.DataFrame) -> None:
    communities = world.truth.communities.to_pandas()
    common = communities.groupby("niche")["person_key"].nunique() / communities["person_key"].nunique()
    interested = follows.merge(communities[["person_key", "niche"]], on=["person_key", "niche"])
    assert len(interested) / len(follows) > 2.5 * follows["niche"].map(common).mean()


def test_sub_communities_follow_their_own(world: World, follows: pd.DataFrame) -> None:
    """Among followers in the niche, an even spread would have one in five in the creator's own sub-community."""
    communities = world.truth.communities.to_pandas()
    interested = follows.merge(communities, on=["person_key", "niche"], suffixes=("_creator", "_person"))
    own = interested["community_creator"] == interested["community_person"]
    assert own.groupby(interested["account"]).mean().median() > 0.25


def test_followers_live_near_and_near_a_local_hero_most(follows: pd.DataFrame) -> None:
    table = municipality_table().to_pandas().set_index("municipality")["people"]
    at_home = follows["municipality"] == follows["home"]
    assert at_home.mean() > 2 * (follows["home"].map(table) / table.sum()).mean()
    assert at_home[follows["locality"] > 0.45].mean() > 2 * at_home[follows["locality"] < 0.2].mean()


def test_both_sides_have_heavy_tails(world: World) -> None:
    per_account = np.sort(world.truth.accounts["followers"].to_numpy())[::-1]
    assert per_account[: len(per_account) // 10].sum() > 0.4 * per_account.sum()
    per_person = world.truth.follows.to_pandas()["person_key"].value_counts().to_numpy()
    assert np.quantile(per_person, 0.99) > 4 * np.median(per_person)


def test_tiers_from_starter_to_micro_are_there_and_the_pyramid_narrows(world: World) -> None:
    accounts = world.truth.accounts.to_pandas()
    tiers = accounts["followers"].map(lambda followers: tier_of(int(followers)).name).value_counts()
    assert {"starter", "nano", "micro"} <= set(tiers.index)
    assert tiers["nano"] > tiers["micro"]


def test_accounts_of_one_creator_share_followers_more_than_strangers_do(world: World) -> None:
    accounts = world.truth.accounts.to_pandas()
    sets = world.truth.follows.to_pandas().groupby("account", observed=True)["person_key"].agg(set)
    own, strange = [], []
    for _, group in accounts.groupby("creator"):
        for main, second in pairwise(group["account"].tolist()[:2]):
            own.append(len(sets[main] & sets[second]) / len(sets[second]))
            stranger = accounts["account"].iloc[(accounts.index[accounts["account"] == main][0] + 7) % 150]
            strange.append(len(sets[stranger] & sets[second]) / len(sets[second]))
    assert np.median(own) > 3 * np.median(strange)


def test_bots_follow_many_and_rarely_show_a_face(world: World) -> None:
    seen = world.tables["people"].to_pandas()
    bots = seen["person_key"].isin(world.truth.people.to_pandas().query("bot")["person_key"])
    assert bots.sum() > 100
    assert seen[bots]["has_picture"].mean() < 0.5 < seen[~bots]["has_picture"].mean()
    assert seen[bots]["following"].median() > 4 * seen[~bots]["following"].median()


def test_bought_followers_are_bots_that_came_at_once(world: World) -> None:
    accounts = world.truth.accounts.to_pandas()
    bought = accounts[(accounts["bought"] > 50) & (accounts["bots"] > 50)]
    assert len(bought) > 0
    assert (bought["bots"] / bought["followers"]).median() > 3 * (accounts["bots"] / accounts["followers"]).median()
    seen = world.tables["accounts"].to_pandas()
    for row in bought.itertuples():
        series = seen[seen["account"] == row.account].sort_values("observed_at")["followers"].to_numpy()
        jump = series[int(row.jump_month)] - series[int(row.jump_month) - 1]
        assert jump > 0.5 * min(row.bought, row.bots)


def test_growth_shows_its_kind_through_noise(world: World) -> None:
    seen = world.tables["accounts"].to_pandas()
    ends = seen.sort_values("observed_at").groupby("account")["followers"].agg(["first", "last"])
    truth = world.truth.accounts.to_pandas().merge(world.truth.creators.to_pandas(), on="creator").set_index("account")
    quiet = truth[(truth["bought"] == 0) & ~truth["viral"]]
    ratio = (ends["last"] / ends["first"].clip(lower=1)).reindex(quiet.index)
    means = ratio.groupby(quiet["growth"]).median()
    assert means["rising"] > 1.4
    assert means["stable"] == pytest.approx(1, abs=0.1)
    assert means["falling"] < 0.85


def test_posts_of_local_heroes_are_more_often_geotagged_at_home(world: World) -> None:
    accounts = world.truth.accounts.to_pandas()[["account", "creator"]]
    posts = world.tables["posts"].to_pandas().merge(accounts, on="account")
    posts = posts.merge(world.truth.creators.to_pandas()[["creator", "home", "locality"]], on="creator")
    at_home = posts["geotag"] == posts["home"]
    assert at_home[posts["locality"] > 0.45].mean() > at_home[posts["locality"] < 0.2].mean()
