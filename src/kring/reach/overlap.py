"""How audiences overlap: pair by pair, and every combination of accounts that shares people (an UpSet table).

The combinations follow Lex and others, "UpSet: Visualization of Intersecting Sets", IEEE TVCG 2014: each person stands
in exactly one, the combination of all accounts that reach them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kring.errors import BadInput
from kring.estimate import Estimate, weakest
from kring.reach.audience import Audience
from kring.reach.counted import Counter
from kring.reach.segment import Segment
from kring.reach.target_group import target_group
from kring.reach.unique import packed_pairs

MOST_ACCOUNTS = 12


@dataclass(frozen=True)
class Overlap:
    """The overlap of `accounts` in the segment.

    `each`: people per account. `pairs`: people that two accounts share, by (first, second) in the order of `accounts`.
    `combinations`: people reached by exactly these accounts, largest first; they add up to the unique reach.
    """

    accounts: tuple[str, ...]
    segment: Segment
    synthetic: bool
    each: dict[str, Estimate]
    pairs: dict[tuple[str, str], Estimate]
    combinations: tuple[tuple[tuple[str, ...], Estimate], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "accounts": list(self.accounts),
            "segment": self.segment.to_dict(),
            "synthetic": self.synthetic,
            "each": {account: people.to_dict() for account, people in self.each.items()},
            "pairs": [{"accounts": list(pair), "people": people.to_dict()} for pair, people in self.pairs.items()],
            "combinations": [
                {"accounts": list(accounts), "people": people.to_dict()} for accounts, people in self.combinations
            ],
        }


def overlap(audience: Audience, accounts: Sequence[str], segment: Segment | None = None) -> Overlap:
    """The overlap of at most 12 accounts. Raises BadInput above that, UnknownName for one without a known audience."""
    named = tuple(dict.fromkeys(accounts))
    if not 1 <= len(named) <= MOST_ACCOUNTS:
        fewer = bool(named)
        raise BadInput(
            f"an overlap is shown for 1 to {MOST_ACCOUNTS} accounts, not {len(named)}.",
            "Choose fewer." if fewer else "Choose an account.",
            nl=f"overlap is te tonen voor 1 tot en met {MOST_ACCOUNTS} accounts, niet voor {len(named)}.",
            nl_advice="Kies er minder." if fewer else "Kies een account.",
        )
    group = target_group(audience, segment)
    counter = Counter(group, weakest([audience.basis(account) for account in named]))
    counts = _by_combination(audience, named, group.classes, len(group.weights))
    masks = np.arange(len(counts))
    bits = {account: masks >> place & 1 == 1 for place, account in enumerate(named)}
    return Overlap(
        named, group.segment, audience.synthetic,
        {account: counter.inside(counts[bits[account]].sum(axis=0)) for account in named},
        {
            (first, second): counter.inside(counts[bits[first] & bits[second]].sum(axis=0))
            for place, first in enumerate(named)
            for second in named[place + 1 :]
        },
        _combinations(named, counts, counter),
    )  # fmt: skip


def _by_combination(
    audience: Audience, accounts: Sequence[str], classes: np.ndarray[Any, Any], kinds: int
) -> np.ndarray[Any, Any]:
    """People by combination of accounts (bit i: account i reaches them) and class, shape (2^accounts, classes)."""
    packed = packed_pairs(audience, accounts)
    people = packed >> 32
    starts = np.flatnonzero(np.concatenate([[True], people[1:] != people[:-1]])) if len(people) else np.zeros(0, int)
    bits = np.left_shift(1, packed & 0xFFFFFFFF)
    masks = np.bitwise_or.reduceat(bits, starts) if len(starts) else bits
    size = 2 ** len(accounts)
    return np.bincount(masks * kinds + classes[people[starts]], minlength=size * kinds).reshape(size, kinds)


def _combinations(
    accounts: Sequence[str], counts: np.ndarray[Any, Any], counter: Counter
) -> tuple[tuple[tuple[str, ...], Estimate], ...]:
    found = []
    for mask in np.flatnonzero(counts[:, 1:].any(axis=1)):
        members = tuple(account for place, account in enumerate(accounts) if mask >> place & 1)
        found.append((members, counter.inside(counts[mask])))
    return tuple(sorted(found, key=lambda entry: (-entry[1].value if entry[1].known else 0.0, len(entry[0]), entry[0])))
