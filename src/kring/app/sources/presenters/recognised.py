"""An export as people confirm it: what it is, whose, what is in it, and what is not and so stays unknown."""

from __future__ import annotations

from collections.abc import Mapping as Given
from dataclasses import dataclass
from datetime import datetime

from kring.app.web.language import page_language
from kring.sources.exports.recognising import ExportProposal


@dataclass(frozen=True)
class ExportShown:
    """An export on the page. `asks`: whether a person must say whose it is, on `platform`."""

    number: int
    file: str
    label: str
    account: str | None
    platform: str | None
    asks: bool
    observed_at: datetime
    parts: tuple[tuple[str, int, str], ...]
    absent: tuple[str, ...]
    doubts: tuple[str, ...]


def export_shown(number: int, proposal: ExportProposal) -> ExportShown:
    """An export as it is shown."""
    language, found = page_language(), proposal.recognised
    return ExportShown(
        number, proposal.archive.name, proposal.export.label.in_language(language), proposal.account, found.platform,
        proposal.asks_account, proposal.observed_at,
        tuple((part.tells.in_language(language), part.entries, part.member) for part in found.parts),
        tuple(said.in_language(language) for said in found.absent),
        tuple(said.in_language(language) for said in proposal.doubts),
    )  # fmt: skip


def export_answered(number: int, proposal: ExportProposal, given: Given[str, str]) -> dict[str, str] | None:
    """What a person said of an export; None to leave it out. Raises `BadInput` while nobody said whose it is."""
    if given.get(f"leave-export-{number}"):
        return None
    account = given.get(f"account-{number}", "").strip()
    return {"account": proposal.settled(account or None).account or "" if proposal.asks_account else ""}
