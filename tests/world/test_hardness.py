"""The world is hard enough: simple rules find much of the truth, and none finds all of it."""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from kring.world import World
from kring.world.grammar import subjects, words

SPOKEN = re.compile(
    r"#(ad|reclame|advertentie|spon|samenwerking|partner|collab|gifted|sponsored)\b|reclame|advertentie|korting|\bcode\b"
    r"|samenwerking|discount|sponsored|partner",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def posts(world: World) -> pd.DataFrame:
    seen = world.tables["posts"].to_pandas().reset_index(drop=True)
    return seen.join(world.truth.posts.to_pandas().add_prefix("true_"))


def f1(found: pd.Series, true: pd.Series) -> float:
    hits = (found & true).sum()
    return float(2 * hits / (2 * hits + (found & ~true).sum() + (~found & true).sum()))


def test_keywords_find_half_of_what_is_commercial_but_not_all(posts: pd.DataFrame) -> None:
    found = posts["caption"].fillna("").map(lambda text: bool(SPOKEN.search(text))) | posts["paid_label"]
    assert 0.4 < f1(found, posts["true_commercial"]) < 0.85


def test_neither_labels_nor_brand_names_settle_it(posts: pd.DataFrame) -> None:
    assert f1(posts["paid_label"], posts["true_commercial"]) < 0.5
    names = posts["caption"].fillna("").str.contains("fabel", case=False)
    assert 0.5 < f1(names, posts["true_commercial"]) < 0.95


def test_some_commercial_posts_give_no_sign_at_all(posts: pd.DataFrame) -> None:
    signs = posts["caption"].fillna("").str.contains("fabel", case=False) | posts["paid_label"]
    signs |= posts["tagged"].map(len) > 0
    assert (posts["true_commercial"] & ~signs).any()


def test_some_disclose_by_label_some_by_clear_words_some_by_weak_ones_and_some_not(posts: pd.DataFrame) -> None:
    paid = posts[posts["true_commercial"]]
    strong = {tag[1:] for lang in ("nl", "en") for tag in words("commerce")[lang]["strong"] if tag.startswith("#")}
    weak = {tag[1:] for lang in ("nl", "en") for tag in words("commerce")[lang]["weak"] if tag.startswith("#")}
    clear = paid["hashtags"].map(lambda tags: bool(strong & set(tags)))
    vague = paid["hashtags"].map(lambda tags: bool(weak & set(tags)))
    assert all(0.03 < share < 0.6 for share in (paid["paid_label"].mean(), clear.mean(), vague.mean()))
    assert (~paid["paid_label"] & ~clear & ~vague).mean() > 0.2


def test_hashtags_give_the_niche_away_only_mostly(posts: pd.DataFrame) -> None:
    niche_of = {tag: subject.name for subject in subjects() for tag in subject.tags}
    votes = posts["hashtags"].map(lambda tags: Counter(niche_of[tag] for tag in tags if tag in niche_of))
    with_votes = votes[votes.map(len) > 0]
    right = with_votes.map(lambda vote: vote.most_common(1)[0][0]) == posts.loc[with_votes.index, "true_niche"]
    assert 0.6 < right.mean() < 0.9
    assert len(with_votes) < 0.8 * len(posts)


def test_emoji_hint_at_the_value_without_settling_it(posts: pd.DataFrame) -> None:
    signs = {sign: name for name, value in words("captions")["values"].items() for sign in value["emoji"]}
    guess = posts["caption"].fillna("").map(lambda text: next((signs[sign] for sign in text if sign in signs), None))
    guessed = posts[guess.notna() & (posts["true_values"].map(len) > 0)]
    right = [guess[at] in values for at, values in guessed["true_values"].items()]
    assert 0.5 < np.mean(right) < 0.9


def test_captions_come_in_two_languages_with_slips_and_some_are_empty(posts: pd.DataFrame) -> None:
    texts = posts["caption"].dropna()
    assert texts.str.contains(r"\b(?:het|een|niet)\b").mean() > 0.4
    assert texts.str.contains(r"\b(?:the|with|not)\b").mean() > 0.1
    assert posts["caption"].isna().any()
    assert texts.nunique() > 0.9 * len(texts)


def test_a_creators_engagement_is_estimated_near_the_truth_but_never_on_it(world: World, posts: pd.DataFrame) -> None:
    accounts = world.truth.accounts.to_pandas().set_index("account")
    rate = (posts["likes"] + posts["comments"]) / posts["account"].map(accounts["followers"])
    measured = rate.groupby(posts["account"]).median().dropna()
    true = accounts["engagement"].reindex(measured.index)
    assert np.corrcoef(np.log(measured + 1e-4), np.log(true))[0, 1] > 0.6
    assert (np.abs(measured / true - 1) > 0.05).mean() > 0.5


def test_answers_are_counted_near_the_true_rate(world: World) -> None:
    comments = world.tables["comments"].to_pandas()
    first = comments[comments["parent"].isna() & ~comments["by_creator"]]
    answered = first["comment"].isin(comments[comments["by_creator"]]["parent"])
    accounts = world.truth.accounts.to_pandas().set_index("account")["creator"]
    account = first["post"].map(world.tables["posts"].to_pandas().set_index("post")["account"])
    counted = answered.groupby(account.map(accounts)).agg(["mean", "size"]).query("size >= 30")
    true = world.truth.creators.to_pandas().set_index("creator")["answer_rate"].reindex(counted.index)
    assert np.corrcoef(counted["mean"], true)[0, 1] > 0.75
    assert (counted["mean"] - true).abs().mean() > 0.005


def test_threads_grow_deeper_than_an_answer(world: World) -> None:
    comments = world.tables["comments"].to_pandas()
    parent = dict(zip(comments["comment"], comments["parent"], strict=True))
    deep = comments["parent"].map(lambda above: above is not None and parent.get(above) is not None)
    assert deep.any()


def test_pods_repeat_themselves(world: World) -> None:
    creators = world.truth.creators.to_pandas()
    comments = world.tables["comments"].to_pandas()
    posts = world.tables["posts"].to_pandas().set_index("post")["account"]
    accounts = world.truth.accounts.to_pandas().set_index("account")["creator"]
    creator = comments["post"].map(posts).map(accounts)
    in_pod = creator.isin(creators[creators["pod"].notna()]["creator"])
    written = comments[~comments["by_creator"]]
    busiest = written.groupby(in_pod)["author_key"].agg(lambda keys: keys.value_counts().head(9).sum() / len(keys))
    assert busiest[True] > 3 * busiest[False]
