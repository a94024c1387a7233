"""`scores`: from quantities to levels, bits, their sum and the coverage, over all accounts at once.

The score is a sum of bits and is turned into nothing else. Coverage is the share of the bits that could tell anything
(the span of every criterion that the brief asks for) of which something is known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.match.criteria.bits import Places, are_many
from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria, Criterion, Floats, Levels

MOST_GROUPS = 1 << 15
"""Of so many groups of equals they are told apart by a table; where there are more, all accounts are compared."""


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
    levels = {one.name: one.level_of(quantities[one.name]) for one in asked}
    in_turn = sorted(asked, key=lambda one: one.name not in first)
    bits, known = sums(in_turn, levels, np.zeros(accounts, dtype=np.uint16), np.zeros((2, 1)))
    return Scores(levels, bits, coverage(known, asked))


def sums(
    asked: Sequence[Criterion], levels: Mapping[str, Levels], codes: NDArray[np.uint16], starts: Floats
) -> tuple[Floats, Floats]:
    """The bits and the spans that are known, added one criterion after the other to what they start from.

    `starts`: (2, codes), the bits and the spans known that accounts of each code start from.
    """
    if are_many(len(codes)):
        return sums_of_many(asked, levels, codes, starts)
    bits, known = starts[:, codes]
    for one in asked:
        bits += one.bits[levels[one.name]]
        known += spans_known(one)[levels[one.name]]
    return bits, known


def sums_of_many(
    asked: Sequence[Criterion], levels: Mapping[str, Levels], codes: NDArray[np.uint16], starts: Floats
) -> tuple[Floats, Floats]:
    """The same, compiled; a criterion of which nothing is known of anybody adds 0 and is passed over."""
    from kring.match.ranking.score_kernel import add_up

    some = [one for one in asked if not _all_unknown(levels[one.name])]
    weights = np.zeros((2, len(some), max((len(one.levels) for one in some), default=0) + 1))
    for number, one in enumerate(some):
        weights[0, number, : len(one.levels)] = one.bits[:UNKNOWN_LEVEL]
        weights[1, number, : len(one.levels)] = one.span
    bits, known = np.empty(len(codes)), np.empty(len(codes))
    columns = np.zeros((len(some), len(codes)), dtype=np.int8)
    for number, one in enumerate(some):
        columns[number] = levels[one.name]
    add_up(codes, starts, columns, weights, bits, known)
    return bits, known


def _all_unknown(levels: Levels) -> bool:
    """Whether one level stands for all, and that is unknown."""
    return levels.strides == (0,) and bool((levels[:1] == UNKNOWN_LEVEL).all())


def coverage(known: Floats, asked: Sequence[Criterion]) -> Floats:
    """The share of the spans of the criteria that is known."""
    whole = sum((one.span for one in asked), 0.0)
    return known / whole if whole else np.zeros(len(known))


def spans_known(criterion: Criterion) -> Floats:
    """By level how much of the span is known: all of it, and nothing at `UNKNOWN_LEVEL`."""
    found = np.full(len(criterion.levels) + 1, criterion.span)
    found[UNKNOWN_LEVEL] = 0.0
    return found


def ordered(bits: Floats, coverage: Floats) -> Places:
    """The places from best to worst: by bits, then by coverage, then by place (the name of the account)."""
    if not are_many(len(bits)):
        return by_comparing(bits, coverage)
    return by_groups(bits, coverage)


def by_comparing(bits: Floats, coverage: Floats) -> Places:
    """The order where few are alike."""
    return np.lexsort((-coverage, -bits))


def by_groups(bits: Floats, coverage: Floats) -> Places:
    """The order where many are alike: levels are few, so only groups of equals are compared."""
    from kring.match.ranking.score_kernel import grouped, spread

    groups, firsts, counts = grouped(bits.view(np.int64), coverage.view(np.int64), MOST_GROUPS)
    if not len(firsts):
        return by_comparing(bits, coverage)
    order = by_comparing(bits[firsts], coverage[firsts])
    starts = np.empty(len(order), dtype=np.int64)
    starts[order] = np.cumsum(counts[order]) - counts[order]
    return spread(groups, starts)
