"""Taking files in: recognise each sheet, have the mapping confirmed, store it as one batch, remember the mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kring.errors import BadInput, UnknownName
from kring.facts.batch import Batch, Receipt, completed, delivered_schema
from kring.facts.schema import TABLES

if TYPE_CHECKING:
    from kring.facts.person_keys import PersonKeys
    from kring.facts.warehouse import Warehouse
    from kring.sources.exports.recognising import ExportProposal
    from kring.sources.files import Doubt, Mapping, Progress, Proposal, RememberedMappings, SourceSheet
    from kring.workspace.exporting import LoadedExport
    from kring.workspace.folder import WorkspaceFolder

Confirm = Callable[["Proposal"], "Mapping | None"]
ConfirmExport = Callable[["ExportProposal"], "ExportProposal | None"]
Watch = Callable[[str, "Progress"], None]


@dataclass(frozen=True)
class Answers:
    """What only the person who loads a file can say.

    `constants`: one value for all rows, by field, such as platform, relation or complete; each goes to the sheets that
    have such a field. `mapping`: a mapping file for every sheet of this call. `confirm` sees each proposal and gives
    the mapping to use, or None to leave the sheet out; without it each proposal is taken as it is and its doubts stand
    in the report. `source`: a name for where the files come from, else each sheet's own. `observed_at`: when the
    figures were true, else a date column, else the file's own time. `watch` is told each sheet's progress. `account`:
    whose exports these are, where the files don't say; one a platform. `confirm_export` sees each export that was
    recognised and gives it back as it is to be read, or None to leave it out. `legal_basis`: without one, consent for a
    creator's own export and legitimate interest for sheets.
    """

    constants: dict[str, str] = field(default_factory=dict)
    mapping: Path | None = None
    confirm: Confirm | None = None
    source: str | None = None
    legal_basis: str | None = None
    observed_at: datetime | None = None
    watch: Watch | None = None
    account: tuple[str, ...] = ()
    confirm_export: ConfirmExport | None = None

    def watched_by(self, watch: Watch) -> Answers:
        """The same answers, with somebody who is told the progress."""
        return replace(self, watch=watch)


@dataclass(frozen=True)
class LoadReport:
    """What became of each sheet and export; `exports` says of each export what it was."""

    receipts: tuple[Receipt, ...]
    left_out: tuple[str, ...]
    doubts: dict[str, tuple[str, ...]]
    exports: tuple[LoadedExport, ...] = ()

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

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "rows_in": self.rows_in,
            "loaded": self.loaded,
            "quarantined": self.quarantined,
            "sheets": [asdict(receipt) for receipt in self.receipts],
            "left_out": list(self.left_out),
            "doubts": {sheet: list(raised) for sheet, raised in self.doubts.items()},
            "exports": [export.to_dict() for export in self.exports],
        }


def load_files(warehouse: Warehouse, folder: WorkspaceFolder, paths: list[Path], answers: Answers) -> LoadReport:
    """Loads every export and every sheet in the files. All are opened and agreed on before the first row is stored."""
    from kring.facts.person_keys import PersonKeys
    from kring.sources.files import RememberedMappings, open_sources
    from kring.workspace.exporting import agreed_export, find_exports, read_export

    _check_constants(answers.constants)
    remembered = RememberedMappings(folder.mappings)
    proposals, others = find_exports(paths, answers)
    sheets = [(path, sheet) for path in others for sheet in open_sources([path])]
    agreed = [(path, sheet, *_agreed_mapping(sheet, remembered, answers)) for path, sheet in sheets]
    wanted = [(proposal, agreed_export(proposal, answers)) for proposal in proposals]
    keys = PersonKeys.kept_in(folder.key_file(warehouse.organisation))
    read = [read_export(proposal, keys, answers) for _, proposal in wanted if proposal]
    receipts = [warehouse.commit(batch) for batch, _ in read]
    left_out = [proposal.archive.name for proposal, kept in wanted if kept is None]
    doubts = {}
    for path, sheet, mapping, raised in agreed:
        if mapping is None:
            left_out.append(sheet.name)
            continue
        moment = answers.observed_at or datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        receipts.append(warehouse.commit(_batch_of(sheet, mapping, keys, moment, answers)))
        remembered.keep(sheet.headings, mapping)
        if raised:
            doubts[sheet.name] = raised
    return LoadReport(tuple(receipts), tuple(left_out), doubts, tuple(loaded for _, loaded in read))


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
        raise BadInput(
            f"there is no table '{name}'.", f"There are: {', '.join(TABLES)}.",
            nl=f"er is geen tabel '{name}'.", nl_advice=f"Dit zijn de tabellen: {', '.join(TABLES)}.",
        )  # fmt: skip
    schema = delivered_schema(name)
    if unknown := [column for column in rows.column_names if column not in schema.names]:
        raise BadInput(
            f"'{name}' has no column '{unknown[0]}'.", f"It has: {', '.join(schema.names)}.",
            nl=f"'{name}' heeft geen kolom '{unknown[0]}'.",
            nl_advice=f"Deze kolommen heeft de tabel: {', '.join(schema.names)}.",
        )  # fmt: skip
    return completed(name, rows, {"source": source, "legal_basis": legal_basis, "observed_at": observed_at})


def _agreed_mapping(
    sheet: SourceSheet, remembered: RememberedMappings, answers: Answers
) -> tuple[Mapping | None, tuple[str, ...]]:
    from kring.sources.files import Mapping, recognise

    if answers.mapping is not None:
        given = Mapping.from_yaml(answers.mapping)
        return given.with_constants(**_fitting(answers.constants, given)), ()
    proposal = with_answers(recognise(sheet, remembered), answers.constants)
    mapping = answers.confirm(proposal) if answers.confirm else proposal.settled()
    return mapping, tuple(said(doubt) for doubt in proposal.doubts)


def said(doubt: Doubt, language: str = "en") -> str:
    """A doubt as a line in `nl` or `en`: the heading it is about, then what."""
    message = doubt.message.in_language(language)
    return f"'{doubt.heading}': {message}" if doubt.heading else message


def with_answers(proposal: Proposal, constants: dict[str, str]) -> Proposal:
    """The proposal with the answers that fit it: its questions and doubts about those fields are settled."""
    if proposal.mapping is None:
        return proposal
    fitting = _fitting(constants, proposal.mapping)
    if not fitting:
        return proposal
    return replace(
        proposal,
        mapping=proposal.mapping.with_constants(**fitting),
        questions=tuple(question for question in proposal.questions if question.field not in fitting),
        doubts=tuple(doubt for doubt in proposal.doubts if not _is_settled(doubt, fitting)),
    )


def _is_settled(doubt: Doubt, fitting: dict[str, str]) -> bool:
    words = {"platform": "platform", "complete": "complete", "relation": "the people are taken", "currency": "in euros"}
    return not doubt.heading and any(words.get(name, name) in doubt.message.en for name in fitting)


def _fitting(constants: dict[str, str], mapping: Mapping) -> dict[str, str]:
    """The constants that a table of this mapping has a field for."""
    fields = {"platform", *(column.name for table in mapping.tables for column in TABLES[table.table].columns)}
    return {name: value for name, value in constants.items() if name in fields}


def _check_constants(constants: dict[str, str]) -> None:
    from kring.sources.exports.known import SAID_BESIDES

    known = {column.name for table in TABLES.values() for column in table.columns} | set(SAID_BESIDES)
    for name in constants:
        if name not in known:
            raise UnknownName(
                "field", name, sorted(known), "For instance platform=instagram or relation=follower.",
                nl_advice="Bijvoorbeeld platform=instagram of relation=follower.",
            )  # fmt: skip


def _batch_of(sheet: SourceSheet, mapping: Mapping, keys: PersonKeys, observed_at: datetime, answers: Answers) -> Batch:
    from kring.sources.files import build_batch

    watch = answers.watch
    return build_batch(
        sheet,
        mapping,
        keys,
        observed_at,
        answers.source or sheet.name,
        answers.legal_basis or "legitimate_interest",
        (lambda progress: watch(sheet.name, progress)) if watch else None,
    )
