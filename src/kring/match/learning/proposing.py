"""`propose`: weights learned from decisions, how they do against the current ones, and whom they move. Not active."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from kring.errors import BadInput
from kring.match.criteria.criterion import Criteria, Criterion
from kring.match.learning.bias import PLACES, GroupBias, bias_report, places
from kring.match.learning.decisions import Decided, decided, levels_in
from kring.match.learning.fitting import Fitted, LevelTable, fit
from kring.match.learning.judging import Measure, Reliability, best_spread, measures, out_of_sample, reliability
from kring.match.learning.wanting import Wanting, wanting
from kring.match.ranking.record import Record
from kring.match.ranking.scoring import ordered
from kring.vocabulary.text import Words

FEWEST_OF_EACH = 40
FEWEST_BRIEFS = 5
LEARNED = Words(
    "Geleerd van {} beslissingen over {} opdrachten, gehouden aan de vorige gewichten.",
    "Learned from {} decisions on {} briefs, held to the weights before.",
)


@dataclass(frozen=True, eq=False)
class ProposedWeights:
    """Weights to accept or not. `current`: those that hold. `held`: criteria that were not to move.

    `measures`: AUC, NDCG@20 and log loss on briefs left out. `reliability`: chances of those against what happened.
    `bias`: whom the change moves, in the kept rankings. `wanting`: from bits to the chance that a company chooses.
    """

    current: Criteria
    criteria: Criteria
    held: tuple[str, ...]
    matches: int
    others: int
    briefs: int
    spread: float
    measures: tuple[Measure, ...]
    reliability: tuple[Reliability, ...]
    bias: tuple[GroupBias, ...]
    wanting: Wanting

    @property
    def better(self) -> bool | None:
        """Whether they tell chances better on unseen briefs, beyond chance; None where that can't be told."""
        loss = next(one.difference for one in self.measures if one.name == "log_loss")
        if not loss.known or loss.low <= 0 <= loss.high:
            return None
        return loss.high < 0

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "version": self.criteria.version, "digest": self.criteria.digest, "current": self.current.digest,
            "current_version": self.current.version, "held": list(self.held), "matches": self.matches,
            "others": self.others, "briefs": self.briefs, "spread": self.spread, "better": self.better,
            "measures": {one.name: {part: getattr(one, part).to_dict() for part in MEASURED} for one in self.measures},
            "reliability": [{"expected": one.expected, "found": one.found.to_dict()} for one in self.reliability],
            "bias": [one.to_dict() for one in self.bias], "wanting": self.wanting.to_dict(),
        }  # fmt: skip


MEASURED = ("current", "proposed", "difference")


def propose(
    decisions: pa.Table,
    records: Mapping[str, Record],
    criteria: Criteria,
    groups: pa.Table,
    *,
    held: Collection[str] = (),
) -> ProposedWeights:
    """Weights learned from `decisions` (rows of `kring.match.learning.decisions.DECISIONS`) on kept `records`.

    `criteria`: the current ones; `held`: names of those that don't move. `groups`: rows of
    `kring.match.learning.groups.GROUPS`. Raises BadInput where there are too few decisions to learn from, UnknownName
    for a ranking or account that isn't kept.
    """
    of = decided(decisions, records, criteria)
    require_enough(of)
    found, spread = out_of_sample(of, criteria, held), best_spread(of, criteria, held)
    proposed = _with_bits(criteria, fit(of, criteria, spread, held), of)
    seen = {name: records[name] for name in sorted(set(decisions["ranking"].to_pylist()))}
    bits = LevelTable(proposed)
    return ProposedWeights(
        criteria, proposed, tuple(sorted(held)), int(of.matched.sum()), int((~of.matched).sum()), of.brief_count,
        spread, measures(of, found), reliability(found.proposed_chance, of.matched),
        bias_report(moves(seen, criteria, proposed), groups),
        wanting(bits.summed(bits.current, bits.places(of.levels)), of.matched, of.briefs),
    )  # fmt: skip


def require_enough(of: Decided) -> None:
    """Raises BadInput with what is lacking."""
    matches, others = int(of.matched.sum()), int((~of.matched).sum())
    if min(matches, others) >= FEWEST_OF_EACH and of.brief_count >= FEWEST_BRIEFS:
        return
    raise BadInput(
        f"there are {matches} matches and {others} others, on {of.brief_count} briefs: too few to learn weights from.",
        f"Wait for at least {FEWEST_OF_EACH} of each, on at least {FEWEST_BRIEFS} briefs.",
        nl=f"er zijn {matches} keuzes en {others} andere, over {of.brief_count} opdrachten: te weinig om gewichten "
        "van te leren.",
        nl_advice=f"Wacht tot er minstens {FEWEST_OF_EACH} van elk zijn, over minstens {FEWEST_BRIEFS} opdrachten.",
    )


def moves(records: Mapping[str, Record], current: Criteria, proposed: Criteria) -> pa.Table:
    """The places of those who pass each ranking, by the current and by the proposed weights."""
    tables = [PLACES.empty_table()]
    for name, record in records.items():
        if record.quantities.num_rows:
            orders = [_order(record.quantities, one) for one in (current, proposed)]
            tables.append(places(name, record.quantities["account"].combine_chunks(), *orders))
    return pa.concat_tables(tables)


def _order(quantities: pa.Table, criteria: Criteria) -> np.ndarray[Any, Any]:
    table, levels = LevelTable(criteria), levels_in(quantities, criteria)
    asked = np.array([one.span * (one.name in quantities.column_names) for one in criteria])
    return ordered(table.summed(table.current, table.places(levels)), (levels >= 0) @ asked)


def _with_bits(criteria: Criteria, fitted: Fitted, of: Decided) -> Criteria:
    """The criteria with the fitted bits, to the hundredth; those whose bits stay are left as they are."""
    bits, starts = np.round(fitted.bits, 2) + 0.0, fitted.table.starts
    counted = str(len(of)), str(of.brief_count)
    why = Words(LEARNED.nl.format(*counted), LEARNED.en.format(*counted))
    made = [_learned(one, bits[first:end].tolist(), why)
            for one, first, end in zip(criteria, starts[:-1], starts[1:], strict=True)]  # fmt: skip
    base = criteria.version.partition("+")[0]
    changed = replace(criteria, all=tuple(made))
    return replace(changed, version=f"{base}+{changed.digest[:8]}")


def _learned(criterion: Criterion, bits: list[float], why: Words) -> Criterion:
    levels = tuple(replace(level, bits=weight) for level, weight in zip(criterion.levels, bits, strict=True))
    return criterion if levels == criterion.levels else replace(criterion, levels=levels, why=why)
