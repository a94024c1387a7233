"""View rates: by reach, by views, by peers, by sources; and their intervals hold the synthetic world's truth."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest

from kring.errors import UnknownName
from kring.estimate import Basis
from kring.profile.engagement import followers_at_post
from kring.reach import ViewRate, view_rates
from kring.reach.delivered.pieces import deliverable_of, main_deliverable
from kring.reach.delivered.view_rates import rates_of, view_rate_table
from kring.vocabulary.priors import reach_rate_prior
from kring.world import World, netherlands
from kring.world.scale import Scale
from tests.reach.delivered.rates_seen import NOON, accounts, observed, posts

ANNA, BERT = "instagram:anna", "instagram:bert"


def test_the_rate_is_the_median_of_reach_by_followers_and_never_above_one() -> None:
    seen = posts(ANNA, [200, 300, 400, 500, 600, 700, 5_000])
    rate = view_rates(seen, accounts({ANNA: 1_000}), ["post"])[ANNA, "post"]
    assert (rate.value, rate.low, rate.high) == pytest.approx((0.5, 0.2, 1.0))
    assert (rate.basis, rate.n) == (Basis.MEASURED, 7)


def test_followers_at_the_time_of_the_post_count() -> None:
    then = observed((ANNA, 1_000, NOON), (ANNA, 4_000, NOON + timedelta(days=300)))
    rate = view_rates(posts(ANNA, [500] * 8), accounts({ANNA: 4_000}), ["post"], observed=then)[ANNA, "post"]
    assert rate.value == pytest.approx(0.5)


def test_each_deliverable_has_the_rate_of_its_own_posts() -> None:
    seen = pa.concat_tables([posts(ANNA, [400] * 8), posts(ANNA, [100] * 8, kind="story")])
    rates = view_rates(seen, accounts({ANNA: 1_000}), ["post", "story", "reel"])
    assert rates[ANNA, "post"].value == pytest.approx(0.4)
    assert rates[ANNA, "story"].value == pytest.approx(0.1)
    assert rates[ANNA, "reel"].basis is Basis.PRIOR, "no reel was seen"


@pytest.mark.parametrize(
    ("kind", "platform", "deliverable"),
    [
        ("carousel", "instagram", "post"), ("video", "instagram", "reel"), ("image", "tiktok", "video"),
        ("reel", "youtube", "reel"), ("text", "blog", "blog"), (None, "instagram", "post"), ("video", None, "video"),
    ],
)  # fmt: skip
def test_a_kind_is_read_by_what_its_platform_offers(kind: str | None, platform: str | None, deliverable: str) -> None:
    assert deliverable_of(kind, platform) == deliverable


def test_the_main_deliverable_is_what_one_makes_there() -> None:
    made = [main_deliverable(platform) for platform in ("instagram", "tiktok", "podcast", "elsewhere", None)]
    assert made == ["post", "video", "episode", "post", "post"]


def test_views_stand_in_only_where_no_reach_is_shown_and_count_as_modelled() -> None:
    both = pa.concat_tables([
        posts(ANNA, [300] * 8, kind="reel", views=[9_000] * 8), posts(BERT, [None] * 8, kind="reel", views=[600] * 8),
    ])  # fmt: skip
    rates = view_rates(both, accounts({ANNA: 1_000, BERT: 1_000}), ["reel"])
    assert rates[ANNA, "reel"].value == pytest.approx(0.3), "reach wins over views"
    assert rates[ANNA, "reel"].basis is Basis.MEASURED
    by_views = rates[BERT, "reel"]
    assert by_views.basis is Basis.MODELLED
    assert by_views.low <= 0.6 / 4 * 1.01, "too few accounts show both: a person may count four times"
    assert by_views.high >= 0.6 * 0.99, "or once"


def test_views_are_divided_by_the_views_a_person_that_others_show() -> None:
    names = [f"instagram:c{number}" for number in range(12)]
    others = [posts(name, [300] * 6, kind="reel", views=[900] * 6) for name in names]
    seen = pa.concat_tables([*others, posts(BERT, [None] * 8, kind="reel", views=[600] * 8)])
    rates = view_rates(seen, accounts({BERT: 1_000} | dict.fromkeys(names, 1_000)), ["reel"])
    assert rates[BERT, "reel"].value == pytest.approx(0.2)


def test_without_posts_the_sources_tell_and_where_none_speaks_it_is_unknown() -> None:
    both = accounts({ANNA: 3_000, "podcast:talk": 3_000, "instagram:new": None})
    rates = view_rates(None, both, ["post", "episode"])
    expected = reach_rate_prior("instagram", 3_000)
    assert (rates[ANNA, "post"].value, rates[ANNA, "post"].high) == pytest.approx((expected.value, expected.high))
    assert rates[ANNA, "post"].basis is Basis.PRIOR
    for unknown in (("podcast:talk", "episode"), ("instagram:new", "post")):
        assert not rates[unknown].known
        assert rates[unknown].reason


def test_peers_of_the_same_tier_tell_more_than_sources() -> None:
    names = {f"instagram:c{number}": 1_000 + number for number in range(10)}
    seen = pa.concat_tables([posts(name, [500 + 10 * place] * 6) for place, name in enumerate(names)])
    rates = rates_of(view_rate_table(seen, accounts(names | {ANNA: 1_200, BERT: 400_000}), ["post"]))
    like_them = rates[ANNA, "post"]
    assert like_them.sources == ("peers",)
    assert like_them.share.basis is Basis.MODELLED
    assert 0.5 < like_them.share.value < 0.6
    assert rates[BERT, "post"].sources == ("prior",), "a macro-influencer is no peer of theirs"


def test_few_posts_are_drawn_towards_peers_and_many_are_not() -> None:
    names = {f"instagram:c{number}": 1_000 for number in range(10)}
    like = [posts(name, [480, 490, 500, 510, 520, 530]) for name in names]
    for count, sources in ((2, ("reach", "peers")), (6, ("reach",))):
        seen = pa.concat_tables([*like, posts(ANNA, [200] * count)])
        rate = rates_of(view_rate_table(seen, accounts(names | {ANNA: 1_000}), ["post"]))[ANNA, "post"]
        assert rate.sources == sources
        assert rate.share.n == count
        assert 0.2 < rate.share.value < 0.51 if count == 2 else rate.share.value == pytest.approx(0.2)


def test_a_rate_is_said_in_both_languages() -> None:
    rate = rates_of(view_rate_table(posts(ANNA, [400] * 8), accounts({ANNA: 1_000}), ["post"]))[ANNA, "post"]
    assert rate.in_words("en") == "a post reaches 40.0% of the followers, by the reach of its own posts"
    assert rate.in_words("nl") == "een bericht bereikt 40,0 % van de volgers, volgens het bereik van eigen berichten"
    assert "not known" in ViewRate(ANNA, "post", view_rates(None, accounts({ANNA: None}), ["post"])[ANNA, "post"],
                                   ()).in_words("en")  # fmt: skip


def test_a_deliverable_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownName, match="storey"):
        view_rates(None, accounts({ANNA: 10}), ["storey"])


@pytest.fixture(scope="module")
def world() -> World:
    return netherlands(creators=220, people=8_000, seed=11, scale=Scale(posts=120, comments=1))


def test_the_order_of_posts_and_accounts_changes_nothing(world: World) -> None:
    seen, table = world.tables["posts"], newest(world)
    there = view_rates(seen, table, ["post", "reel"])
    back = view_rates(seen.take(np.arange(seen.num_rows)[::-1]), table.take(np.arange(table.num_rows)[::-1]), ["post"])
    assert all(there[key] == rate or not rate.known for key, rate in back.items())


def newest(world: World) -> pa.Table:
    """The newest row of each account."""
    rows = world.tables["accounts"].sort_by("observed_at").to_pylist()
    last = {row["account"]: (row["platform"], row["followers"]) for row in rows}
    platform, followers = zip(*last.values(), strict=True)
    return pa.table({"account": list(last), "platform": list(platform), "followers": list(followers)})


def test_intervals_hold_the_truth_of_the_world(world: World) -> None:
    """True is the median share over all posts of an account, shown or not; seen are at most 2, 4, 8 or 20 of them."""
    table, seen = newest(world), world.tables["posts"]
    platform = dict(zip(table["account"].to_pylist(), table["platform"].to_pylist(), strict=True))
    keys = [
        (name, deliverable_of(kind, platform[name]))
        for name, kind in zip(seen["account"].to_pylist(), seen["kind"].to_pylist(), strict=True)
    ]
    followers, _ = followers_at_post(seen, world.tables["accounts"])
    shares: dict[tuple[str, str], list[float]] = {}
    true_reach = dict(zip(world.truth.posts["post"].to_pylist(), world.truth.posts["reach"].to_pylist(), strict=True))
    for key, post, by in zip(keys, seen["post"].to_pylist(), followers, strict=True):
        shares.setdefault(key, []).append(min(true_reach[post] / by, 1))
    held: dict[str, list[bool]] = {}
    part = some_posts(keys, seen)
    rates = rates_of(view_rate_table(part, table, ["post", "reel", "video"], observed=world.tables["accounts"]))
    for key, all_shares in shares.items():
        if len(all_shares) >= 25 and key in rates:
            rate = rates[key]
            held.setdefault("+".join(rate.sources), []).append(
                rate.share.low <= np.median(all_shares) <= rate.share.high
            )
    for sources in ("reach", "reach+peers", "views", "peers"):
        assert len(held[sources]) >= 20, sources
        assert np.mean(held[sources]) >= 0.92, sources
    assert np.mean([one for name, each in held.items() if name != "prior" for one in each]) >= 0.94


def some_posts(keys: list[tuple[str, str]], seen: pa.Table) -> pa.Table:
    """Of every account and deliverable the first 2, 4, 8 or 20 posts, in an order that chance made."""
    rng = np.random.default_rng(1)
    most = {key: int(rng.choice([2, 4, 8, 20])) for key in sorted(set(keys))}
    taken: dict[tuple[str, str], int] = {}
    kept = []
    for row in rng.permutation(len(keys)):
        taken[keys[row]] = taken.get(keys[row], 0) + 1
        if taken[keys[row]] <= most[keys[row]]:
            kept.append(int(row))
    return seen.take(pa.array(sorted(kept)))
