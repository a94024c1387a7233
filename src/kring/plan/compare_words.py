"""Comparisons of one with many as a table and in sentences, Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kring.estimate import Language, in_words, number
from kring.vocabulary.tiers import KRING

if TYPE_CHECKING:
    from kring.plan.compare import Comparison


def comparison_table(compared: Sequence[Comparison]) -> pa.Table:
    """The comparisons as a table, one row each, with the interval of the random sets."""
    columns: Mapping[str, list[Any]] = {
        "account": [one.one for one in compared],
        "tier": [one.one_tier for one in compared],
        "followers": [one.followers for one in compared],
        "reach": [one.one_reach.value for one in compared],
        "many_tier": [one.tier for one in compared],
        "many_creators": [one.size for one in compared],
        "many_reach": [one.many_reach.value if one.many_reach.known else None for one in compared],
        "many_low": [one.many_reach.low if one.many_reach.known else None for one in compared],
        "many_high": [one.many_reach.high if one.many_reach.known else None for one in compared],
        "share_above": [one.share_above for one in compared],
        "best_reach": [one.best_reach.value for one in compared],
        "many_win": [one.many_win for one in compared],
    }
    return pa.table(dict(columns))


def verdict_in_words(compared: Sequence[Comparison], language: Language = "en") -> str:
    """In how many cases many small creators reach more, and where they don't."""
    judged = [one for one in compared if one.many_win is not None]
    wins = [one for one in judged if one.many_win]
    lost = ", ".join(f"{one.shown} ({number(one.followers, language)})" for one in judged if not one.many_win)
    many, all_ = number(len(wins), language), number(len(judged), language)
    if language == "nl":
        rest = f" Niet bij {lost}." if lost else ""
        return (
            f"In {many} van de {all_} gevallen bereiken veel kleine creators samen meer mensen dan die ene grote.{rest}"
        )
    rest = f" Not against {lost}." if lost else ""
    return f"In {many} of {all_} cases many small creators together reach more people than the one large one.{rest}"


def comparison_in_words(one: Comparison, language: Language) -> str:
    """One comparison in a sentence."""
    own, many = in_words(one.one_reach, "count", language), in_words(one.many_reach, "count", language)
    total, best = number(one.followers, language), in_words(one.best_reach, "count", language)
    words = KRING.tier(one.tier).words.said_in(language)
    if not one.many_reach.known:
        return {
            "nl": f"{one.shown} ({total} volgers) bereikt {own} mensen; {words}-creators hebben er samen niet zoveel.",
            "en": f"{one.shown} ({total} followers) reaches {own} people; {words} creators don't have as many.",
        }[language]
    size = number(one.size, language)
    who = ("mensen", "people") if one.followers_only else ("mensen die reageerden", "people who reacted")
    if language == "nl":
        said = f"{one.shown} ({total} volgers) bereikt {own} {who[0]}; {size} willekeurige {words}-creators met samen "
        return said + f"evenveel volgers bereiken er {many}, de beste keuze {best}."
    said = f"{one.shown} ({total} followers) reaches {own} {who[1]}; {size} random {words} creators with as many "
    return said + f"followers together reach {many}, the best choice {best}."
