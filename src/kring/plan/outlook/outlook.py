"""`Outlook`: what a plan will probably bring, as far as fees, views, audiences and answers are uncertain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kring.estimate import Estimate, Language, in_words, number, percent


@dataclass(frozen=True)
class Outlook:
    """How a plan may turn out, by simulation.

    `value`: the objective's value, the mean of the draws with the interval that holds 95 % of them. `cost`: what the
    creators who come cost. `creators`: how many come. `affordable`: the share of draws in which everybody who is
    available can be paid; in the others the last of the plan are left out. `planned`: the value without any of these
    doubts. `draws`: how many draws.
    """

    value: Estimate
    cost: Estimate
    creators: Estimate
    affordable: float
    planned: float
    draws: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        figures = {name: getattr(self, name).to_dict() for name in ("value", "cost", "creators")}
        return {**figures, "affordable": self.affordable, "planned": self.planned, "draws": self.draws}

    def in_words(self, language: Language = "en") -> str:
        """The outlook in a sentence or two."""
        value, cost = in_words(self.value, "count", language), in_words(self.cost, "money", language)
        paid = percent(self.affordable, language, 0)
        planned = number(self.planned, language)
        if language == "nl":
            said = f"Met alles wat onzeker is (tarieven, bereik per bericht, wie ja zegt) komt het plan uit op {value} "
            said += f"in plaats van {planned}, voor {cost}."
            return said if self.affordable == 1 else f"{said} In {paid} van de gevallen past iedereen in het budget."
        said = f"With everything that is uncertain (fees, views, who says yes) the plan comes to {value} "
        said += f"instead of {planned}, for {cost}."
        return said if self.affordable == 1 else f"{said} In {paid} of the cases everybody fits in the budget."
