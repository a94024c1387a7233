"""`Outlook`: what a plan will probably bring, as far as fees, views, audiences and answers are uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kring.estimate import Estimate, Language, in_words, percent
from kring.estimate.wording import Kind, value_in_words

SURE = 0.9995
"""From this share on everybody can be paid in all cases, as said in whole percents."""


@dataclass(frozen=True)
class Outlook:
    """How a plan may turn out, by simulation.

    `value`: the objective's value, the mean of the draws with the interval that holds 95 % of them; of a cost per
    result, the results. `cost`: what the creators who come cost, unknown where a fee is. `creators`: how many come.
    `affordable`: the share of draws in which everybody who is available can be paid; in the others the last of the plan
    are left out. `planned`: the value without any of these doubts. `kind`: how the value is written. `of_the_middle`:
    the value of the plan for the middle, beside one that is planned for the low end.
    """

    value: Estimate
    cost: Estimate
    creators: Estimate
    affordable: float
    planned: float
    kind: Kind = "count"
    of_the_middle: Estimate | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        figures = {name: getattr(self, name).to_dict() for name in ("value", "cost", "creators")}
        middle = None if self.of_the_middle is None else self.of_the_middle.to_dict()
        return {**figures, "affordable": self.affordable, "planned": self.planned, "of_the_middle": middle}

    def in_words(self, language: Language = "en") -> str:
        """The outlook in two or three sentences; without doubts only how it compares with the plan for the middle."""
        if self.value.is_exact and self.cost.is_exact:
            return self._middle(language)
        value, cost = in_words(self.value, self.kind, language), in_words(self.cost, "money", language)
        if language == "nl":
            said = f"Met alles wat onzeker is (tarieven, weergaven, wie ja zegt) komt het uit op {value}, voor {cost}."
        else:
            said = f"With everything that is uncertain (fees, views, who says yes) it comes to {value}, for {cost}."
        return " ".join(one for one in (said, self._paid(language), self._middle(language)) if one)

    def _paid(self, language: Language) -> str:
        if self.affordable >= SURE:
            return ""
        paid = percent(self.affordable, language, 0)
        return {
            "nl": f"In {paid} van de gevallen past iedereen in het budget; anders vallen de laatsten af.",
            "en": f"In {paid} of the cases everybody fits in the budget; else the last are left out.",
        }[language]

    def _middle(self, language: Language) -> str:
        if self.of_the_middle is None:
            return ""
        own, other = (value_in_words(one.low, self.kind, language) for one in (self.value, self.of_the_middle))
        return {
            "nl": f"Gepland voor de lage kant: als het tegenzit {own}, tegen {other} voor het gewone plan.",
            "en": f"Planned for the low end: {own} when things go badly, against {other} for the ordinary plan.",
        }[language]
