"""`Explanation`: why an account has its score for a brief, bar by bar, in words for either side.

The same explanation serves the company and the creator: no bar is kept from either, and each weighs the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kring.estimate import Language, number
from kring.estimate.wording import UNKNOWN, percent
from kring.match.ranking.counterfactual import Counterfactual
from kring.vocabulary.text import Words


@dataclass(frozen=True, slots=True)
class Bar:
    """One criterion's part of the score.

    `value`: the quantity, None where it is unknown or was never seen, and `said` writes it. `level`: its name, None for
    unknown; `words`: what it is called. `evidence`: the figures and conclusions of the profile to open. `could_be`: the
    lowest and the highest weight that the interval of the figure leaves possible, None where there is no interval.
    """

    criterion: str
    label: Words
    side: str
    level: str | None
    words: Words
    bits: float
    value: float | None
    said: Words
    evidence: tuple[str, ...] = ()
    could_be: tuple[float, float] | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.level is not None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "criterion": self.criterion, "label": {"nl": self.label.nl, "en": self.label.en}, "side": self.side,
            "level": self.level, "words": {"nl": self.words.nl, "en": self.words.en}, "bits": self.bits,
            "value": self.value, "evidence": list(self.evidence),
            "could_be": None if self.could_be is None else list(self.could_be),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why `account` scores `bits` for `brief`.

    `bars` sum to `bits`, the weightiest first, those that are unknown last. `coverage`: the share of what could weigh
    of which anything is known. `changes`: what would bring it to the next level, the largest gain first.
    """

    account: str
    brief: str
    bits: float
    coverage: float
    bars: tuple[Bar, ...]
    changes: tuple[Counterfactual, ...] = ()

    def bar(self, criterion: str) -> Bar | None:
        """The bar of a criterion; None where the brief doesn't ask for it."""
        return next((bar for bar in self.bars if bar.criterion == criterion), None)

    def waterfall(self) -> tuple[tuple[str, float, float], ...]:
        """Every known bar as (criterion, from, to), one standing on the other, from 0 up to the score."""
        found, height = [], 0.0
        for bar in self.bars:
            if bar.known:
                found.append((bar.criterion, height, height + bar.bits))
                height += bar.bits
        return tuple(found)

    def in_words(self, language: Language = "en") -> str:
        """The explanation as lines of text."""
        score, covered = SCORE[language]
        lines = [score.format(self.account, bits_in_words(self.bits, language), self.brief)]
        lines += [f"{bits_in_words(bar.bits, language):>6}  {self._said(bar, language)}" for bar in self.bars]
        lines.append(covered.format(percent(self.coverage, language)))
        lines += [change.in_words(language) for change in self.changes]
        return "\n".join(lines)

    def _said(self, bar: Bar, language: Language) -> str:
        label, words = bar.label.said_in(language), bar.words.said_in(language)
        return f"{label}: {words} ({bar.said.said_in(language)})" if bar.known else f"{label}: {words}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "account": self.account, "brief": self.brief, "bits": self.bits, "coverage": self.coverage,
            "bars": [bar.to_dict() for bar in self.bars], "changes": [change.to_dict() for change in self.changes],
        }  # fmt: skip


SCORE: Mapping[Language, tuple[str, str]] = {
    "nl": ("{}: {} bits voor '{}'", "Bekend is {} van wat kan meewegen; wat onbekend is telt niet mee."),
    "en": ("{}: {} bits for '{}'", "Known is {} of what could weigh; what is unknown counts for nothing."),
}


def bits_in_words(bits: float, language: Language = "en") -> str:
    """A weight with its sign: +2.5, -1, 0."""
    sign = "+" if bits > 0 else ""
    return f"{sign}{number(round(bits, 2) + 0.0, language, 0 if float(bits).is_integer() else 2)}"


NOT_KNOWN = Words(UNKNOWN["nl"], UNKNOWN["en"])
