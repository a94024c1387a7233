"""Why no set keeps to a brief: the fewest limits to relax, in sentences with amounts."""

from __future__ import annotations

from kring.errors import NothingToPlan
from kring.plan.problem import Problem
from kring.plan.selection import Infeasible, smallest_relaxation
from kring.vocabulary.text import Words


def why_not(problem: Problem) -> NothingToPlan:
    """The refusal of a brief whose limits can't all be kept, with the smallest change that makes it possible."""
    rows = problem.limit_rows
    try:
        needed = smallest_relaxation(problem.selection.limits, problem.selection.creator)
    except Infeasible:
        needed = []
    if not needed:
        return NothingToPlan(
            "no set of creators was found that keeps to all of the brief.", "Widen the limits.",
            nl="er is geen groep creators gevonden die aan de hele opdracht voldoet.",
            nl_advice="Maak de grenzen ruimer.",
        )  # fmt: skip
    broken = list(dict.fromkeys(_said(problem, one.row) for one in needed))
    changes = [rows[one.row][0].relaxed(rows[one.row][1], one.low, one.high) for one in needed]
    return NothingToPlan(
        f"no set of creators keeps to all of the brief. What stands in the way: {' '.join(one.en for one in broken)}",
        f"The smallest change that makes it possible: {_joined([one.en for one in changes], 'and')}.",
        nl="geen groep creators voldoet aan de hele opdracht. Wat in de weg staat: "
        + " ".join(one.nl for one in broken),
        nl_advice=f"De kleinste verandering waarmee het kan: {_joined([one.nl for one in changes], 'en')}.",
    )


def _said(problem: Problem, row: int) -> Words:
    return problem.limit_rows[row][0].sentence


def _joined(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"
