"""`scores`: from quantities to levels, bits, their sum and the coverage, over all accounts at once.

The score is a sum of bits and is turned into nothing else. Coverage is the share of the bits that could tell anything
(the span of every criterion that the brief asks for) of which something is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria, Criterion, Floats, Levels


@dataclass(frozen=True, eq=False)
class Scores:
    """`levels`: by criterion the number of each account's level, -1 for unknown. `bits` and `coverage`: (accounts,)."""

    levels: Mapping[str, Levels]
    bits: Floats
    coverage: Floats


def scores(criteria: Criteria, quantities: Mapping[str, Floats], accounts: int, first: Collection[str] = ()) -> Scores:
    """The scores of so many accounts; a criterion without a quantity is not asked for and counts nowhere.

    The order in which bits are added is that of the criteria, those of `first` before the others, so that equal input
    gives equal bytes.
    """
    asked = [criterion for criterion in criteria if criterion.name in quantities]
    levels = {criterion.name: criterion.level_of(quantities[criterion.name]) for criterion in asked}
    in_turn = sorted(asked, key=lambda one: one.name not in first)
    bits, known = sums(in_turn, levels, np.zeros(accounts), np.zeros(accounts))
    return Scores(levels, bits, coverage(known, asked))


def sums(
    asked: Sequence[Criterion], levels: Mapping[str, Levels], bits: Floats, known: Floats
) -> tuple[Floats, Floats]:
    """The bits and the spans that are known, added one criterion after the other to what they start from."""
    for one in asked:
        bits = bits + one.bits[levels[one.name]]
        known = known + spans_known(one)[levels[one.name]]
    return bits, known


def coverage(known: Floats, asked: Sequence[Criterion]) -> Floats:
    """The share of the spans of the criteria that is known."""
    whole = sum((one.span for one in asked), 0.0)
    return known / whole if whole else np.zeros(len(known))


def spans_known(criterion: Criterion) -> Floats:
    """By level how much of the span is known: all of it, and nothing at `UNKNOWN_LEVEL`."""
    found = np.full(len(criterion.levels) + 1, criterion.span)
    found[UNKNOWN_LEVEL] = 0.0
    return found


def ordered(bits: Floats, coverage: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The places from best to worst: by bits, then by coverage, then by place (the name of the account)."""
    return np.lexsort((-coverage, -bits))
