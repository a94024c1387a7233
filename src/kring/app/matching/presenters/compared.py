"""Up to five creators of one ranking side by side, bar against bar, and why each stands above the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kring.app.matching.presenters.bars import DrawnBar, Scale
from kring.app.web.language import page_language
from kring.match.ranking.explanation import bits_in_words

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.match.ranking import Bar, Difference, Explanation, Ranking
    from kring.vocabulary.text import Words

MOST_COMPARED = 5


@dataclass(frozen=True, slots=True)
class OneOf:
    """One creator of the comparison."""

    account: str
    shown: str
    place: int | None
    explanation: Explanation
    bar: DrawnBar


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion with the bar of each creator, in their order."""

    label: Words
    cells: tuple[tuple[OneOf, Bar, DrawnBar], ...]


@dataclass(frozen=True, slots=True)
class WhyAbove:
    """Why one stands above the next: how many bits lie between them, and the parts that make it, the largest first."""

    above: OneOf
    below: OneOf
    bits: str
    parts: tuple[tuple[str, Words, Words, Words], ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The creators, the best first; `left_out`: how many more were ticked than fit."""

    creators: tuple[OneOf, ...]
    rows: tuple[CriterionRow, ...]
    why: tuple[WhyAbove, ...]
    left_out: int


def compared(ranking: Ranking, asked: Sequence[str]) -> Compared:
    """The creators asked for, each once and at most five; raises `UnknownName` for one that is not there."""
    each = list(dict.fromkeys(asked))
    explained = [ranking.explain(account) for account in each[:MOST_COMPARED]]
    scale = Scale.over(one.bits for one in explained)
    creators = sorted(
        (OneOf(one.account, _shown(ranking, one.account), ranking.place_of(one.account), one, scale.bar(one.bits))
         for one in explained),
        key=lambda one: (one.place is None, one.place or 0, -one.explanation.bits, one.account),
    )  # fmt: skip
    why = tuple(_why(ranking, above, below, page_language()) for above, below in pairwise(creators))
    return Compared(tuple(creators), _rows(creators), why, max(0, len(each) - MOST_COMPARED))


def _rows(creators: Sequence[OneOf]) -> tuple[CriterionRow, ...]:
    if not creators:
        return ()
    scale = Scale.over(bar.bits for one in creators for bar in one.explanation.bars)
    bars = [{bar.criterion: bar for bar in one.explanation.bars} for one in creators]
    weight = {name: max(abs(each[name].bits) for each in bars) for name in bars[0]}
    return tuple(
        CriterionRow(
            bars[0][name].label,
            tuple((one, each[name], scale.bar(each[name].bits)) for one, each in zip(creators, bars, strict=True)),
        )
        for name in sorted(weight, key=lambda name: (-weight[name], name))
    )


def _why(ranking: Ranking, above: OneOf, below: OneOf, language: Language) -> WhyAbove:
    found: Difference = ranking.why_above(above.account, below.account)
    parts = tuple(
        (bits_in_words(gap, language), one.label, one.words, other.words) for one, other, gap in found.parts if gap
    )
    return WhyAbove(above, below, bits_in_words(abs(found.bits), language).lstrip("+"), parts, not found.bits)


def _shown(ranking: Ranking, account: str) -> str:
    found = ranking.pool.accounts.slice(ranking.pool.place(account), 1).select(["name", "handle"]).to_pylist()[0]
    return found["name"] or found["handle"] or account
