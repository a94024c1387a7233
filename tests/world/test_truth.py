"""The truth stands apart; what the tables show of it has gaps."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from kring.facts.schema import TABLES
from kring.world import Truth, World


def test_no_table_carries_a_column_of_the_truth(world: World) -> None:
    told = {"commercial", "bot", "bots", "bought", "engagement", "answer_rate", "growth", "values", "locality", "role"}
    for name, table in world.tables.items():
        assert set(table.schema.names) == {*TABLES[name].own_schema.names, "source", "legal_basis", "observed_at"}
        assert not told & set(table.schema.names)


def test_attributes_of_people_have_gaps_the_truth_has_not(world: World) -> None:
    seen = world.tables["people"]
    for column in ("country", "municipality", "age_band", "gender", "language", "interests", "following"):
        assert 0 < seen[column].null_count < seen.num_rows
    assert world.truth.people["age"].null_count == 0


def test_what_is_shown_of_people_agrees_with_the_truth(world: World) -> None:
    seen, true = world.tables["people"].to_pandas(), world.truth.people.to_pandas().set_index("person_key")
    for column in ("municipality", "age_band", "gender"):
        known = seen[seen[column].notna()]
        assert (known[column].to_numpy() == true[column].reindex(known["person_key"]).to_numpy()).all()


def test_small_audiences_are_suppressed_which_is_empty_and_not_zero(world: World) -> None:
    shares = world.tables["audience_shares"].to_pandas()
    followers = shares["account"].map(world.truth.accounts.to_pandas().set_index("account")["followers"])
    assert shares["suppressed"].any()
    assert (~shares["suppressed"]).any()
    assert shares[shares["suppressed"]]["share"].isna().all()
    assert shares[~shares["suppressed"]]["share"].notna().all()
    assert shares[followers < 900]["suppressed"].all()


def test_shown_shares_are_near_the_true_ones(world: World) -> None:
    shares = world.tables["audience_shares"].to_pandas().query("dimension == 'gender' and not suppressed")
    people = world.truth.people.to_pandas().set_index("person_key")
    follows = world.truth.follows.to_pandas()
    follows = follows[~people["bot"].reindex(follows["person_key"]).to_numpy()]
    female = (people["gender"] == "female").reindex(follows["person_key"]).to_numpy()
    true = follows.assign(female=female).groupby("account", observed=True)["female"].mean()
    shown = shares[shares["value"] == "female"].set_index("account")["share"]
    assert len(shown) > 10
    assert (shown - true.reindex(shown.index)).abs().max() < 0.08


def test_complete_lists_are_complete_and_one_in_ten_is_missing(world: World) -> None:
    seen = world.tables["audience_people"]
    listed = seen.filter(pc.equal(seen["relation"], "follower")).to_pandas().groupby("account").size()
    true = world.truth.accounts.to_pandas().set_index("account")["followers"]
    assert (listed == true.reindex(listed.index)).all()
    assert 0.8 < len(listed) / len(true) < 0.98


def test_likers_are_followers(world: World) -> None:
    seen = world.tables["audience_people"]
    likers = seen.filter(pc.equal(seen["relation"], "liker")).to_pandas()[["account", "person_key"]]
    follows = world.truth.follows.to_pandas().astype({"account": str})
    assert len(likers.merge(follows, on=["account", "person_key"])) == len(likers)


def test_declared_rates_lie_around_the_true_fees(world: World) -> None:
    rates = world.tables["rates"].to_pandas().merge(world.truth.fees.to_pandas(), on=["account", "deliverable"])
    ratio = rates["fee_x"] / rates["fee_y"]
    assert 0.9 < ratio.median() < 1.15
    assert ratio.std() > 0.05
    assert world.tables["rates"].num_rows < world.truth.fees.num_rows


def test_orders_come_with_codes_and_links_of_collaborations(world: World) -> None:
    sales, deals = world.tables["sales"].to_pandas(), world.truth.collaborations.to_pandas()
    assert set(sales["code"].dropna()) <= set(deals["code"].dropna())
    assert set(sales["link"].dropna()) <= set(deals["link"].dropna())
    assert (sales["code"].notna() ^ sales["link"].notna()).all()


def test_collaborations_hold_their_posts_and_some_still_run(world: World) -> None:
    deals = world.truth.collaborations.to_pandas()
    posts = world.tables["posts"].to_pandas().merge(world.truth.posts.to_pandas(), on="post")
    theirs = posts[posts["commercial"]].merge(deals, on="collaboration")
    assert len(theirs) == posts["commercial"].sum()
    assert ((theirs["starts"] < theirs["published_at"]) & (theirs["published_at"] < theirs["ends"])).all()
    assert (deals["ends"] > posts["observed_at"].max()).any()


def test_fans_speak_of_their_brand_unpaid(world: World) -> None:
    posts = world.truth.posts.to_pandas().join(world.tables["posts"].to_pandas()[["account"]])
    creator = posts["account"].map(world.truth.accounts.to_pandas().set_index("account")["creator"])
    fans = world.truth.fans.to_pandas().set_index("creator")["brand"]
    unpaid = posts[~posts["commercial"] & posts["brand"].notna()]
    assert (unpaid["brand"] == creator[unpaid.index].map(fans)).mean() > 0.3


def test_the_truth_is_written_only_where_it_is_asked(world: World, tmp_path: Path) -> None:
    world.write_truth(tmp_path / "truth")
    written = {path.name for path in (tmp_path / "truth").iterdir()}
    assert written == {f"synthetic_truth_{field.name}.parquet" for field in fields(Truth)}
    back = pq.read_table(tmp_path / "truth" / "synthetic_truth_creators.parquet")
    assert back.equals(world.truth.creators)


def test_codes_come_as_often_as_their_chances_say(world: World) -> None:
    posts = world.truth.posts.to_pandas()
    code = posts["values"].map(lambda given: "discount_code" in given)
    assert not code[posts["code_chance"] == 0].any()
    assert abs(code.sum() - posts["code_chance"].sum()) < 4 * (posts["code_chance"].sum() ** 0.5)
