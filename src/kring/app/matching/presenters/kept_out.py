"""Who does not pass a brief: how many each gate keeps out, and each creator with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pyarrow as pa

from kring.app.matching.rankings import RANKINGS_KEPT

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.match.ranking import Ranking
    from kring.vocabulary.text import Words


@dataclass(frozen=True, slots=True)
class KeptOutRow:
    """One creator who does not pass, and every reason."""

    account: str
    shown: str
    reasons: tuple[Words, ...]


def kept_out_rows(ranking: Ranking, places: Sequence[int]) -> list[KeptOutRow]:
    """The creators at these places of the pool, ready to show."""
    at = pa.array(places, pa.int64())
    found = ranking.pool.accounts.select(["account", "name", "handle"]).take(at).to_pylist()
    return [
        KeptOutRow(one["account"], one["name"] or one["handle"] or one["account"],
                   ranking.verdict(one["account"]).reasons)
        for one in found
    ]  # fmt: skip


def with_unknown(brief: Brief, unknown: str) -> Brief:
    """The brief with those of whom something it asks is unknown kept or left out; as it stands for another word."""
    return replace(brief, unknown=unknown) if unknown in {"keep", "leave_out"} else brief  # type: ignore[arg-type]


@lru_cache(maxsize=RANKINGS_KEPT)
def left_out_for_unknown(ranking: Ranking) -> int:
    """How many creators are kept out for something unknown alone, or are in with something unknown."""
    from kring.match.ranking.passing import gates

    other = "leave_out" if ranking.brief.unknown == "keep" else "keep"
    return abs(len(gates(with_unknown(ranking.brief, other), ranking.pool).at) - len(ranking))
