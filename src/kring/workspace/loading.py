"""Taking files in: recognise each sheet, have the mapping confirmed, store it as one batch, remember the mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from kring.errors import BadInput
from kring.facts.batch import Batch, Receipt, delivered_schema
from kring.facts.schema import LEGAL_BASES, TABLES

if TYPE_CHECKING:
    from kring.facts.warehouse import Warehouse
    from kring.sources.files import Mapping, Proposal, SourceSheet
    from kring.workspace.folder import WorkspaceFolder

Confirm = Callable[["Proposal"], "Mapping | None"]
Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Answers:
    """What only the person who loads a file can say.

    `confirm` sees each proposal and gives the mapping to use, or None to leave the sheet out; without it the proposal
    is taken as it is, doubts included in the report. `mapping` is a mapping file for every sheet of this call.
    `constants` are values for a whole sheet, such as platform or relation. `observed_at` is when the figures were true
    (else a date column, else the file's own time). `progress` is told (sheet, rows done, rows in all or None).
    """

    confirm: Confirm | None = None
    mapping: Path | None = None
    constants: dict[str, str] = field(default_factory=dict)
    source: str | None = None
    legal_basis: str = "legitimate_interest"
    observed_at: datetime | None = None
    progress: Progress | None = None


@dataclass(frozen=True)
class LoadReport:
    """What became of each sheet."""

    receipts: tuple[Receipt, ...]
    left_out: tuple[str, ...]
    doubts: dict[str, tuple[str, ...]]

    @property
    def rows_in(self) -> int:
        """Rows in the sheets that were taken."""
        return sum(receipt.rows_in for receipt in self.receipts)

    @property
    def quarantined(self) -> int:
        """Rows put aside, each with a reason."""
        return sum(receipt.quarantined for receipt in self.receipts)

    @property
    def loaded(self) -> dict[str, int]:
        """Rows by table."""
        totals: dict[str, int] = {}
        for receipt in self.receipts:
            for table, rows in receipt.loaded.items():
                totals[table] = totals.get(table, 0) + rows
        return totals


def load_files(warehouse: Warehouse, folder: WorkspaceFolder, paths: list[Path], answers: Answers) -> LoadReport:
    """Loads every sheet in the files. All files are opened and recognised before the first row is stored."""
    from kring.facts.person_keys import PersonKeys
    from kring.sources.files import Mapping, RememberedMappings, open_sources

    if answers.legal_basis not in LEGAL_BASES:
        raise BadInput(f"'{answers.legal_basis}' is no legal basis.", f"Choose one of: {', '.join(LEGAL_BASES)}.")
    remembered = RememberedMappings(folder.mappings)
    given = Mapping.from_yaml(answers.mapping) if answers.mapping else None
    keys = PersonKeys.kept_in(folder.key_file(warehouse.organisation))
    agreed = [(sheet, *_agreed_mapping(sheet, given, remembered, answers)) for sheet in open_sources(paths)]
    receipts, left_out, doubts = [], [], {}
    for sheet, mapping, raised in agreed:
        if mapping is None:
            left_out.append(sheet.name)
            continue
        receipts.append(warehouse.commit(_batch_of(sheet, mapping, keys, answers)))
        remembered.remember(sheet.headings, mapping)
        if raised:
            doubts[sheet.name] = raised
    return LoadReport(tuple(receipts), tuple(left_out), doubts)


def batch_of_tables(
    label: str, tables: dict[str, pa.Table], source: str, legal_basis: str, observed_at: datetime
) -> Batch:
    """Arrow tables as one batch, named by their content. Raises `BadInput` for a table or column there is none of."""
    whole = {name: _completed(name, rows, source, legal_basis, observed_at) for name, rows in tables.items()}
    digest = hashlib.sha256(label.encode())
    for name in sorted(whole):
        digest.update(name.encode())
        for part in whole[name].combine_chunks().to_batches():
            digest.update(part.serialize())
    return Batch(digest.hexdigest()[:32], label, whole, (), sum(rows.num_rows for rows in whole.values()))


def _completed(name: str, rows: pa.Table, source: str, legal_basis: str, observed_at: datetime) -> pa.Table:
    if name not in TABLES:
        raise BadInput(f"there is no table '{name}'.", f"There are: {', '.join(TABLES)}.")
    schema = delivered_schema(name)
    if unknown := [column for column in rows.column_names if column not in schema.names]:
        raise BadInput(f"'{name}' has no column '{unknown[0]}'.", f"It has: {', '.join(schema.names)}.")
    constants = {"source": source, "legal_basis": legal_basis, "observed_at": observed_at}
    columns = []
    for column in schema:
        if column.name in rows.column_names:
            columns.append(rows[column.name].cast(column.type))
        else:
            columns.append(pa.array([constants.get(column.name)] * rows.num_rows, column.type))
    return pa.table(columns, schema=schema)


def _agreed_mapping(
    sheet: SourceSheet, given: Mapping | None, remembered: object, answers: Answers
) -> tuple[Mapping | None, tuple[str, ...]]:
    from kring.sources.files import recognise

    if given is not None:
        return given, ()
    proposal = recognise(sheet, remembered, answers.constants)
    mapping = answers.confirm(proposal) if answers.confirm else proposal.mapping
    return mapping, tuple(proposal.doubts)


def _batch_of(sheet: SourceSheet, mapping: Mapping, keys: object, answers: Answers) -> Batch:
    from kring.sources.files import build_batch

    moment = answers.observed_at or sheet.modified_at or datetime.now(UTC).replace(microsecond=0)
    progress = answers.progress
    return build_batch(
        sheet,
        mapping,
        keys,
        observed_at=moment,
        source=answers.source or sheet.name,
        legal_basis=answers.legal_basis,
        progress=(lambda done, whole: progress(sheet.name, done, whole)) if progress else None,
    )
