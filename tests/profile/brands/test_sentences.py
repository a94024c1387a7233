"""The sentence around a brand: the right one, short, with the brand in it and nobody else's name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.profile.brands.sentences import LONGEST_SENTENCE, sentence_around
from kring.profile.normalised import normalised


def around(caption: str, words: str, *brands: str) -> str:
    """The sentence of a caption, where these handles are brands'."""
    return sentence_around(normalised(caption), words, lambda handle: handle in brands)


@pytest.mark.parametrize(
    ("caption", "words", "shown"),
    [
        ("Hoi! Gelopen op mijn Fabelzool. En nu eten.", "Fabelzool", "Gelopen op mijn Fabelzool."),
        ("Kijk op www.fabelzool.nl voor meer! Doei", "www.fabelzool.nl", "Kijk op www.fabelzool.nl voor meer!"),
        ("eerst\n  met   @FABELZOOL\nlaatst", "@fabelzool", "met @FABELZOOL"),
        ("Mooi weer. Lekker gelopen.", "@fabelzool", "Mooi weer. Lekker gelopen."),
        ("Mooi weer. Fabelzool zit goed. Kijk maar.", "@fabelzool", "Fabelzool zit goed."),
        ("Ｆａｂｅｌｚｏｏｌ is fijn. Echt", "fabelzool", "Ｆａｂｅｌｚｏｏｌ is fijn."),
        ("", "@fabelzool", ""),
    ],
)
def test_it_is_the_sentence_that_holds_the_words(caption: str, words: str, shown: str) -> None:
    assert around(caption, words) == shown


def test_names_of_people_are_masked_and_those_of_brands_stay() -> None:
    shown = around("Met @jan.de.boer en @fabelpan op @Fabelzool", "@fabelzool", "fabelpan")
    assert shown == "Met @… en @fabelpan op @Fabelzool"


@given(st.text("ab @.", max_size=400), st.text("ab @.", max_size=400))
def test_it_is_never_too_long_and_holds_the_words(before: str, after: str) -> None:
    shown = around(f"{before} Fabelzool {after}", "fabelzool")
    assert len(shown) <= LONGEST_SENTENCE
    assert "Fabelzool" in shown
    assert "@a" not in shown
    assert "@b" not in shown
