"""Guesses in words: what was taken from a text, as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from kring.estimate import Language, number
from kring.match.bundle import Bundle
from kring.match.draft.placed import KINDS
from kring.vocabulary import niches
from kring.vocabulary.brand_categories import category_in_words
from kring.vocabulary.platforms import platforms
from kring.vocabulary.text import Words
from kring.vocabulary.tiers import KRING

if TYPE_CHECKING:
    from kring.match.draft.draft import Guess

CERTAINTIES = {
    "sure": Words("zeker", "sure"), "likely": Words("waarschijnlijk", "likely"),
    "doubtful": Words("twijfelachtig", "doubtful"),
}  # fmt: skip
_AT = {"least": Words("minstens", "at least"), "most": Words("hoogstens", "at most")}
_ON = {"from": Words("vanaf", "from"), "until": Words("tot en met", "until")}
_FORBIDDEN = Words("creators", "creators")
MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip


def value_in_words(guess: Guess, language: Language) -> str:
    """The value of a guess as a person reads it."""
    says = SAID.get(guess.field)
    return says(guess.value, language) if says else str(guess.value)


def certainty_in_words(guess: Guess, language: Language) -> str:
    """How sure a guess is."""
    return CERTAINTIES[guess.certainty].said_in(language)


def _money(value: float, language: Language) -> str:
    return f"EUR {number(value, language, 0 if float(value).is_integer() else 2)}"


def _bounds(value: dict[str, float], language: Language) -> str:
    return ", ".join(f"{_AT[name].said_in(language)} {number(one, language)}" for name, one in value.items())


def _fee(value: dict[str, float], language: Language) -> str:
    return ", ".join(f"{_AT[name].said_in(language)} {_money(one, language)}" for name, one in value.items())


def _goal(value: Any, language: Language) -> str:
    from kring.match.goal import Goal

    words = {
        "reach": Words("verschillende mensen bereiken", "reach different people"),
        "engagements": Words("likes en reacties", "likes and comments"),
        "revenue": Words("omzet", "revenue"),
        "awareness": Words("bekendheid", "awareness"),
        "cost_per_result": Words("zo laag mogelijke kosten per resultaat", "the lowest cost for each result"),
        "mix": Words("een mix", "a mix"),
    }
    return words[Goal.read(value).name].said_in(language)


def _area(value: dict[str, list[str]], language: Language) -> str:
    from kring.reach.segment_words import COUNTRY_WORDS

    around = " rond " if language == "nl" else " around "
    listed = []
    for kind, names in value.items():
        listed += (
            [COUNTRY_WORDS[language].get(name, name) for name in names]
            if kind == "countries"
            else [name.replace(" around ", around) for name in names]
        )
    return ", ".join(listed)


def _labels(labels: Callable[[str], Words]) -> Callable[[Any, Language], str]:
    return lambda value, language: ", ".join(labels(name).said_in(language) for name in value)


def _genders(value: list[str], language: Language) -> str:
    said = {"female": Words("vrouwen", "women"), "male": Words("mannen", "men"), "other": Words("anders", "other")}
    return ", ".join(said[name].said_in(language) for name in value)


def _languages(value: list[str], language: Language) -> str:
    from kring.reach.segment_words import LANGUAGE_WORDS

    return ", ".join(LANGUAGE_WORDS[language][code] for code in value)


def _made(value: list[Any], language: Language) -> str:
    return (" of " if language == "nl" else " or ").join(Bundle.read(one).in_words(language) for one in value)


def _period(value: dict[str, str], language: Language) -> str:
    return " ".join(f"{_ON[name].said_in(language)} {_day(day, language)}" for name, day in value.items())


def _day(written: str, language: Language) -> str:
    day = date.fromisoformat(written)
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def _exclusions(value: dict[str, Any], language: Language) -> str:
    parts = []
    for kind, listed in value.items():
        label = KINDS.get(kind, _FORBIDDEN).said_in(language)
        names = [] if listed is True else [_topic(name, language) for name in listed]
        parts.append(f"{label}: {', '.join(names)}" if names else label)
    return "; ".join(parts)


def _topic(name: str, language: Language) -> str:
    known = niches.niches().get(name)
    return known.words.said_in(language) if known else name


SAID: dict[str, Callable[[Any, Language], str]] = {
    "goal": _goal, "budget": _money, "fee": _fee, "creators": _bounds, "area": _area,
    "ages": lambda value, _: ", ".join(value), "genders": _genders,
    "niches": lambda value, language: ", ".join(_topic(name, language) for name in value),
    "platforms": _labels(lambda name: platforms()[name].words),
    "tiers": _labels(lambda name: KRING.tier(name).words), "deliverables": _made, "period": _period,
    "languages": _languages, "exclusions": _exclusions, "category": category_in_words,
}  # fmt: skip
