"""What files hold, before anything of them is loaded: recognised exports, and sheets with a proposed mapping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kring.sources.exports.recognising import ExportProposal
    from kring.sources.files import Proposal
    from kring.workspace.known import Known


@dataclass(frozen=True)
class ExaminedSheet:
    """A sheet with its headings and how it would be read."""

    name: str
    headings: tuple[str, ...]
    proposal: Proposal


@dataclass(frozen=True)
class Examined:
    """What is in the files."""

    exports: tuple[ExportProposal, ...]
    sheets: tuple[ExaminedSheet, ...]


def examined(workspace: Known, paths: Sequence[Path]) -> Examined:
    """Looks into files. Raises `BadInput`, as loading would, for one that can't be read; nothing is stored."""
    from kring.sources.files import RememberedMappings, open_sources, recognise
    from kring.workspace.exporting import find_exports
    from kring.workspace.loading import Answers

    remembered = RememberedMappings(workspace.folder.mappings)
    exports, others = find_exports(paths, Answers())
    sheets = [sheet for path in others for sheet in open_sources([path])]
    return Examined(
        tuple(exports),
        tuple(ExaminedSheet(one.name, tuple(one.headings), recognise(one, remembered)) for one in sheets),
    )
