"""`CompactAudience`: an audience at rest, its rows as Roaring bitmaps in one file: the form to keep, move and archive.

Planning reads sorted int32 rows, four bytes a pair (`Audience.save`), which can be made again from this form at any
time. The union of some accounts is counted on the bitmaps themselves, and an `Audience` of some accounts expands only
their rows.

Source: Lemire and others, "Roaring Bitmaps: Implementation of an Optimized Software Library", Software: Practice and
Experience 48, 2018; the files hold its portable serialisation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kring.reach.audience import Audience
from kring.reach.storage import mapped, read_all_but_rows, replaced, write_all_but_rows

if TYPE_CHECKING:
    from pyroaring import BitMap

BITMAPS = "rows.roaring"


@dataclass(frozen=True)
class CompactAudience:
    """An audience whose rows stay compressed.

    `without_rows`: all else of it. `bitmaps` (bytes,): the rows one after another, memory-mapped. `offsets`
    (accounts + 1,): where each begins.
    """

    without_rows: Audience
    bitmaps: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    @classmethod
    def open(cls, folder: str | Path) -> CompactAudience:
        """The audience that `Audience.save_compact` kept; raises WorkspaceProblem when there is none."""
        place = Path(folder)
        without_rows = read_all_but_rows(place)
        file = place / BITMAPS
        bitmaps = np.memmap(file, np.uint8, "r") if file.stat().st_size else np.zeros(0, dtype=np.uint8)
        return cls(without_rows, bitmaps, mapped(place / "offsets.npy"))

    @property
    def accounts(self) -> tuple[str, ...]:
        """The names of the accounts, in order."""
        return self.without_rows.accounts

    @cached_property
    def bytes_a_pair(self) -> float:
        """How much of the file a pair of an account and a person takes; NaN without pairs."""
        pairs = int(self.without_rows.indptr[-1])
        return len(self.bitmaps) / pairs if pairs else float("nan")

    def bitmap(self, account: str) -> BitMap:
        """The people around an account; raises UnknownName when nobody around it is known."""
        from pyroaring import BitMap

        place = self.without_rows.place(account)
        return BitMap.deserialize(self.bitmaps[self.offsets[place] : self.offsets[place + 1]].tobytes())

    def union(self, accounts: Sequence[str]) -> BitMap:
        """The different people around these accounts, as person numbers."""
        from pyroaring import BitMap

        return BitMap.union(BitMap(), *(self.bitmap(account) for account in accounts))

    def audience(self, accounts: Sequence[str] | None = None) -> Audience:
        """The audience with the rows of these accounts, of all when none are named, in the order they were kept.

        Chances of unknown attributes are judged by the accounts that are there: a target group of which much is unknown
        wants them all, or a `TargetGroup` made from them all.
        """
        named = set(self.accounts if accounts is None else accounts)
        places = np.array(sorted(self.without_rows.place(account) for account in named), dtype=np.int64)
        sizes = self.without_rows.sizes[places]
        indptr = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        rows = np.empty(indptr[-1], dtype=np.int32)
        kept = tuple(self.accounts[place] for place in places)
        for at, account in enumerate(kept):
            rows[indptr[at] : indptr[at + 1]] = np.frombuffer(self.bitmap(account).to_array(), dtype=np.uint32)
        there = self.without_rows
        return replace(
            there, accounts=kept, indptr=indptr, rows=rows, known_by=there.known_by[places],
            complete=there.complete[places],
        )  # fmt: skip


def save_compact(audience: Audience, folder: Path) -> None:
    """Write everything beside the folder, then put it in its place."""
    from pyroaring import BitMap

    offsets = [0]
    with replaced(folder) as fresh:
        with (fresh / BITMAPS).open("wb") as file:
            for first, last in zip(audience.indptr[:-1], audience.indptr[1:], strict=True):
                bitmap = BitMap(np.ascontiguousarray(audience.rows[first:last]).view(np.uint32))
                bitmap.run_optimize()
                offsets.append(offsets[-1] + file.write(bitmap.serialize()))
        np.save(fresh / "offsets.npy", np.array(offsets, dtype=np.int64))
        write_all_but_rows(audience, fresh)
