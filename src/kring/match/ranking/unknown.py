"""`UnknownBits`: what the unknown could do to a score, told beside it and never added to it.

Unknown weighs 0. That is neutral where what is usual weighs 0 too, and else it isn't: so it is said how far what is
unknown could lower or raise a score, and what it comes to on average among those who pass and of whom it is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kring.estimate import Language
from kring.match.criteria.criterion import UNKNOWN_LEVEL
from kring.match.ranking.explanation import bits_in_words

if TYPE_CHECKING:
    from kring.match.ranking.ranking import Ranking


@dataclass(frozen=True, slots=True)
class UnknownBits:
    """From `low` to `high`: what the criteria that are unknown could add. `usual`: what they add to others on average.

    A criterion that is known of nobody who passes counts as 0 in `usual`.
    """

    low: float
    usual: float
    high: float
    criteria: tuple[str, ...]

    def in_words(self, language: Language = "en") -> str:
        """One sentence; empty where everything is known."""
        if not self.criteria:
            return ""
        return WORDS[language].format(*(bits_in_words(bits, language) for bits in (self.low, self.high, self.usual)))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"low": self.low, "usual": self.usual, "high": self.high, "criteria": list(self.criteria)}


def unknown_bits(ranking: Ranking, account: str) -> UnknownBits:
    """What is unknown of an account, also of one that doesn't pass; raises `UnknownName`."""
    there, row = ranking.seen_of(account)
    low, usual, high = 0.0, 0.0, 0.0
    names: list[str] = []
    for criterion, level in there.level_numbers(row):
        if level != UNKNOWN_LEVEL:
            continue
        passing = ranking.seen.levels_of(criterion.name)
        known = criterion.bits[passing[passing != UNKNOWN_LEVEL]]
        weights = [level.bits for level in criterion.levels]
        low, high, names = low + min(weights), high + max(weights), [*names, criterion.name]
        usual += float(known.mean()) if len(known) else 0.0
    return UnknownBits(low, usual, high, tuple(names))


WORDS: Mapping[Language, str] = {
    "nl": "Wat onbekend is zou van {} tot {} bits kunnen schelen; bij wie het wel bekend is, is dat gemiddeld {}. "
    "Het zit niet in de score.",
    "en": "What is unknown could make from {} to {} bits of difference; of whom it is known it makes {} on average. "
    "It is not in the score.",
}
