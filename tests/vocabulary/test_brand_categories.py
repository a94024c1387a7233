"""What a brand sells: in words of both languages, and back to its name."""

from __future__ import annotations

import pytest

from kring.vocabulary.brand_categories import brand_categories, category_in_words, category_named
from kring.vocabulary.text import entries


def test_every_category_that_a_sentence_can_name_has_words() -> None:
    named = {name for name in entries("company_words") if not name.startswith("no:")}
    assert named <= set(brand_categories())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_words_lead_back_to_the_name(language: str) -> None:
    names = list(brand_categories())
    assert [category_named(category_in_words(name, language).upper()) for name in names] == names  # type: ignore[arg-type]


def test_a_category_of_somebody_s_own_stays_as_it_is() -> None:
    assert category_named(" houten  speelgoed ") == "houten speelgoed"
    assert category_in_words("houten speelgoed", "nl") == "houten speelgoed"
