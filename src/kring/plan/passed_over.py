"""Who passed every gate and was not chosen all the same: the ones that would add most, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from kring.estimate import Estimate, Language, euros
from kring.plan.constraints import Budget, Constraint, NumberOfCreators
from kring.plan.goal_words import amount, counted_unit
from kring.plan.instance import Chosen, Floats
from kring.plan.kept import blocked_by
from kring.plan.objectives import CostPerResult
from kring.plan.problem import Problem
from kring.vocabulary.text import Words

SHOWN = 10
LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True)
class PassedOver:
    """One creator who passed and was not chosen: its best offer, what that would add in the objective, and why not."""

    account: str
    shown: str
    deliverables: Words
    fee: Estimate
    adds: float
    why: Words

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "account": self.account,
            "shown": self.shown,
            "deliverables": {"nl": self.deliverables.nl, "en": self.deliverables.en},
            "fee": self.fee.to_dict(),
            "adds": self.adds,
            "why": {"nl": self.why.nl, "en": self.why.en},
        }


def passed_over(problem: Problem, chosen: Chosen, gains: Floats, last: float | None) -> tuple[PassedOver, ...]:
    """The creators that would add most, most first. `gains` (offers,): what each would add to the plan; `last`: what
    the last chosen adds a euro, None when it is free or adds nothing.
    """
    best: dict[int, int] = {}
    for offer in np.argsort(-gains, kind="stable"):
        row = int(problem.row_of[offer])
        if gains[offer] > 0 and row not in best:
            best[row] = int(offer)
        if len(best) == SHOWN:
            break
    blocked = blocked_by(problem, problem.selection.limits.sums(chosen))
    return tuple(_passed(problem, offer, float(gains[offer]), blocked[:, offer], last) for offer in best.values())


def _passed(problem: Problem, place: int, adds: float, blocked: np.ndarray, last: float | None) -> PassedOver:
    offer = problem.offers[place]
    limits = [problem.limit_rows[int(row)][0] for row in np.flatnonzero(blocked)]
    nl, en = (offer.bundle.in_words(language) for language in LANGUAGES)
    why = _why(problem, adds, problem.fees[place], limits, last)
    return PassedOver(offer.account, offer.candidate.shown, Words(nl, en), offer.fee, adds, why)


def _why(problem: Problem, adds: float, fee: float, limits: list[Constraint], last: float | None) -> Words:
    unit = counted_unit(problem.objective)
    nl, en = (amount(adds, unit, language) for language in LANGUAGES)
    costs = (f" voor {euros(fee, 'nl', 0)}", f" for {euros(fee, 'en', 0)}") if fee else ("", "")
    said = Words(f"voegt {nl} toe{costs[0]}", f"adds {en}{costs[1]}")
    others = [one for one in limits if not isinstance(one, Budget)]
    if others:
        one = others[0]
        full = _full(one)
        return Words(f"{said.nl}; {full.nl}", f"{said.en}; {full.en}")
    if isinstance(problem.objective, CostPerResult):
        return Words(f"{said.nl}, en dat maakt een resultaat duurder", f"{said.en}, which makes a result dearer")
    if fee and last is not None and adds / fee < last:
        return Words(
            f"{said.nl}, minder per euro dan de laatst gekozen creator",
            f"{said.en}, less per euro than the last one chosen",
        )
    if limits:
        return Words(f"{said.nl}; daar is geen budget meer voor", f"{said.en}; there is no budget left for it")
    return Words(f"{said.nl}, maar er is een betere keuze", f"{said.en}, but there is a better choice")


def _full(constraint: Constraint) -> Words:
    if isinstance(constraint, NumberOfCreators):
        return Words("het aantal creators is vol", "the number of creators is full")
    return Words(f"de groep is vol: {constraint.sentence.nl}", f"the group is full: {constraint.sentence.en}")
