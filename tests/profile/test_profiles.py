"""Profiles: every account, unknown stays unknown, saved and opened."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from kring.errors import UnknownFigure, UnknownName
from kring.facts.batch import Batch
from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.warehouse import Warehouse
from kring.profile import ACCOUNT_COLUMNS, Profiles, evidence, profiles
from kring.profile.embedder import HashedWords
from kring.profile.engagement import engagement
from kring.profile.figure_rows import coded
from kring.vocabulary.figures import figures
from tests.profile.observations import NOON, account, comment, facts, posts

ANNA = "instagram:anna"
BEA = "tiktok:bea"
WORDS = HashedWords()


def everything() -> Facts:
    """An account with something known for every figure."""
    rows = posts(
        9, caption="#ad code ABC10 voor korting op racefietsen, gravel en mountainbiken", link="https://prf.hn/x",
        paid_label=True, likes=5, comments=3, saves=1, shares=1, views=90, reach=80, impressions=99,
    )  # fmt: skip
    for place, row in enumerate(rows):
        row["caption"] += f" {'abcdefghi'[place] * 4}"
    thread = [
        entry
        for place in range(3)
        for entry in (
            comment(f"c{place}", f"{ANNA}/{place}", 0),
            comment(f"a{place}", f"{ANNA}/{place}", 2 + place, parent=f"c{place}", by_creator=True),
        )
    ]
    thread += [
        comment(f"b{place}{again}", f"{ANNA}/{place}", 20, parent=f"c{place}", by_creator=True, text=text)
        for place in range(3)
        for again, text in enumerate(["Wat fijn dat je hier meeleest", f"Hoe ging dat bij jou {place}?", "Dank je"])
    ] + [comment(f"b3{again}", f"{ANNA}/0", 20, parent="c0", by_creator=True, text="Dank je") for again in range(2)]
    praise = [
        comment(f"p{name}{place}{person}", f"{name}/{place}", text="Mooi!", author_key=person)
        for name in (ANNA, BEA)
        for place in range(3)
        for person in range(3)
    ]
    repeated = [comment(f"r{place}", f"{ANNA}/{place}", text="Hier wil ik ook heen gaan") for place in range(3)]
    rows += posts(3, BEA)
    fans = {"followers": 200, "following": 300, "posts": 40, "has_picture": True}
    people = [{"person_key": person, **fans} for person in range(60)]
    told = {"account": ANNA, "relation": "follower", "complete": True}
    followed = [{**told, "person_key": person, "since": NOON - timedelta(days=2 * person)} for person in range(200)]
    earlier = account(followers=900, observed_at=NOON - timedelta(days=31))
    return facts(
        accounts=[earlier, account(city="Utrecht")], posts=rows, comments=thread + praise + repeated, people=people,
        audience_people=followed,
    )  # fmt: skip


def bare() -> Facts:
    """An account and a post of which nothing is known."""
    return facts(accounts=[account(followers=None)], posts=[{"post": "p", "account": ANNA}], comments=[])


@pytest.fixture(scope="module")
def known() -> Profiles:
    return profiles(everything(), embedder=WORDS)


@pytest.fixture(scope="module")
def unknown() -> Profiles:
    return profiles(bare(), embedder=WORDS)


@pytest.mark.parametrize("figure", list(figures()))
def test_every_figure_is_known_when_its_evidence_is_there(known: Profiles, figure: str) -> None:
    estimate = known.estimate(ANNA, figure)
    assert estimate.known
    assert estimate.n is not None
    assert estimate.n > 0
    assert evidence(everything(), ANNA, figure)


def test_without_evidence_no_detail_concludes_anything(unknown: Profiles) -> None:
    profile = unknown.of(ANNA)
    assert (profile.trajectory, profile.jumps) == (None, ())
    assert {check.outcome for check in profile.authenticity_checks} == {"unknown"}


def test_details_come_back_from_disk(known: Profiles, tmp_path: Path) -> None:
    known.save(tmp_path)
    assert Profiles.open(tmp_path).of(ANNA) == known.of(ANNA)


@pytest.mark.parametrize("figure", list(figures()))
def test_with_all_evidence_removed_every_figure_is_unknown_with_a_reason(unknown: Profiles, figure: str) -> None:
    estimate = unknown.estimate(ANNA, figure)
    assert not estimate.known
    assert estimate.reason
    assert evidence(bare(), ANNA, figure) == () or figure == "posts_per_week"
    with pytest.raises(UnknownFigure):
        float(estimate)


def test_nothing_observed_at_all_gives_no_profiles() -> None:
    empty = profiles(facts())
    assert empty.accounts.num_rows == 0
    assert empty.figures.num_rows == 0
    assert tuple(empty.accounts.column_names) == ACCOUNT_COLUMNS


def test_an_account_only_known_by_its_posts_is_there_with_the_rest_unknown() -> None:
    found = profiles(facts(accounts=[account()], posts=posts(1, "tiktok:bo", likes=3))).of("tiktok:bo")
    assert (found.platform, found.handle, found.followers, found.tier) == ("tiktok", "bo", None, None)
    assert not found.estimate("followers").known


def test_the_newest_number_of_followers_decides_the_tier() -> None:
    older = account(followers=4_000, observed_at=NOON - timedelta(days=60))
    found = profiles(facts(accounts=[older, account(followers=5_000)])).of(ANNA)
    assert (found.followers, found.tier) == (5_000, "micro")
    assert found.estimate("followers").is_exact


@pytest.mark.parametrize(("followers", "tier"), [(499, "starter"), (500, "nano"), (1_000_000, "macro"), (None, None)])
def test_the_engine_cuts_tiers_where_the_vocabulary_does(followers: int | None, tier: str | None) -> None:
    assert profiles(facts(accounts=[account(followers=followers)])).of(ANNA).tier == tier


def test_posts_per_week_counts_the_gaps_and_has_an_interval() -> None:
    estimate = profiles(facts(accounts=[account()], posts=posts(15))).estimate(ANNA, "posts_per_week")
    assert estimate.value == pytest.approx(7)
    assert estimate.low < 7 < estimate.high
    assert not profiles(facts(accounts=[account()], posts=posts(2))).estimate(ANNA, "posts_per_week").known


def test_saved_profiles_open_as_they_were(tmp_path: Path) -> None:
    made = profiles(everything())
    made.save(tmp_path / "profiles")
    opened = Profiles.open(tmp_path / "profiles")
    assert opened.figures.equals(made.figures)
    assert opened.of(ANNA) == made.of(ANNA)


def test_profiles_out_of_the_warehouse_are_those_of_the_same_rows_in_memory(tmp_path: Path) -> None:
    seen = everything()
    tables = {
        name: seen.collect(seen.table(name)).drop_columns("batch_id")
        for name in ("accounts", "posts", "comments", "people", "audience_people")
    }
    warehouse = Warehouse.open(tmp_path)
    warehouse.commit(Batch("b1", "a test", tables, (), 1))
    stored = profiles(warehouse.read(start_engine()))
    assert stored.of(ANNA) == profiles(seen).of(ANNA)
    assert evidence(warehouse.read(start_engine()), ANNA, "commercial_share") == evidence(
        seen, ANNA, "commercial_share"
    )


def test_figures_are_sorted_by_account_and_carry_the_promised_columns() -> None:
    made = profiles(facts(accounts=[account(name) for name in (BEA, "blog:c", ANNA)]))
    assert made.figures["account"].to_pylist() == sorted(made.figures["account"].to_pylist())
    assert set(made.figures.column_names) == {
        "account", "figure", "value", "low", "high", "n", "basis", "note", "percentile", "peers",
    }  # fmt: skip


def test_an_unknown_account_or_figure_is_named() -> None:
    made = profiles(everything())
    with pytest.raises(UnknownName, match="instagram:anna"):
        made.of("instagram:ana")
    with pytest.raises(UnknownName, match="clean_feed"):
        made.estimate(ANNA, "cleanfeed")


def test_the_wide_table_has_one_row_an_account_with_nulls_for_unknown() -> None:
    made = profiles(facts(accounts=[account(), account("tiktok:bo", None)], posts=posts(8, caption="bos")))
    wide = {row["account"]: row for row in made.wide().to_pylist()}
    assert wide[ANNA]["clean_feed"] == 1
    assert wide["tiktok:bo"]["clean_feed"] is None


def test_a_notebook_shows_unknown_as_unknown_and_escapes_names() -> None:
    html = profiles(facts(accounts=[account("instagram:<b>", None)]))._repr_html_()
    assert "unknown" in html
    assert "<b>" not in html.replace("<tbody>", "")


def test_a_profile_reads_in_both_languages() -> None:
    found = profiles(everything()).of(ANNA)
    assert "schone feed: 0,0 % (0,0-29,9 %), gemeten, n = 9" in found.in_words("nl")
    assert "clean feed: 0.0% (0.0-29.9%), measured, n = 9" in found.in_words("en")


def test_a_profile_says_in_dutch_what_is_missing() -> None:
    bare = profiles(facts(accounts=[account(followers=None)])).of(ANNA)
    assert "schone feed: onbekend: er zijn geen bijschriften waargenomen" in bare.in_words("nl")


def test_as_json_what_is_unknown_is_null_with_a_reason() -> None:
    plain = json.loads(json.dumps(profiles(facts(accounts=[account()])).of(ANNA).to_dict()))
    assert plain["followers"] == 1_000
    assert plain["figures"]["followers"]["value"] == 1_000
    assert plain["figures"]["clean_feed"]["value"] is None
    assert plain["figures"]["clean_feed"]["reason"]
    assert set(plain["figures"]) == set(figures())


def test_evidence_of_engagement_shows_the_sum_as_it_was_done() -> None:
    shown = evidence(everything(), ANNA, "engagement_per_follower", limit=2)
    assert len(shown) == 2
    assert shown[0].why.en == "5 likes, 3 comments, 1 saves, 1 shares: 10 / 1,000 = 1.00%"
    assert shown[0].moment > shown[1].moment


def test_evidence_of_answers_quotes_comments_with_the_time_it_took() -> None:
    shown = evidence(everything(), ANNA, "hours_to_answer")
    assert {entry.why.nl for entry in shown} == {
        "beantwoord na 2,0 uur", "beantwoord na 3,0 uur", "beantwoord na 4,0 uur",
    }  # fmt: skip


def test_the_order_in_which_rows_come_changes_nothing() -> None:
    rng = np.random.default_rng(4)
    count = 4_000
    posts = pa.table(
        {
            "account": [f"x:{number}" for number in rng.integers(0, 700, count)],
            "post": [str(number) for number in range(count)],
            "published_at": pa.array([None] * count, pa.timestamp("us", tz="UTC")),
            **{name: rng.integers(1, 900, count) for name in ("likes", "comments", "shares", "saves")},
            **{name: rng.integers(900, 9_000, count) for name in ("views", "reach", "impressions")},
        }
    )
    seen = pa.table(
        {
            "account": [f"x:{number}" for number in range(700)],
            "followers": rng.integers(500, 50_000, 700),
            "observed_at": pa.array([datetime(2026, 1, 1, tzinfo=UTC)] * 700, pa.timestamp("us", tz="UTC")),
        }
    )
    first = engagement(posts, seen).sort_by([("figure", "ascending"), ("account", "ascending")])
    for _ in range(5):
        shuffled = posts.take(rng.permutation(count))
        again = engagement(shuffled, seen).sort_by([("figure", "ascending"), ("account", "ascending")])
        assert again.equals(first)
    names, places = coded(pa.chunked_array([["b", "a", "b"]]))
    assert (names.to_pylist(), places.tolist()) == (["a", "b"], [1, 0, 1])
