"""Replaying the raw log: every page that is still there is decoded again, and compared with what it gave before.

With the same version of a decoder the rows are the same to the byte. A newer version may read more in the same pages;
then its rows can take the place of the earlier ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.sources.core.decoding import decoded, digest_of
from kring.sources.core.sealing import note_batch, seals
from kring.sources.core.source import Source
from kring.workspace.syncing import raw_log

if TYPE_CHECKING:
    from kring.workspace.known import Known


@dataclass(frozen=True, slots=True)
class Replayed:
    """One seal decoded again. `same`: whether the rows are the same to the byte; None when pages of it have expired."""

    source: str
    seal: str
    pages: int
    version: int | None
    now_version: int
    same: bool | None
    taken: bool = False


def replay(workspace: Known, sources: Sequence[Source], *, take: bool = False) -> list[Replayed]:
    """Decodes all seals of these sources again. With `take`, rows of a newer decoder come in place of the earlier ones.

    What is taken is a batch of its own; the newest observation of the same moment counts, so the state is the newer
    reading.
    """
    log, found = raw_log(workspace), []
    for source in sources:
        for seal in seals(log, source.name):
            if not seal.whole or seal.digest is None:
                found.append(Replayed(source.name, seal.name, seal.pages, seal.version, source.version, None))
                continue
            batch = decoded(source, seal.name, log.pages(source.name, seal.name))
            same = digest_of(batch) == seal.digest
            takes = take and not same and seal.version != source.version
            if takes:
                workspace.warehouse.commit(batch)
                note_batch(log, seal.name, source.version, batch.batch_id, digest_of(batch))
            found.append(Replayed(source.name, seal.name, seal.pages, seal.version, source.version, same, takes))
    return found
