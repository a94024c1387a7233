"""`scores`: from quantities to levels, bits, their sum and the coverage, over all accounts at once.

The score is a sum of bits and is turned into nothing else. Coverage is the share of the bits that could tell anything
(the span of every criterion that the brief asks for) of which something is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria, Criterion, Floats, Levels


@dataclass(frozen=True, eq=False)
class Scores:
    """`levels`: by criterion the number of each account's level, -1 for unknown. `bits` and `coverage`: (accounts,)."""

    levels: Mapping[str, Levels]
    bits: Floats
    coverage: Floats


def scores(criteria: Criteria, quantities: Mapping[str, Floats], accounts: int) -> Scores:
    """The scores of so many accounts; a criterion without a quantity is not asked for and counts nowhere.

    The order in which bits are added is that of the criteria, so that equal input gives equal bytes.
    """
    asked = [criterion for criterion in criteria if criterion.name in quantities]
    levels: dict[str, Levels] = {}
    bits, known = np.zeros(accounts), np.zeros(accounts)
    for criterion in asked:
        levels[criterion.name] = criterion.level_of(quantities[criterion.name])
        bits += criterion.bits[levels[criterion.name]]
        known += spans_known(criterion)[levels[criterion.name]]
    whole = sum((criterion.span for criterion in asked), 0.0)
    return Scores(levels, bits, known / whole if whole else np.zeros(accounts))


def spans_known(criterion: Criterion) -> Floats:
    """By level how much of the span is known: all of it, and nothing at `UNKNOWN_LEVEL`."""
    found = np.full(len(criterion.levels) + 1, criterion.span)
    found[UNKNOWN_LEVEL] = 0.0
    return found


def ordered(bits: Floats, coverage: Floats) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The places from best to worst: by bits, then by coverage, then by place (the name of the account)."""
    return np.lexsort((np.arange(len(bits)), -coverage, -bits))
