"""An audience in a folder: one file an array, memory-mapped when opened, and `audience.json` that names them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kring.errors import WorkspaceProblem
from kring.reach.attributes import Attribute, Interests
from kring.reach.audience import Audience

FORMAT = 1
ARRAYS = ("indptr", "rows", "known_by", "complete", "keys")


def save_audience(audience: Audience, folder: Path) -> None:
    """Write everything beside the folder, then put it in its place."""
    fresh = folder.with_name(folder.name + ".writing")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name in ARRAYS:
        np.save(fresh / f"{name}.npy", getattr(audience, name))
    for name, attribute in audience.attributes.items():
        np.save(fresh / f"people_{name}.npy", attribute.codes)
    np.save(fresh / "people_interests.npy", audience.interests.bits)
    (fresh / "audience.json").write_text(json.dumps(_described(audience)), encoding="utf-8")
    _put_in_place(fresh, folder)


def open_audience(folder: Path) -> Audience:
    """The audience kept in a folder; raises WorkspaceProblem when there is none or a newer version made it."""
    described = _read_description(folder)
    arrays = {name: _mapped(folder / f"{name}.npy") for name in ARRAYS}
    attributes = {
        name: Attribute(tuple(values), _mapped(folder / f"people_{name}.npy"))
        for name, values in described["attributes"].items()
    }
    interests = Interests(tuple(described["interests"]), _mapped(folder / "people_interests.npy"))
    return Audience(
        tuple(described["accounts"]),
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


def _mapped(file: Path) -> NDArray[Any]:
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
