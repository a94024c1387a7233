"""Objectives made of others: the cost of a result, and a mix of several with weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kring.errors import BadInput
from kring.estimate import Estimate, Language, number, percent, total
from kring.plan.objectives.objective import Counted, Evidence, Objective, Unit
from kring.plan.offers import Offer, scaled
from kring.plan.selection import Response
from kring.vocabulary.text import Words

POINTS = 100.0
"""A mix is counted in points: as many for each part as its weight's share of 100 when the part is at its own best."""


@dataclass(frozen=True)
class CostPerResult:
    """Euros per result of another objective, as few as possible, with at least `at_least` results."""

    of: Objective
    at_least: float | None = None
    name: str = "cost_per_result"
    unit: Unit = "euros_per_result"

    @property
    def words(self) -> Words:
        """What it counts."""
        least = self.at_least
        nl, en = (f", met minstens {number(least, 'nl')}", f", with at least {number(least)}") if least else ("", "")
        return Words(f"kosten per resultaat ({self.of.words.nl}{nl})", f"cost per result ({self.of.words.en}{en})")

    def counted(self, offers: Sequence[Offer], evidence: Evidence) -> Counted:
        """What the results count."""
        return self.of.counted(offers, evidence)


@dataclass(frozen=True)
class Mix:
    """Several objectives with weights, each as a share of the best it can be by itself.

    `bests`: the value of each alone, in the order of `parts`; without them nothing is counted yet.
    """

    parts: tuple[tuple[Objective, float], ...]
    bests: tuple[float, ...] = ()
    name: str = "mix"
    unit: Unit = "points"

    @property
    def words(self) -> Words:
        """What it counts."""
        return Words(
            f"punten: {self._parts('nl')}, elk als deel van het beste dat het alleen kan zijn",
            f"points: {self._parts('en')}, each as a share of the best it can be by itself",
        )

    def _parts(self, language: Language) -> str:
        shares = [percent(self.share(place), language, 0) for place in range(len(self.parts))]
        named = [one.words.said_in(language) for one, _ in self.parts]
        return " + ".join(f"{share} {name}" for share, name in zip(shares, named, strict=True))

    def share(self, place: int) -> float:
        """The weight of a part as a share of all weights."""
        return self.parts[place][1] / sum(weight for _, weight in self.parts)

    def factors(self) -> tuple[float, ...]:
        """How many points one unit of each part is; 0 for a part that can't be had at all."""
        return tuple(POINTS * self.share(place) / best if best > 0 else 0.0 for place, best in enumerate(self.bests))

    def counted(self, offers: Sequence[Offer], evidence: Evidence) -> Counted:
        """The parts added up, each with its factor. Raises BadInput for parts that count people in two ways."""
        counted = [one.counted(offers, evidence) for one, _ in self.parts]
        certain = {one.response.certain for one in counted if one.people}
        if len(certain) > 1:
            raise BadInput(
                "a mix counts people by who follows or by who sees it, not both.",
                "Write seen: true with reach: {goal: {reach: {seen: true}}, weight: 2}.", column="goal",
                nl="een mix telt mensen naar wie volgt of naar wie het ziet, niet allebei.",
                nl_advice="Schrijf seen: true bij reach: {goal: {reach: {seen: true}}, weight: 2}.",
            )  # fmt: skip
        factors = self.factors() or (1.0,) * len(self.parts)
        length = max(len(one.response.amounts) for one in counted)
        amounts = tuple(
            sum(f * (one.response.amounts + (0.0,) * length)[k] for one, f in zip(counted, factors, strict=True))
            for k in range(length)
        )
        with_value = [(one, factor) for one, factor in zip(counted, factors, strict=True) if one.value]
        return Counted(
            Response(amounts, certain=all(certain)),
            exposure=next((one.exposure for one in counted if one.exposure), ()),
            value=_values(with_value, len(offers)) if with_value else (),
        )


def _values(counted: Sequence[tuple[Counted, float]], offers: int) -> tuple[Estimate, ...]:
    """The values of several objectives added up with their factors, offer by offer."""
    return tuple(
        total([scaled(one.value[place], factor) for one, factor in counted], independent=False)
        for place in range(offers)
    )
