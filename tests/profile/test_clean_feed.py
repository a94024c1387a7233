"""Clean feed: commercial share by kind of evidence, over the posts that could have shown it."""

import pytest

from kring.estimate import share
from kring.facts.facts import Facts
from kring.profile import evidence, profiles
from tests.profile.observations import account, facts, posts

ANNA = "instagram:anna"
CAPTIONS = ["mooi weer", "#ad nieuwe jas", "met code ANNA10 korting", "taart", None, "#ad code ANNA10 20% off"]


def anna(**more: object) -> Facts:
    return facts(accounts=[account()], posts=posts(6, caption=CAPTIONS, **more))


def test_a_post_with_several_signs_is_one_commercial_post() -> None:
    found = profiles(anna()).of(ANNA)
    expected = share(3, 5)
    assert found.estimate("commercial_share").value == pytest.approx(0.6)
    assert found.estimate("commercial_share").low == pytest.approx(expected.low)
    assert found.estimate("clean_feed").value == pytest.approx(0.4)
    assert found.estimate("clean_feed").high == pytest.approx(1 - expected.low)
    assert found.estimate("disclosure_word_share").value == pytest.approx(0.4)
    assert found.estimate("discount_code_share").value == pytest.approx(0.4)


def test_a_post_without_a_caption_is_not_called_clean() -> None:
    assert profiles(anna()).estimate(ANNA, "clean_feed").n == 5


def test_a_label_counts_where_the_source_tells_of_labels_only() -> None:
    found = profiles(anna(paid_label=[True, False, False, None, True, None])).of(ANNA)
    assert found.estimate("paid_label_share").value == pytest.approx(0.5)
    assert found.estimate("paid_label_share").n == 4
    assert found.estimate("commercial_share").value == pytest.approx(4 / 5)
    assert not profiles(anna()).of(ANNA).estimate("paid_label_share").known


def test_a_feed_without_any_sign_is_clean_with_an_interval_not_certainty() -> None:
    found = profiles(facts(accounts=[account()], posts=posts(5, caption="wandelen in het bos"))).of(ANNA)
    assert found.estimate("clean_feed").value == 1
    assert found.estimate("clean_feed").low < 0.7


def test_only_labels_known_leaves_the_clean_feed_unknown() -> None:
    found = profiles(facts(accounts=[account()], posts=posts(4, paid_label=False))).of(ANNA)
    assert not found.estimate("clean_feed").known
    assert found.estimate("paid_label_share").value == 0


def test_every_commercial_post_can_be_listed_with_its_words_and_rule() -> None:
    listed = evidence(anna(), ANNA, "commercial_share")
    assert [(entry.name, entry.rule, entry.quote) for entry in listed] == [
        (f"{ANNA}/1", "word:ad", "#ad"),
        (f"{ANNA}/2", "code:token", "code ANNA10"),
        (f"{ANNA}/5", "word:ad", "#ad"),
        (f"{ANNA}/5", "code:token", "code ANNA10"),
    ]
    assert len({entry.name for entry in listed}) == round(profiles(anna()).estimate(ANNA, "commercial_share").value * 5)
    assert [entry.rule for entry in evidence(anna(), ANNA, "disclosure_word_share")] == ["word:ad", "word:ad"]
