"""Rankings of a workspace: made with what it knows, kept with what they were made from, and made again."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from kring import __version__
from kring.errors import UnknownName
from kring.match.criteria import Criteria, Pool, active_criteria
from kring.match.ranking import BriefsFor, Ranking, Record, briefs_for, ranked, record_of
from kring.workspace.planning import AnyBrief, read_brief

if TYPE_CHECKING:
    from kring.workspace.front import Workspace

LOG = "log.jsonl"
INPUTS, QUANTITIES, ANSWER = "inputs.json", "quantities.parquet", "answer.json"
_ID = re.compile(r"[0-9a-f]{16}")


def matched(workspace: Workspace, brief: AnyBrief) -> Ranking:
    """The ranking of a brief, kept in the workspace; see `Workspace.match`."""
    ranking = ranked(read_brief(workspace, brief), pool_of(workspace), criteria_of(workspace))
    return replace(ranking, id=keep(record_of(ranking, _made_from(workspace)), _folder(workspace)))


def briefs_of(workspace: Workspace, account: str, briefs: Iterable[AnyBrief]) -> BriefsFor:
    """The briefs for a creator; see `Workspace.briefs_for`."""
    workspace.check([account])
    return briefs_for(
        account, [read_brief(workspace, one) for one in briefs], pool_of(workspace), criteria_of(workspace)
    )


def replayed(workspace: Workspace, name: str) -> tuple[Record, bytes]:
    """A kept ranking, and its answer made anew. Raises `UnknownName` for one that isn't there."""
    record = kept(name, _folder(workspace))
    return record, record.replayed()


def criteria_of(workspace: Workspace) -> Criteria:
    """The criteria that hold in a workspace: Kring's, those of plugins, with accepted weights, and own ones."""
    return workspace.settings().active(active_criteria())


def pool_of(workspace: Workspace) -> Pool:
    """All creators of a workspace with what is known of them and what they ask; held until one of these changes."""
    return workspace.held_pool(partial(_pool_of, workspace))


def _pool_of(workspace: Workspace) -> Pool:
    from kring.vocabulary.brands import shipped_brands
    from kring.workspace.companies import company_of

    settings = workspace.settings()
    brands = shipped_brands().with_own(settings.brands) if settings.brands else shipped_brands()
    return Pool.of(
        workspace.profiles(), workspace.audience(), terms=settings.creators, brands=brands,
        companies=partial(company_of, workspace, settings, brands),
    )  # fmt: skip


def keep(record: Record, folder: Path) -> str:
    """Write a ranking to the folder and, where it is a new one, a line to its log; gives its name.

    What is kept is never changed: the same ranking made again is the one that is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / record.id
    if not target.is_dir() and written(record, target):
        line = {"ranking": record.id, "at": datetime.now(UTC).isoformat(timespec="seconds"),
                "brief": json.loads(record.inputs)["brief"]["name"]}  # fmt: skip
        with (folder / LOG).open("a", encoding="utf-8") as log:
            log.write(json.dumps(line, ensure_ascii=False) + "\n")
    return record.id


def written(record: Record, target: Path) -> bool:
    """Put the ranking there whole or not at all; False where another process was first."""
    with tempfile.TemporaryDirectory(prefix=".ranking-", dir=target.parent, ignore_cleanup_errors=True) as draft:
        place = Path(draft) / "whole"
        place.mkdir()
        (place / INPUTS).write_bytes(record.inputs)
        (place / ANSWER).write_bytes(record.answer)
        pq.write_table(record.quantities, place / QUANTITIES, compression="zstd")
        try:
            os.rename(place, target)
        except OSError:
            if not target.is_dir():
                raise
            return False
    return True


def kept_names(folder: Path) -> list[str]:
    """The names of the rankings in the folder."""
    return sorted(one.name for one in folder.glob("*") if _ID.fullmatch(one.name))


def kept(name: str, folder: Path) -> Record:
    """The ranking of that name in the folder. Raises `UnknownName`."""
    place = folder / name
    if not _ID.fullmatch(name) or not place.is_dir():
        known = kept_names(folder)
        raise UnknownName(
            "ranking", name, known, f"They stand in {folder / LOG}; kring match makes one.",
            nl_advice=f"Ze staan in {folder / LOG}; kring match maakt er een.",
        )  # fmt: skip
    return Record((place / INPUTS).read_bytes(), pq.read_table(place / QUANTITIES), (place / ANSWER).read_bytes())


def _made_from(workspace: Workspace) -> dict[str, object]:
    return {"position": workspace.position, "organisation": workspace.organisation, "kring": __version__}


def _folder(workspace: Workspace) -> Path:
    return workspace.folder.rankings(workspace.organisation)
