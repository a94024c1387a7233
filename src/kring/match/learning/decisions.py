"""Decisions on creators in kept rankings, as rows to learn from: what each level was, and whether it was a match."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.errors import BadInput, UnknownName
from kring.match.criteria.criterion import UNKNOWN_LEVEL, Criteria
from kring.match.ranking.record import Record

CHOSEN, PASSED = "chosen", "passed"
FAIR = 0.9
"""An outcome from this share of what was expected on is as expected, as for the criterion on past results."""
DECISIONS = pa.schema(
    [("ranking", pa.string()), ("account", pa.string()), ("decision", pa.string()), ("outcome", pa.float64())]
)
"""One row a decision: the kept ranking, the account, `chosen` or `passed`, and of who was chosen what came of it over
what was expected (null where it isn't known)."""


@dataclass(frozen=True, eq=False)
class Decided:
    """Decisions as arrays, one place a decision.

    `levels`: shape (decisions, criteria), `UNKNOWN_LEVEL` where unknown or not asked. `matched`: chosen, and with no
    outcome below `FAIR`. `briefs`: the number of the brief of each; decisions on rankings of one brief belong together.
    """

    levels: NDArray[np.int8]
    matched: NDArray[np.bool_]
    briefs: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.matched)

    @property
    def brief_count(self) -> int:
        """How many briefs there are."""
        return len(np.unique(self.briefs))

    def only(self, which: NDArray[np.bool_]) -> Decided:
        """These decisions alone."""
        return Decided(self.levels[which], self.matched[which], self.briefs[which])


def decided(decisions: pa.Table, records: Mapping[str, Record], criteria: Criteria) -> Decided:
    """The decisions (rows of `DECISIONS`) with the levels of kept rankings, as `criteria` read their quantities.

    Of several decisions on one account in one ranking the last counts. Raises UnknownName for a ranking that isn't
    kept or an account that isn't in it, BadInput for a decision of another kind.
    """
    latest = {(row["ranking"], row["account"]): row for row in decisions.select(DECISIONS.names).to_pylist()}
    levels, matched, briefs = [], [], []
    for name in sorted({ranking for ranking, _ in latest}):
        if name not in records:
            raise UnknownName("ranking", str(name), list(records))
        rows = [row for (ranking, _), row in sorted(latest.items()) if ranking == name]
        levels.append(_levels(records[name].quantities, [row["account"] for row in rows], criteria))
        matched += [_matched(row["decision"], row["outcome"]) for row in rows]
        briefs += [json.loads(records[name].inputs)["brief"]["name"]] * len(rows)
    found = np.concatenate(levels) if levels else np.zeros((0, len(criteria)), np.int8)
    return Decided(found, np.array(matched, dtype=bool), np.unique(briefs, return_inverse=True)[1].astype(np.int64))


def levels_in(quantities: pa.Table, criteria: Criteria) -> NDArray[np.int8]:
    """The level of every account of a kept ranking, shape (accounts, criteria)."""
    found = np.full((quantities.num_rows, len(criteria)), UNKNOWN_LEVEL, dtype=np.int8)
    for place, criterion in enumerate(criteria):
        if criterion.name in quantities.column_names:
            found[:, place] = criterion.level_of(np.asarray(quantities[criterion.name].to_numpy(), np.float64))
    return found


def _levels(quantities: pa.Table, accounts: list[str], criteria: Criteria) -> NDArray[np.int8]:
    at = pc.index_in(pa.array(accounts, pa.string()), value_set=quantities["account"].combine_chunks())
    if at.null_count:
        missing = accounts[at.to_pylist().index(None)]
        raise UnknownName("account in this ranking", missing, quantities["account"].to_pylist())
    return levels_in(quantities.take(at), criteria)


def _matched(decision: str | None, outcome: float | None) -> bool:
    if decision not in (CHOSEN, PASSED):
        raise BadInput(
            f"'{decision}' is no decision.", f"Write {CHOSEN} or {PASSED}.",
            nl=f"'{decision}' is geen beslissing.", nl_advice=f"Schrijf {CHOSEN} (gekozen) of {PASSED} (niet gekozen).",
        )  # fmt: skip
    return decision == CHOSEN and not (outcome is not None and outcome < FAIR)
