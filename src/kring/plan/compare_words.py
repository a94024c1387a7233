"""Comparisons of one with many as a table and in sentences, Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kring.estimate import Estimate, Language, in_words, number
from kring.reach.segment_words import listed
from kring.vocabulary.tiers import KRING

if TYPE_CHECKING:
    from kring.plan.compare import Comparison
    from kring.plan.same_fee import SameFee


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
        "fee": [one.same_fee.fee.value if one.same_fee.fee.known else None for one in compared],
        "for_fee_creators": [one.same_fee.size for one in compared],
        **{
            f"for_fee_{name}": [_part(one.same_fee.reach, part) for one in compared]
            for name, part in (("reach", "value"), ("low", "low"), ("high", "high"))
        },
        "for_fee_share_above": [one.same_fee.share_above for one in compared],
        "for_fee_random_share_above": [one.same_fee.random_share_above for one in compared],
    }
    return pa.table(dict(columns))


def _part(figure: Estimate, part: str) -> float | None:
    return getattr(figure, part) if figure.known else None


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
        return " ".join([said if lost == "-" else f"{said} Niet bij {lost}.", *_for_the_fee(judged, language)])
    said = f"Many small creators together reach more people than the one large one {listed(counts, language)}; "
    said += f"in {clear} cases the whole interval lies above it."
    return " ".join([said if lost == "-" else f"{said} Not against {lost}.", *_for_the_fee(judged, language)])


def _for_the_fee(compared: Sequence[Comparison], language: Language) -> list[str]:
    """In how many cases the planned set, and a random one, reach more for the same fee, and how many say so clearly."""
    judged = [one.same_fee for one in compared if one.same_fee.share_above is not None]
    if not judged:
        return []
    wins, clear, random = (
        number(sum(map(bool, found)), language)
        for found in (
            (one.many_win for one in judged),
            (one.many_win and one.clear for one in judged),
            ((one.random_share_above or 0.0) > 0.5 for one in judged),
        )
    )
    all_ = number(len(judged), language)
    return [{
        "nl": f"Voor het tarief van die ene bereikt de geplande set er meer in {wins} van de {all_} gevallen, in "
        f"{clear} daarvan in ten minste 95 % van de trekkingen; een willekeurige set in {random} van de {all_}.",
        "en": f"For the fee of that one the planned set reaches more in {wins} of {all_} cases, in {clear} of these in "
        f"at least 95 % of the draws; a random set in {random} of {all_}.",
    }[language]]  # fmt: skip


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
        said += f"evenveel volgers bereiken er {many}, de beste keuze {best}."
        return said + _same_fee(one.same_fee, words, language)
    said = f"{one.shown} ({total} followers) reaches {own} {who[1]}; {size} random {words} creators with as many "
    said += f"followers together reach {many}, the best choice {best}."
    return said + _same_fee(one.same_fee, words, language)


def _same_fee(found: SameFee, words: str, language: Language) -> str:
    """What the planned set reaches for the fee; empty when that is unknown."""
    if not found.reach.known or found.size is None:
        return ""
    fee, reach = in_words(found.fee, "money", language), in_words(found.reach, "count", language)
    size, random = number(found.size, language), in_words(found.random_reach, "count", language)
    if language == "nl":
        return (
            f" Voor het tarief ({fee}) bereiken {size} geplande {words}-creators er {reach}, willekeurige er {random}."
        )
    return f" For the fee ({fee}) {size} planned {words} creators reach {reach}, random ones {random}."
