"""A target group said in Dutch and English, as one would say it to a client."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kring.estimate import Language
from kring.reach.radius import Radius
from kring.vocabulary import niches
from kring.vocabulary.people import AGE_BANDS

if TYPE_CHECKING:
    from kring.reach.segment import Segment

WHO: dict[Language, dict[str, str]] = {
    "nl": {"female": "vrouwen", "male": "mannen", "other": "mensen met een ander geslacht", "": "mensen"},
    "en": {"female": "women", "male": "men", "other": "people of another gender", "": "people"},
}
LANGUAGE_WORDS: dict[Language, dict[str, str]] = {
    "nl": {"nl": "Nederlands", "en": "Engels", "de": "Duits", "fr": "Frans", "es": "Spaans", "it": "Italiaans",
           "pt": "Portugees", "pl": "Pools", "tr": "Turks", "ar": "Arabisch"},
    "en": {"nl": "Dutch", "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
           "pt": "Portuguese", "pl": "Polish", "tr": "Turkish", "ar": "Arabic"},
}  # fmt: skip
COUNTRY_WORDS: dict[Language, dict[str, str]] = {
    "nl": {"NL": "Nederland", "BE": "België", "DE": "Duitsland", "FR": "Frankrijk", "GB": "het Verenigd Koninkrijk"},
    "en": {"NL": "the Netherlands", "BE": "Belgium", "DE": "Germany", "FR": "France", "GB": "the United Kingdom"},
}
CONDITIONS_IN_DUTCH = {
    "countries": "land",
    "provinces": "provincie",
    "municipalities": "gemeente",
    "postcode_areas": "postcodegebied",
    "near": "afstand",
    "ages": "leeftijd",
    "genders": "geslacht",
    "languages": "taal",
    "interests": "interesse",
}


def segment_in_words(segment: Segment, language: Language) -> str:
    """One phrase: women of 25 to 44 in Utrecht who follow cooking."""
    if segment.is_everybody:
        return "iedereen" if language == "nl" else "everybody"
    who = listed([WHO[language][gender] for gender in segment.genders] or [WHO[language][""]], language)
    parts = [who, _ages(segment.ages, language), _places(segment, language), _interests(segment, language)]
    return " ".join(part for part in [*parts, _languages(segment, language)] if part)


def listed(words: list[str], language: Language, *, either: bool = False) -> str:
    """Words as a list with 'and' or 'or' before the last."""
    joint = ("of" if either else "en") if language == "nl" else ("or" if either else "and")
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def _ages(bands: tuple[str, ...], language: Language) -> str:
    if not bands:
        return ""
    said = listed([_span(run, language) for run in _runs(bands)], language, either=True)
    return f"van {said}" if language == "nl" else f"aged {said}"


def _runs(bands: tuple[str, ...]) -> list[list[str]]:
    """Bands that follow on each other, together."""
    ordered = sorted(bands, key=AGE_BANDS.index)
    runs = [[ordered[0]]]
    for before, band in pairwise(ordered):
        if AGE_BANDS.index(band) == AGE_BANDS.index(before) + 1:
            runs[-1].append(band)
        else:
            runs.append([band])
    return runs


def _span(run: list[str], language: Language) -> str:
    low = re.findall(r"\d+", run[0])[0]
    if run[-1].endswith("+"):
        return f"{low} jaar en ouder" if language == "nl" else f"{low} and over"
    high = re.findall(r"\d+", run[-1])[-1]
    return f"{low} tot en met {high} jaar" if language == "nl" else f"{low} to {high}"


def _places(segment: Segment, language: Language) -> str:
    phrases = []
    if segment.near:
        phrases.append(listed([Radius.read(text).in_words(language) for text in segment.near], language, either=True))
    if segment.postcode_areas:
        word = "postcodegebied" if language == "nl" else "postcode area"
        phrases.append(f"in {word} {listed(list(segment.postcode_areas), language, either=True)}")
    if segment.municipalities:
        phrases.append(f"in {listed(list(segment.municipalities), language, either=True)}")
    if segment.provinces:
        word = "de provincie" if language == "nl" else "the province of"
        phrases.append(f"in {word} {listed(list(segment.provinces), language, either=True)}")
    if segment.countries:
        names = [COUNTRY_WORDS[language].get(code, code) for code in segment.countries]
        phrases.append(f"in {listed(names, language, either=True)}")
    return ", ".join(phrases)


def _interests(segment: Segment, language: Language) -> str:
    if not segment.interests:
        return ""
    names = [niches.niche(name).words.said_in(language) for name in segment.interests]
    said = listed(names, language, either=True)
    return f"met interesse in {said}" if language == "nl" else f"interested in {said}"


def _languages(segment: Segment, language: Language) -> str:
    if not segment.languages:
        return ""
    said = listed([LANGUAGE_WORDS[language][code] for code in segment.languages], language, either=True)
    return f"die {said} spreken" if language == "nl" else f"who speak {said}"
