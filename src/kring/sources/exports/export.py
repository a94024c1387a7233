"""What an export is: it recognises its own files, says what is in them, and reads them into rows of our tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import pyarrow as pa

from kring.facts.batch import QuarantinedRow
from kring.facts.person_keys import PersonKeys
from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: what it tells, and how many entries it has. Only these files name the batch."""

    member: str
    tells: Said
    entries: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised in an archive.

    `parts`: what it holds. `absent`: what people would expect of it and it does not hold, so that it stays unknown.
    `account`: platform:handle, when the files say whose they are; else the person who loads it is asked. `platform`:
    where that account is, None for a shop. `observed_at`: when the files were made, when they say so. `doubts`: what a
    person should look at before it is loaded. `reader`: the version of the reader; another one makes another batch.
    """

    export: str
    parts: tuple[Part, ...]
    absent: tuple[Said, ...] = ()
    platform: str | None = None
    account: str | None = None
    observed_at: datetime | None = None
    doubts: tuple[Said, ...] = ()
    reader: int = 1


@dataclass(frozen=True, slots=True)
class Answered:
    """What reading needs besides the files: whose they are, when they were true, and the keys for people and orders.

    `said`: other values that only a person can tell, by field, such as complete=true for a list of followers.
    """

    account: str | None
    observed_at: datetime
    keys: PersonKeys
    said: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came out. `tables`: rows with a table's own columns, and `observed_at` where a row has its own moment.

    `rows_in`: entries of the files, each in a table, among `aside` with a reason, or counted in `unused`: what is no
    observation of ours, by what it is, such as a line with the total.
    """

    tables: dict[str, pa.Table]
    rows_in: int
    aside: tuple[QuarantinedRow, ...] = ()
    unused: dict[str, int] = field(default_factory=dict)


class Export(Protocol):
    """One kind of export."""

    @property
    def name(self) -> str:
        """Its name, which is also the `source` of the rows: instagram_download, shopify_orders."""
        ...

    @property
    def label(self) -> Said:
        """What people call it."""
        ...

    @property
    def policy(self) -> Policy:
        """Its terms."""
        ...

    def recognise(self, archive: Archive) -> Recognised | None:
        """What is in the archive when it is this export, told by values and order, whatever the language."""
        ...

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """Reads it. No third person's name comes out: people and orders are keyed hashes."""
        ...
