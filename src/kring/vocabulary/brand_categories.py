"""What a brand sells, in words. The names are those of the brand list (the name-suggestion-index of OpenStreetMap)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kring.vocabulary.text import Words, entries

if TYPE_CHECKING:
    from kring.estimate import Language


@cache
def brand_categories() -> Mapping[str, Words]:
    """The categories that have words, by name."""
    return MappingProxyType({name: Words.of(entry) for name, entry in entries("brand_categories").items()})


def category_in_words(name: str, language: Language) -> str:
    """The category in words; one that has none as it is written."""
    found = brand_categories().get(name)
    return found.said_in(language) if found else name


def category_named(text: str) -> str:
    """The name of the category that somebody wrote in words of either language; other text as it stands."""
    wanted = " ".join(text.split())
    return _by_words().get(wanted.casefold(), wanted)


@cache
def _by_words() -> Mapping[str, str]:
    words = {said.casefold(): name for name, one in brand_categories().items() for said in (one.en, one.nl)}
    return MappingProxyType({**words, **{name.replace("_", " "): name for name in brand_categories()}})
