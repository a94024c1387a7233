"""Niches: described in both languages, found by any of their words."""

import pytest

from kring.errors import UnknownName
from kring.vocabulary.niches import niche, niches


def test_there_are_about_forty_or_more_with_the_founding_three() -> None:
    assert len(niches()) >= 40
    assert {"mama", "wielrennen", "vegan"} <= set(niches())


@pytest.mark.parametrize("name", list(niches()))
def test_each_is_described_in_a_sentence_in_both_languages(name: str) -> None:
    for text in (niches()[name].description.nl, niches()[name].description.en):
        assert len(text.split()) >= 8
        assert text.endswith(".")


@pytest.mark.parametrize("name", list(niches()))
def test_each_is_found_by_its_name_and_both_labels(name: str) -> None:
    words = niches()[name].words
    assert niche(name).name == niche(words.nl).name == niche(words.en.upper()).name == name


def test_other_words_lead_to_the_same_niche() -> None:
    assert niche("Racefiets").name == "wielrennen"
    assert niche("plant-based").name == "vegan"


def test_no_word_stands_for_two_niches() -> None:
    seen: dict[str, str] = {}
    for entry in niches().values():
        for word in {entry.name.replace("_", " "), entry.words.nl.lower(), entry.words.en.lower(), *entry.also}:
            assert seen.setdefault(word.lower(), entry.name) == entry.name


def test_near_niches_exist_and_are_others() -> None:
    for entry in niches().values():
        assert set(entry.near) <= set(niches()) - {entry.name}


def test_an_unknown_niche_suggests_what_was_probably_meant() -> None:
    with pytest.raises(UnknownName, match="wielrennen"):
        niche("wielrenen")
