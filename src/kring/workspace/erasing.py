"""What a withdrawal reaches beside observations and conclusions: kept rankings, and what people decided.

Decisions lie in the application's database, which only the application opens. So a withdrawal leaves a note of the
account where the application works, and the application takes the account out of its lists and deletes the note.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kring.workspace.matching import kept, kept_names, written

if TYPE_CHECKING:
    from kring.workspace.known import Known

APPLICATION = ("kring.db", "jobs.db")
"""Files of which the application leaves at least one where it works in a workspace."""
_GONE = ".gone-"


def erase(workspace: Known, account: str) -> int:
    """Takes an account out of every kept ranking, and notes it for the application. Returns how many rankings."""
    folder = workspace.folder
    if any((folder.path / name).exists() for name in APPLICATION):
        _note(folder.erasures(workspace.organisation), account)
    return erase_from_rankings(folder.rankings(workspace.organisation), account)


def erase_from_rankings(folder: Path, account: str) -> int:
    """Takes an account out of the rankings in a folder; one of an older form goes whole. Returns how many changed."""
    from kring.match.ranking.unnaming import is_of_this_form, names, without

    for left in folder.glob(f"{_GONE}*"):
        shutil.rmtree(left)
    changed = 0
    for name in kept_names(folder):
        record = kept(name, folder)
        if not names(record, account):
            continue
        changed += 1
        gone = Path(tempfile.mkdtemp(prefix=_GONE, dir=folder))
        os.rename(folder / name, gone / name)
        if is_of_this_form(record):
            written(without(record, account), folder / name)
        shutil.rmtree(gone)
    return changed


def noted(workspace: Known) -> Iterator[str]:
    """The accounts the application must still let go of; a note goes once the next one is asked for."""
    for note in sorted(workspace.folder.erasures(workspace.organisation).glob("*.account")):
        yield note.read_text(encoding="utf-8")
        note.unlink()


def _note(folder: Path, account: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{secrets.token_hex(8)}"
    draft.write_text(account, encoding="utf-8")
    os.rename(draft, folder / f"{draft.name[1:]}.account")
