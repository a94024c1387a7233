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
from kring.facts.batch import Batch, delivered_schema
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
        name: _completed(name, rows, answered, source or export.name, basis)
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


def _completed(table: str, rows: pa.Table, answered: Answered, source: str, legal_basis: str) -> pa.Table:
    """The rows with every column of the table and their provenance; what an export doesn't tell is null."""
    schema = delivered_schema(table)
    moment = pa.array([answered.observed_at.astimezone(UTC)] * rows.num_rows, schema.field(_OBSERVED_AT).type)
    given = {
        "source": pa.array([source] * rows.num_rows, pa.string()),
        "legal_basis": pa.array([legal_basis] * rows.num_rows, pa.string()),
        _OBSERVED_AT: moment,
    }
    columns = []
    for column in schema:
        own = rows[column.name].cast(column.type) if column.name in rows.column_names else None
        if own is None:
            columns.append(given.get(column.name, pa.nulls(rows.num_rows, column.type)))
        elif column.name == _OBSERVED_AT:
            columns.append(pc.coalesce(own, moment))
        else:
            columns.append(own)
    return pa.table(columns, schema=schema)
