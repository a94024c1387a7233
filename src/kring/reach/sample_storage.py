"""Samples in a folder, in the few bytes they take: three to four for each person sampled of an account.

At rest people are numbered by their hash, by which samples know them. Hashes in rising order lie close together, and
samples hold the people with the smallest, so that the numbers of a row lie close together too. Both are kept as the
steps between them (`kring.reach.packing_kernel`): of a million people 38 bits each. Opening numbers the people
segment-major again, as an `Audience` has them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kring.errors import WorkspaceProblem
from kring.reach.attributes import INTERESTS
from kring.reach.audience import Audience
from kring.reach.building import segment_major
from kring.reach.renumbering import in_order
from kring.reach.storage import mapped, read_all_but_rows, replaced, write_all_but_rows

if TYPE_CHECKING:
    from kring.reach.samples import Samples

NOBODY, NO_ROWS = np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)
SAMPLED = ("row_sizes", "row_widths", "row_bits", "hash_widths", "hash_bits", "thresholds", "size")
"""The files that hold whom the samples hold; what is known of accounts and people is beside them."""

KNOWN = "people_known.npz"


def save_samples(samples: Samples, folder: Path) -> None:
    """Write everything beside the folder, then put it in its place."""
    from kring.reach.packing_kernel import packed

    by_hash = in_order(samples.sampled, np.argsort(samples.sampled.keys))
    rows, widths = packed(by_hash.indptr, by_hash.rows.astype(np.uint64))
    people, width = packed(np.array([0, by_hash.people]), by_hash.keys.astype(np.uint64))
    files: dict[str, NDArray[Any]] = dict(zip(SAMPLED, (
        by_hash.sizes.astype(np.int32), widths, rows, width, people, samples.thresholds, np.array([samples.size])
    ), strict=True))  # fmt: skip
    with replaced(folder) as fresh:
        for name, values in files.items():
            np.save(fresh / f"{name}.npy", values)
        np.savez_compressed(fresh / KNOWN, **_known(by_hash))
        nobody = {name: values[:0] for name, values in _known(by_hash).items()}
        write_all_but_rows(replace(_with_known(by_hash, nobody), indptr=NO_ROWS, keys=NOBODY), fresh)


def open_samples(folder: Path) -> tuple[Audience, NDArray[np.uint64], int]:
    """The sampled people, the thresholds and the size kept in a folder; raises WorkspaceProblem when there are none."""
    from kring.reach.packing_kernel import unpacked

    accounts = read_all_but_rows(folder)
    if not (folder / KNOWN).is_file():
        raise WorkspaceProblem(
            f"{folder} holds no samples that this version reads.", "Draw them again.",
            nl=f"in {folder} staan geen steekproeven die deze versie leest.", nl_advice="Trek ze opnieuw.",
        )  # fmt: skip
    sizes, widths, rows, width, people, thresholds, size = (
        np.array(mapped(folder / f"{name}.npy")) for name in SAMPLED
    )
    with np.load(folder / KNOWN, allow_pickle=False) as known:
        by_hash = _with_known(accounts, dict(known))
    indptr = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    keys = unpacked(np.array([0, len(by_hash.interests.bits)]), people, width).astype(np.int64)
    numbers = unpacked(indptr, rows, widths)
    if len(keys) < len(by_hash.interests.bits) or len(numbers) < indptr[-1]:
        raise WorkspaceProblem(
            f"the samples in {folder} are damaged.", "Draw them again.",
            nl=f"de steekproeven in {folder} zijn beschadigd.", nl_advice="Trek ze opnieuw.",
        )  # fmt: skip
    by_hash = replace(by_hash, indptr=indptr, rows=numbers.astype(np.int32), keys=keys)
    return in_order(by_hash, segment_major(keys, by_hash.attributes)), thresholds, int(size[0])


def _known(audience: Audience) -> dict[str, Any]:
    """What is known of the people by the name of the attribute."""
    codes: dict[str, NDArray[Any]] = {name: attribute.codes for name, attribute in audience.attributes.items()}
    return {**codes, INTERESTS: audience.interests.bits}


def _with_known(audience: Audience, known: dict[str, NDArray[Any]]) -> Audience:
    """The audience with this known of its people."""
    attributes = {name: replace(attribute, codes=known[name]) for name, attribute in audience.attributes.items()}
    return replace(audience, attributes=attributes, interests=replace(audience.interests, bits=known[INTERESTS]))
