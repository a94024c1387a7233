"""How likely it is that a company chooses a creator and that the creator says yes: beside a ranking, never in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from kring.estimate import Basis, Estimate
from kring.match.criteria.of_terms import fee
from kring.match.learning.acceptance import OFFERS, Acceptance, acceptance
from kring.match.learning.mutual import mutual
from kring.match.learning.wanting import Wanting
from kring.match.ranking import Ranking
from kring.workspace.learning import LOG, read_rows

if TYPE_CHECKING:
    from kring.workspace.front import Workspace

NOBODY = "no learned weights were accepted, so no chance that a company chooses is known"


@dataclass(frozen=True, slots=True)
class BothSides:
    """The chances for one account: that the company chooses, that the creator says yes, and both together."""

    account: str
    wants: Estimate
    accepts: Estimate
    mutual: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"account": self.account, **{name: getattr(self, name).to_dict() for name in CHANCES}}


CHANCES = ("wants", "accepts", "mutual")


def offers_in(file: Path) -> pa.Table:
    """The offers in a CSV file with account and answer, and perhaps the other columns of `OFFERS`; raises BadInput."""
    return read_rows(file, OFFERS, ("account", "answer"))


def both_sides(
    workspace: Workspace, ranking: Ranking, offers: pa.Table | None = None, most: int | None = None
) -> tuple[BothSides, ...]:
    """The chances for the first accounts of a ranking; see `Workspace.both_sides`."""
    curve, known = _wanting(workspace, ranking), acceptance(offers, datetime.now(UTC))
    found = []
    for row in ranking.rows(most):
        wants = Estimate.unknown(NOBODY, Basis.MODELLED) if curve is None else curve.chance(row.bits)
        accepts = _accepts(ranking, known, row.account)
        found.append(BothSides(row.account, wants, accepts, mutual(wants, accepts)))
    return tuple(found)


def _accepts(ranking: Ranking, known: Acceptance, account: str) -> Estimate:
    """With what each creator could get of the budget as the fee, where brief and fee tell it."""
    brief, at = ranking.brief, ranking.pool.place(account)
    expected = float(fee(brief, ranking.pool, np.array([at]))[0])
    number = brief.most or brief.least
    offered = brief.budget / number if brief.budget is not None and number else brief.fees.most
    there, row = ranking.seen_of(account)
    fit = next((value for criterion, value, _ in there.of_account(row) if criterion.name == "niche"), np.nan)
    return known.chance(
        fee_ratio=None if offered is None or np.isnan(expected) or not expected else offered / expected,
        niche_fit=None if np.isnan(fit) else fit, tier=ranking.pool.accounts["tier"][at].as_py(),
    )  # fmt: skip


def _wanting(workspace: Workspace, ranking: Ranking) -> Wanting | None:
    """The curve of the weights that hold, where they are the ones last accepted."""
    log = workspace.folder.accepted_weights(workspace.organisation) / LOG
    if not log.is_file():
        return None
    last = json.loads(log.read_text(encoding="utf-8").splitlines()[-1])
    return Wanting.of_dict(last["report"]["wanting"]) if last["digest"] == ranking.criteria.digest else None
