"""Every gate that a brief asks, and whether one creator passes it; in both languages, so that it can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kring.match.criteria.bits import flags_at
from kring.match.gates import SUBJECTS
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.match.criteria.bits import Bits, Places
    from kring.match.ranking import Ranking

PASSED, FAILED, UNKNOWN = "passed", "failed", "unknown"
OTHER = {
    "fee": Words("het tarief", "the fee"),
    "no_fee": Words("een bekend tarief", "a known fee"),
    "forbidden": Words("niet uitgesloten door de opdracht", "not ruled out by the brief"),
    "away": Words("vrij in de periode", "free in the period"),
    "brand_fit": Words("genoeg gelijkenis met het bedrijf", "enough likeness to the company"),
    "own_account": Words("geen account van het bedrijf zelf", "no account of the company itself"),
    "refusing": Words("wat de creator zelf uitsluit", "what the creator rules out"),
}


@dataclass(frozen=True, slots=True)
class GateShown:
    """One gate that the brief asks. `state`: passed, failed, or unknown (which keeps nobody out by itself)."""

    words: Words
    state: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values to keep."""
        return {"nl": self.words.nl, "en": self.words.en, "state": self.state}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> GateShown:
        """What `to_dict` wrote."""
        return cls(Words(plain["nl"], plain["en"]), plain["state"])


def gates_of(ranking: Ranking, account: str) -> tuple[GateShown, ...]:
    """The gates of the ranking's brief for one creator: its lists first, then figures and fees, then the rest."""
    unknown, at = set(ranking.verdict(account).unknown), np.array([ranking.pool.place(account)])
    held = ranking.gates
    must = account in held.required
    listed = {name: must or _holds(bits, at, ranking) for name, bits in held.lists.items()}
    limited = {name: must or bool(test(at)[0]) for name, test in held.figures.items()}
    known = {name: bool(test(at)[0]) for name, test in held.known.items()}
    free = {name: _holds(bits, at, ranking) for name, bits in held.free.items()}
    return tuple(
        GateShown((SUBJECTS | OTHER)[name], FAILED if not holds else UNKNOWN if name in unknown else PASSED)
        for name, holds in (listed | limited | known | free).items()
    )


def _holds(bits: Bits, at: Places, ranking: Ranking) -> bool:
    return bool(flags_at(bits, at, len(ranking.pool))[0])
