"""Vectors of single words: the same always, made of known parts, and near what they mean."""

import numpy as np
import pytest

from kring.profile.niche import niche_index, niche_of_each
from kring.profile.static_words import StaticWords


@pytest.fixture(scope="module")
def words() -> StaticWords:
    return StaticWords()


def test_vectors_have_length_one_and_nothing_is_read_where_no_word_is_known(words: StaticWords) -> None:
    vectors = words.encode(["Zondag op de racefiets", "", "❤️ 123", "xq zzkr"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0, 0])
    assert words.encode([]).shape == (0, vectors.shape[1])


def test_a_text_has_the_same_vector_alone_and_among_others(words: StaticWords) -> None:
    alone, among = words.encode(["Soep koken met prei"]), words.encode(["hond", "Soep koken met prei", "kat"])
    assert np.array_equal(alone[0], among[1])
    assert alone == pytest.approx(words.encode(["prei, SOEP! met koken"]), abs=1e-6)


def test_an_unknown_compound_is_read_as_its_parts(words: StaticWords) -> None:
    compound, parts, other = words.encode(["kinderboerderijdag", "kinderboerderij dag", "belastingdienst"])
    assert float(compound @ parts) > 0.99
    assert float(compound @ other) < 0.3


def test_words_of_one_meaning_are_nearer_than_others_across_languages(words: StaticWords) -> None:
    fiets, bicycle, soup = words.encode(["fiets", "bicycle", "soup"])
    assert float(fiets @ bicycle) > float(fiets @ soup)


def test_plain_captions_get_their_niche(words: StaticWords) -> None:
    captions = ["Skiën in verse sneeuw, op de piste", "Crochet a blanket of yarn", "Recept: pasta koken met tomaten"]
    told = niche_of_each(captions, niche_index(words))
    assert [found[0] if found else None for found in told] == ["wintersport", "handwerken", "koken"]
