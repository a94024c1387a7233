"""Every gate that a brief asks, and whether one creator passes it; in both languages, so that it can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kring.match.gates import SUBJECTS
from kring.match.limit_gates import FIGURE_GATES
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.match.brief import Brief
    from kring.match.ranking import Ranking

PASSED, FAILED, UNKNOWN = "passed", "failed", "unknown"
LISTS = ("platforms", "tiers", "niches", "languages")
OTHER = {
    "fee": Words("het tarief", "the fee"),
    "no_fee": Words("een bekend tarief", "a known fee"),
    "forbidden": Words("niet uitgesloten door de opdracht", "not ruled out by the brief"),
    "away": Words("vrij in de periode", "free in the period"),
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
    """The gates of the ranking's brief, in the order of the brief, for one creator."""
    unknown, failed = set(ranking.verdict(account).unknown), _failed(ranking, account)
    return tuple(
        GateShown((SUBJECTS | OTHER)[name], FAILED if name in failed else UNKNOWN if name in unknown else PASSED)
        for name in _asked(ranking.brief, account in ranking.pool.terms)
    )


def _asked(brief: Brief, has_terms: bool) -> list[str]:
    asked = [name for name in LISTS if getattr(brief, name)]
    asked += [gate.name for gate in FIGURE_GATES if getattr(brief.limits, gate.name) is not None]
    if brief.budget is not None or brief.fees.plain():
        asked.append("fee")
    conditions = {
        "no_fee": brief.budget is not None, "forbidden": bool(brief.forbidden),
        "away": bool(brief.limits.unavailable), "refusing": has_terms,
    }  # fmt: skip
    return asked + [name for name, holds in conditions.items() if holds]


def _failed(ranking: Ranking, account: str) -> set[str]:
    """The gates that one creator fails: those of lists and figures asked of it alone, those by name as they stand."""
    from kring.match.ranking.passing import gates

    nobody = replace(ranking.brief.limits, unavailable=())
    alone = gates(replace(ranking.brief, required=(), forbidden=(), limits=nobody), ranking.pool.only([account]))
    found = {name for name, stopped in alone.stops.items() if stopped}
    held = ranking.gates
    if account in held.required:
        found &= {"no_fee", "refusing"}
    return (
        found
        | ({"forbidden"} if account in held.forbidden and account not in held.required else set())
        | ({"away"} if account in held.away else set())
    )
