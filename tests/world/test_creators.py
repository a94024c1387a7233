"""What is true of creators follows size the way the tier table of Kim et al. (WWW 2020) has it, with wide scatter."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import spearmanr

from kring.world import Scale
from kring.world.creators import Creators, make_creators
from kring.world.grammar import subjects
from kring.world.people import populate


@pytest.fixture(scope="module")
def creators() -> Creators:
    people = populate(60_000, Scale(), seed=2)
    return make_creators(4_000, people, Scale(), seed=2)


@pytest.mark.parametrize("trait", ["engagement", "answer_rate"])
def test_engagement_and_answering_fall_with_size_but_size_does_not_settle_them(creators: Creators, trait: str) -> None:
    correlation = spearmanr(creators.size, getattr(creators, trait)).statistic
    assert -0.5 < correlation < -0.1


def test_larger_creators_are_more_commercial(creators: Creators) -> None:
    assert spearmanr(creators.size, creators.commercial_share).statistic > 0.1


def test_local_heroes_are_stable(creators: Creators) -> None:
    stable = creators.growth == 1
    local = creators.locality > 0.45
    assert stable[local].mean() > 0.7 > stable[~local].mean()


def test_creators_have_one_to_three_niches_whose_shares_sum_to_one(creators: Creators) -> None:
    many = (creators.niches >= 0).sum(axis=1)
    assert set(many) == {1, 2, 3}
    assert np.allclose(creators.niche_shares.sum(axis=1), 1)
    assert (creators.niche_shares[creators.niches < 0] == 0).all()


def test_every_niche_of_the_vocabulary_has_creators_and_words(creators: Creators) -> None:
    assert set(creators.niches[:, 0]) == set(range(len(subjects())))
    for subject in subjects():
        assert len(subject.things["nl"]) >= 3
        assert len(subject.things["en"]) >= 3


def test_rates_fall_between_nothing_and_all(creators: Creators) -> None:
    for trait in (creators.answer_rate, creators.commercial_share, creators.discloses, creators.bought_share):
        assert trait.min() >= 0
        assert trait.max() <= 1
