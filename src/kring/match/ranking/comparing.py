"""`Difference`: why one creator stands above another, bar against bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kring.estimate import Language
from kring.match.ranking.explanation import Bar, Explanation, bits_in_words


@dataclass(frozen=True, slots=True)
class Difference:
    """Why `above` stands above `below`: `bits` and `coverage` are the first less the second.

    `parts`: by criterion both bars and the difference of their bits, the largest first; they sum to `bits`.
    """

    above: Explanation
    below: Explanation
    parts: tuple[tuple[Bar, Bar, float], ...]

    @property
    def bits(self) -> float:
        """How many bits lie between them."""
        return self.above.bits - self.below.bits

    def in_words(self, language: Language = "en") -> str:
        """What makes the difference, as lines of text; where both score alike, coverage and then the name decide."""
        one, other = self.above.account, self.below.account
        lines = [WORDS[language]["head"].format(one, bits_in_words(self.bits, language), other)]
        for first, second, gap in self.parts:
            if gap:
                words = (first.words.said_in(language), second.words.said_in(language))
                told = WORDS[language]["part"].format(first.label.said_in(language), *words)
                lines.append(f"{bits_in_words(gap, language):>6}  {told}")
        if not self.bits:
            lines.append(WORDS[language]["alike"])
        return "\n".join(lines)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        parts = [{"criterion": one.criterion, "bits": gap, "above": one.to_dict(), "below": other.to_dict()}
                 for one, other, gap in self.parts]  # fmt: skip
        return {"above": self.above.account, "below": self.below.account, "bits": self.bits, "parts": parts}


def difference(above: Explanation, below: Explanation) -> Difference:
    """Bar against bar; both explanations must be of the same brief."""
    others = {bar.criterion: bar for bar in below.bars}
    parts = [(bar, others[bar.criterion], bar.bits - others[bar.criterion].bits) for bar in above.bars]
    return Difference(above, below, tuple(sorted(parts, key=lambda part: (-abs(part[2]), part[0].criterion))))


WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "head": "{}: {} bits tegenover {}", "part": "{}: {} tegenover {}",
        "alike": "De scores zijn gelijk; van wie meer bekend is staat boven, anders beslist de naam van het account.",
    },
    "en": {
        "head": "{}: {} bits against {}", "part": "{}: {} against {}",
        "alike": "The scores are equal; of whom more is known stands above, else the name of the account decides.",
    },
}  # fmt: skip
