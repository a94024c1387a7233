"""From what an export delivered to a batch for the warehouse, named by its content.

The name is made from the bytes of the files that were read, whose they are, what a person said besides, and the version
of the reader: so the same export again changes nothing, also zipped anew or under another name.
"""

from __future__ import annotations

import hashlib
from datetime import UTC

import pyarrow as pa
import pyarrow.compute as pc

from kring.errors import BadInput
from kring.facts.batch import Batch, completed
from kring.facts.schema import LEGAL_BASES
from kring.sources.exports.archive import Archive
from kring.sources.exports.export import Answered, Export, Recognised

_OBSERVED_AT = "observed_at"


def batch_of(
    export: Export,
    archive: Archive,
    recognised: Recognised,
    answered: Answered,
    *,
    source: str | None = None,
    legal_basis: str | None = None,
) -> tuple[Batch, dict[str, int]]:
    """Reads the export into one batch; with it the entries that are no observation of ours, by what they are.

    Raises BadInput, naming file and place, for what can't be read.
    """
    basis = legal_basis or export.policy.legal_basis
    if basis not in LEGAL_BASES:
        raise BadInput(
            f"there is no legal basis '{basis}'.", f"Choose from {', '.join(LEGAL_BASES)}.",
            nl=f"er is geen grondslag '{basis}'.", nl_advice=f"Kies uit {', '.join(LEGAL_BASES)}.",
        )  # fmt: skip
    delivered = export.read(archive, recognised, answered)
    tables = {
        name: _with_provenance(name, rows, answered, source or export.name, basis)
        for name, rows in delivered.tables.items()
        if rows.num_rows
    }
    batch_id = _named_by_content(archive, recognised, answered)
    return Batch(batch_id, archive.name, tables, delivered.aside, delivered.rows_in), delivered.unused


def _named_by_content(archive: Archive, recognised: Recognised, answered: Answered) -> str:
    content = archive.digest(part.member for part in recognised.parts)
    said = "\n".join(f"{name}={value}" for name, value in sorted(answered.said.items()))
    whole = "\n".join((recognised.export, str(recognised.reader), answered.account or "", content, said))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _with_provenance(table: str, rows: pa.Table, answered: Answered, source: str, legal_basis: str) -> pa.Table:
    """The rows with every column of the table; a row without a moment of its own has that of the export."""
    moment = answered.observed_at.astimezone(UTC)
    if _OBSERVED_AT in rows.column_names:
        own = pc.fill_null(rows[_OBSERVED_AT], pa.scalar(moment, rows[_OBSERVED_AT].type))
        rows = rows.set_column(rows.column_names.index(_OBSERVED_AT), _OBSERVED_AT, own)
    return completed(table, rows, {"source": source, "legal_basis": legal_basis, _OBSERVED_AT: moment})
