"""An audience in a folder: one file an array, memory-mapped when opened, and `audience.json` that names them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.errors import WorkspaceProblem
from kring.reach.attributes import Attribute, Interests
from kring.reach.audience import Audience

FORMAT = 1
ARRAYS = ("indptr", "known_by", "complete", "keys")


def save_audience(audience: Audience, folder: Path) -> None:
    """Write everything beside the folder, then put it in its place."""
    with replaced(folder) as fresh:
        np.save(fresh / "rows.npy", audience.rows)
        write_all_but_rows(audience, fresh)


def open_audience(folder: Path) -> Audience:
    """The audience kept in a folder; raises WorkspaceProblem when there is none or a newer version made it."""
    without = read_all_but_rows(folder)
    return replace(without, rows=mapped(folder / "rows.npy"))


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A fresh folder to write in, which takes the place of `folder` only when all is written."""
    fresh = folder.with_name(folder.name + ".writing")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    _put_in_place(fresh, folder)


def write_all_but_rows(audience: Audience, folder: Path) -> None:
    """What is known of the accounts and people, and where each row begins and ends."""
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(audience, name))
    for name, attribute in audience.attributes.items():
        np.save(folder / f"people_{name}.npy", attribute.codes)
    np.save(folder / "people_interests.npy", audience.interests.bits)
    (folder / "audience.json").write_text(json.dumps(_described(audience)), encoding="utf-8")


def read_all_but_rows(folder: Path) -> Audience:
    """What `write_all_but_rows` wrote, memory-mapped; the rows of the audience are empty, to be replaced."""
    described = _read_description(folder)
    arrays = {name: mapped(folder / f"{name}.npy") for name in ARRAYS}
    attributes = {
        name: Attribute(tuple(values), mapped(folder / f"people_{name}.npy"))
        for name, values in described["attributes"].items()
    }
    interests = Interests(tuple(described["interests"]), mapped(folder / "people_interests.npy"))
    return Audience(
        tuple(described["accounts"]),
        rows=np.zeros(0, dtype=np.int32),
        **arrays,
        attributes=attributes,
        interests=interests,
        synthetic=described["synthetic"],
    )


def _described(audience: Audience) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "accounts": audience.accounts,
        "attributes": {name: attribute.values for name, attribute in audience.attributes.items()},
        "interests": audience.interests.values,
        "synthetic": audience.synthetic,
    }


def _read_description(folder: Path) -> dict[str, Any]:
    file = folder / "audience.json"
    if not file.is_file():
        raise WorkspaceProblem(
            f"{folder} holds no audience.", "Build it again from the facts.",
            nl=f"in {folder} staat geen publiek.", nl_advice="Maak het opnieuw uit de waarnemingen.",
        )  # fmt: skip
    described: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    if described.get("format") != FORMAT:
        raise WorkspaceProblem(
            f"the audience in {folder} has format {described.get('format')}, this version reads {FORMAT}.",
            "Build it again from the facts.",
            nl=f"het publiek in {folder} heeft indeling {described.get('format')}, deze versie leest {FORMAT}.",
            nl_advice="Maak het opnieuw uit de waarnemingen.",
        )
    return described


def mapped(file: Path) -> NDArray[Any]:
    """An array in a file, memory-mapped."""
    try:
        mapped: NDArray[Any] = np.load(file, mmap_mode="r", allow_pickle=False)
    except ValueError:  # an empty array can't be mapped
        mapped = np.load(file, allow_pickle=False)
    return mapped


def _put_in_place(fresh: Path, folder: Path) -> None:
    old = folder.with_name(folder.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
