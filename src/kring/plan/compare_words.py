"""Comparisons of one with many as a table and in sentences, Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kring.estimate import Language, in_words, number
from kring.reach.segment_words import listed
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
    """In how many cases of each tier many small creators reach more, in how many clearly, and where they don't."""
    judged = [one for one in compared if one.many_win is not None]
    if not judged:
        return {"nl": "Er is niets te vergelijken.", "en": "There is nothing to compare."}[language]
    counts = [_count([one for one in judged if one.one_tier == tier], tier, language) for tier in _tiers(judged)]
    clear = number(sum(one.many_reach.low > one.one_reach.value for one in judged), language)
    others = [f"{one.shown} ({number(one.followers, language)})" for one in judged if not one.many_win]
    lost = listed(others or ["-"], language)
    if language == "nl":
        said = f"Veel kleine creators bereiken samen meer mensen dan die ene grote {listed(counts, language)}; "
        said += f"in {clear} gevallen ligt het hele interval erboven."
        return said if lost == "-" else f"{said} Niet bij {lost}."
    said = f"Many small creators together reach more people than the one large one {listed(counts, language)}; "
    said += f"in {clear} cases the whole interval lies above it."
    return said if lost == "-" else f"{said} Not against {lost}."


def _tiers(compared: Sequence[Comparison]) -> list[str | None]:
    return list(dict.fromkeys(one.one_tier for one in compared))


def _count(compared: Sequence[Comparison], tier: str | None, language: Language) -> str:
    wins, name = sum(bool(one.many_win) for one in compared), KRING.tier(tier or "").words.said_in(language)
    won, all_ = number(wins, language), number(len(compared), language)
    return f"in {won} van de {all_} gevallen ({name})" if language == "nl" else f"in {won} of {all_} cases ({name})"


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
    size = number(one.size, language) if one.size is not None else "?"
    who = ("mensen", "people") if one.followers_only else ("mensen die reageerden", "people who reacted")
    if language == "nl":
        said = f"{one.shown} ({total} volgers) bereikt {own} {who[0]}; {size} willekeurige {words}-creators met samen "
        return said + f"evenveel volgers bereiken er {many}, de beste keuze {best}."
    said = f"{one.shown} ({total} followers) reaches {own} {who[1]}; {size} random {words} creators with as many "
    return said + f"followers together reach {many}, the best choice {best}."
