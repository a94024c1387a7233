"""Checks of a workspace: PASS, REVIEW or FAIL, each with what was found and what to do about it."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kring.errors import KringError

if TYPE_CHECKING:
    from kring.workspace.front import Workspace

LITTLE_ROOM = 1 << 30


class Status(StrEnum):
    """How a check ended."""

    PASS = "PASS"
    REVIEW = "REVIEW"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, and what to do when it isn't right."""

    name: str
    status: Status
    found: str
    advice: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def check(workspace: Workspace) -> list[Check]:
    """Looks a workspace over. A check that itself breaks is a FAIL with the reason, and the others go on."""
    return [_checked(name, look, workspace) for name, look in CHECKS.items()]


def _checked(name: str, look: Callable[[Workspace], Check], workspace: Workspace) -> Check:
    try:
        return look(workspace)
    except KringError as problem:
        return Check(name, Status.FAIL, problem.message, problem.advice)
    except Exception as defect:
        return Check(name, Status.FAIL, f"{type(defect).__name__}: {defect}", "Restore the workspace from a backup.")


def _python(_: Workspace) -> Check:
    return Check("python", Status.PASS, ".".join(map(str, sys.version_info[:3])))


def _room(workspace: Workspace) -> Check:
    free = shutil.disk_usage(workspace.folder.path).free
    found = f"{free / 2**30:.1f} GiB free"
    if free < LITTLE_ROOM:
        return Check("room", Status.REVIEW, found, "Make room before the next large import.")
    return Check("room", Status.PASS, found)


def _secret(workspace: Workspace) -> Check:
    path = workspace.folder.key_file(workspace.organisation)
    if not path.exists():
        if workspace.position:
            return Check("secret", Status.FAIL, "the key file is gone", "Put it back from a backup before you import.")
        return Check("secret", Status.PASS, "is made with the first import")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Check("secret", Status.REVIEW, "others on this machine can read it", f"Close it: chmod 600 {path}")
    return Check("secret", Status.PASS, "readable by its owner only")


def _observations(workspace: Workspace) -> Check:
    facts = workspace.facts()
    missing = [file for files in facts.files.values() for file in files if not os.path.exists(file)]
    if missing:
        advice = "Restore the warehouse folder from a backup."
        return Check("observations", Status.FAIL, f"{len(missing)} data files are gone", advice)
    counted = {name: facts.rows(name) for name in sorted(facts.files)}
    found = ", ".join(f"{rows:,} {name}" for name, rows in counted.items() if rows)
    if not found:
        return Check(
            "observations", Status.REVIEW, "nothing was loaded yet", "Load what you have: kring import FILE..."
        )
    return Check("observations", Status.PASS, found)


def _batches(workspace: Workspace) -> Check:
    lines = workspace.warehouse.history()
    odd = [line.label for line in lines if not _adds_up(line.rows_in, line.loaded, line.quarantined)]
    if odd:
        return Check("batches", Status.FAIL, f"rows don't add up in {', '.join(odd[:3])}", "Report this as a defect.")
    return Check("batches", Status.PASS, f"{len(lines)} loaded, rows in = loaded + quarantined in each")


def _adds_up(rows_in: int, loaded: dict[str, int], quarantined: int) -> bool:
    """A row of a sheet feeds each table at most once; a batch of tables counts the rows of all of them."""
    widest, all_rows = max(loaded.values(), default=0), sum(loaded.values())
    return widest + quarantined <= rows_in <= all_rows + quarantined


def _put_aside(workspace: Workspace) -> Check:
    rows = sum(line.quarantined for line in workspace.warehouse.history() if _is_kept(workspace, line.batch_id))
    if rows:
        advice = "See why: kring quarantine list"
        return Check("quarantine", Status.REVIEW, f"{rows:,} rows wait to be repaired", advice)
    return Check("quarantine", Status.PASS, "empty")


def _is_kept(workspace: Workspace, batch_id: str) -> bool:
    return batch_id in workspace.warehouse.quarantine.batches()


def _settings(workspace: Workspace) -> Check:
    own = workspace.settings()
    return Check("settings", Status.PASS, f"{len(own.niches)} own niches, {len(own.brands)} own brands")


def _conclusions(workspace: Workspace) -> Check:
    profiles, audience = workspace.profiles(), workspace.audience()
    found = f"{profiles.accounts.num_rows:,} profiles, {audience.people:,} people in {audience.pairs:,} pairs"
    return Check("conclusions", Status.PASS, found)


CHECKS: dict[str, Callable[[Workspace], Check]] = {
    "python": _python,
    "room": _room,
    "secret": _secret,
    "observations": _observations,
    "batches": _batches,
    "quarantine": _put_aside,
    "settings": _settings,
    "conclusions": _conclusions,
}
