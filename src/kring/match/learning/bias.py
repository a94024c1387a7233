"""Does a change of weights, or of what is known, move one group of creators more than others?

Two measures for each group. Rank shift: the mean change of an account's place among those who pass, as a share of all
places, above 0 for up. Selection ratio: how often a member stands among the first, over how often others do; the
four-fifths rule of thumb (EEOC, 29 CFR 1607.4 D, 1978) looks below 0.8. Intervals: bootstrap over accounts (Efron
1979), since one account stands in several rankings. Limits: what is counted is the place in a ranking, not who is
asked; a difference between groups is no proof of unfairness, and none is no proof of fairness.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from kring.estimate import Basis, Estimate
from kring.match.criteria.criterion import Floats
from kring.match.learning.groups import ATTRIBUTES

FIRST = 20
FEWEST = 20
ROUNDS = 1000
PLACES = pa.schema([
    ("ranking", pa.string()), ("account", pa.string()), ("before", pa.float64()), ("after", pa.float64()),
    ("first_before", pa.bool_()), ("first_after", pa.bool_()),
])  # fmt: skip
"""One row a ranking and account: its place before and after as a share from 0 (last) to 1, and if among the first."""


@dataclass(frozen=True, slots=True)
class GroupBias:
    """What a change does to one group. Figures are unknown for a group of fewer than `FEWEST` accounts.

    `rank_shift`: -1 to 1. `before` and `after`: the selection ratio, 1 where members stand among the first as often as
    the others.
    """

    attribute: str
    group: str
    accounts: int
    rank_shift: Estimate
    before: Estimate
    after: Estimate

    @property
    def lower(self) -> bool:
        """Whether the group is put lower, beyond chance."""
        return self.rank_shift.known and self.rank_shift.high < 0

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        figures = {name: getattr(self, name).to_dict() for name in ("rank_shift", "before", "after")}
        return {"attribute": self.attribute, "group": self.group, "accounts": self.accounts, **figures}


def places(ranking: str, accounts: pa.Array, before: NDArray[np.int64], after: NDArray[np.int64]) -> pa.Table:
    """The rows of `PLACES` for one ranking. `before` and `after`: the same places in `accounts`, the best first."""
    count = len(before)
    rows: dict[str, NDArray[Any]] = {}
    for name, order in (("before", before), ("after", after)):
        rank = np.empty(len(accounts))
        rank[order] = np.arange(count)
        share = 1 - rank[before] / (count - 1) if count > 1 else np.ones(count)
        rows |= {name: share, f"first_{name}": rank[before] < min(FIRST, max(1, count // 5))}
    table = {"ranking": [ranking] * count, "account": accounts.take(pa.array(before)), **rows}
    return pa.table([table[name] for name in PLACES.names], schema=PLACES)


def bias_report(places: pa.Table, groups: pa.Table, attributes: Iterable[str] = ATTRIBUTES) -> tuple[GroupBias, ...]:
    """By attribute and group what a change does. `places`: rows of `PLACES`; `groups`: of `GROUPS`.

    Who is in no known group counts among the others.
    """
    counted = places.group_by("account").aggregate([
        ("before", "count"), ("before", "sum"), ("after", "sum"), ("first_before", "sum"), ("first_after", "sum"),
    ])  # fmt: skip
    sums = np.stack([
        np.asarray(counted[name].to_numpy(), float)
        for name in ("before_count", "before_sum", "after_sum", "first_before_sum", "first_after_sum")
    ], axis=1)  # fmt: skip
    rng = np.random.default_rng(0)
    count = max(len(sums), 1)
    drawn = rng.multinomial(len(sums), np.full(count, 1 / count), ROUNDS)[:, : len(sums)]
    found: list[GroupBias] = []
    for attribute in attributes:
        of = dict(zip(groups["account"].to_pylist(), groups[attribute].to_pylist(), strict=True))
        label = np.array([of.get(account) or "" for account in counted["account"].to_pylist()])
        there = sorted(set(label.tolist()) - {""})
        found += [_bias(attribute, group, label == group, sums, drawn) for group in there]
    return tuple(found)


def _bias(attribute: str, group: str, mine: NDArray[np.bool_], sums: Floats, drawn: NDArray[np.int64]) -> GroupBias:
    count = int(mine.sum())
    if min(count, len(mine) - count) < FEWEST:
        unknown = Estimate.unknown(f"{count} of {len(mine)} accounts are in it, too few to tell", Basis.MODELLED)
        return GroupBias(attribute, group, count, unknown, unknown, unknown)
    weights = np.concatenate([np.ones((1, len(mine)), np.int64), drawn])
    own, others = weights[:, mine] @ sums[mine], weights[:, ~mine] @ sums[~mine]
    with np.errstate(divide="ignore", invalid="ignore"):
        shift = (own[:, 2] - own[:, 1]) / own[:, 0]
        ratios = [own[:, at] / own[:, 0] / (others[:, at] / others[:, 0]) for at in (3, 4)]
    return GroupBias(attribute, group, count, *(_estimate(values, count) for values in (shift, *ratios)))


def _estimate(values: Floats, count: int) -> Estimate:
    """The first value, with the ends of the others."""
    if not np.isfinite(values[0]):
        return Estimate.unknown("nobody else stands among the first", Basis.MODELLED)
    low, high = np.nanquantile(values[1:][np.isfinite(values[1:])], (0.025, 0.975))
    return Estimate.between(values[0], min(low, values[0]), max(high, values[0]), Basis.MODELLED, count)
