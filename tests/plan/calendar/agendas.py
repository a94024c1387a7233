"""A planted agenda of the synthetic world as what a calendar is asked, and its truth as conflicts are told."""

from __future__ import annotations

from typing import Any

from kring.plan.calendar import Asked, BriefTerms, Conflict, CreatorTerms, Running, Wish
from kring.world import Agenda

Told = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Creator, kind, parties, weeks."""


def asked_of(agenda: Agenda) -> Asked:
    return Asked(
        tuple(Wish(**_fields(row)) for row in agenda.wishes.to_pylist()),
        tuple(BriefTerms(row.pop("brief"), **_fields(row)) for row in agenda.briefs.to_pylist()),
        tuple(CreatorTerms(**_fields(row)) for row in agenda.creators.to_pylist()),
        tuple(Running(**_fields(row)) for row in agenda.running.to_pylist()),
        agenda.first_week, agenda.weeks, agenda.competitor_distance,
    )  # fmt: skip


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def planted(agenda: Agenda) -> list[Told]:
    return sorted(
        (row["creator"], row["kind"], tuple(row["parties"]), tuple(map(str, row["weeks"])))
        for row in agenda.conflicts.to_pylist()
    )


def told(found: tuple[Conflict, ...]) -> list[Told]:
    return sorted(
        (
            one.creator,
            str(one.kind),
            tuple(sorted(f"{p.side}:{p.name}" for p in one.parties)),
            tuple(map(str, one.weeks)),
        )
        for one in found
    )
