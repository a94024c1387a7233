"""How the chosen set stands to each constraint: what is used, whether it holds the plan back, what one more brings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kring.plan.constraints import Budget, Constraint, NumberOfCreators, Required, Row
from kring.plan.instance import Chosen, Floats
from kring.plan.problem import Problem
from kring.vocabulary.text import Words

NOTHING = 1e-9


@dataclass(frozen=True)
class Kept:
    """One limit of the brief and the plan.

    `used` is what the plan takes of it, `least` and `most` its ends (None without). `binding`: without it another
    creator could be added that brings something; `one_more` is then the most that one brings, in the objective's unit.
    `subject`: which week or place it is about, where a limit has several. `is_share`: whether the three are shares of
    the creators chosen.
    """

    name: str
    sentence: Words
    used: float
    least: float | None
    most: float | None
    binding: bool
    one_more: float | None
    subject: Words | None = None
    is_share: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain = {
            name: getattr(self, name) for name in ("name", "used", "least", "most", "binding", "one_more", "is_share")
        }
        subject = self.subject
        return {
            **plain,
            "sentence": {"nl": self.sentence.nl, "en": self.sentence.en},
            "subject": subject and {"nl": subject.nl, "en": subject.en},
        }


def kept(problem: Problem, chosen: Chosen, gains: Floats) -> tuple[Kept, ...]:
    """The state of every limit. `gains` (offers,): what each other creator's offer would add, 0 for who is chosen."""
    limits = problem.selection.limits
    sums = limits.sums(chosen)
    blocked = blocked_by(problem, sums)
    found = []
    for number, (constraint, row) in enumerate(problem.limit_rows):
        alone = blocked[number] & (blocked.sum(axis=0) == 1) & (gains > NOTHING)
        one_more = float(gains[alone].max()) if alone.any() else None
        binding = bool((blocked[number] & (gains > NOTHING)).any())
        found.append(_kept(constraint, row, float(sums[number]), int(chosen.sum()), binding, one_more))
    return tuple(found)


def blocked_by(problem: Problem, sums: Floats) -> np.ndarray:
    """Which rows are broken when an offer is added to a set with these sums, shape (rows, offers)."""
    limits, offers = problem.selection.limits, len(problem.offers)
    coefficients = np.zeros((len(limits), offers))
    coefficients[limits.row_numbers, limits.offers] = limits.coefficients
    after = sums[:, None] + coefficients
    slack = limits.slack[:, None]
    return np.asarray((after > limits.high[:, None] + slack) | (after < limits.low[:, None] - slack))


def _kept(constraint: Constraint, row: Row, used: float, number: int, binding: bool, one_more: float | None) -> Kept:
    least, most = (float(end) if np.isfinite(end) else None for end in (row.low, row.high))
    if row.share is not None:
        used = used / number + row.share if number else 0.0
        least, most = (None if end is None else row.share for end in (least, most))
    return Kept(
        constraint.name, constraint.sentence, used, least, most, binding, one_more, row.subject, row.share is not None
    )


def binding_words(problem: Problem, chosen: Chosen, kept_to: Sequence[Kept], gains: Floats) -> tuple[Words, ...]:
    """Which limits hold the plan back, in sentences."""
    if not (gains > NOTHING).any():
        return (Words("Niemand anders voegt nog iets toe.", "Nobody else would add anything."),)
    said = []
    for one, (constraint, _) in zip(kept_to, problem.limit_rows, strict=True):
        if one.binding and not isinstance(constraint, Required):
            said.append(_holds_back(constraint, one, problem, chosen))
    return tuple(dict.fromkeys(said))


def _holds_back(constraint: Constraint, one: Kept, problem: Problem, chosen: Chosen) -> Words:
    if isinstance(constraint, Budget):
        return Words("Het budget houdt het plan tegen.", "The budget holds the plan back.")
    if isinstance(constraint, NumberOfCreators):
        return Words(
            f"Het aantal creators ({constraint.most}) houdt het plan tegen.",
            f"The number of creators ({constraint.most}) holds the plan back.",
        )
    where = (f" ({one.subject.nl})", f" ({one.subject.en})") if one.subject else ("", "")
    return Words(
        f"Dit houdt het plan tegen{where[0]}: {one.sentence.nl}",
        f"This holds the plan back{where[1]}: {one.sentence.en}",
    )


def fits_in(problem: Problem, chosen: Chosen) -> Chosen:
    """Which offers can be added to the set as it is, shape (offers,); one a creator."""
    blocked = blocked_by(problem, problem.selection.limits.sums(chosen))
    makers = np.isin(problem.row_of, problem.row_of[chosen])
    fits: Chosen = ~blocked.any(axis=0) & ~makers
    return fits
