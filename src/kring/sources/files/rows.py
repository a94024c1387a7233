"""The rows of one chunk as rows of one table of ours: every field converted, what follows from others filled in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.schema import PROVENANCE, TABLES, Column, Kind, Table
from kring.sources.files import names, reasons, sold, words
from kring.sources.files.cells import NOTHING_IN_NAMES, Fault, mask, repeated, text_of, whole
from kring.sources.files.fields import Place, Reading, converted
from kring.sources.files.mapping import OBSERVED_AT, TableMapping
from kring.sources.files.ordinary import Mask

_SHARED_FIELDS = ("account", "platform", OBSERVED_AT)


@dataclass(frozen=True, slots=True)
class FieldFault:
    """Rows at fault in one field, and the heading it comes from."""

    heading: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class TableRows:
    """One table's view of a chunk: the columns it tells, one row for each of the chunk's; `fed`: rows that say anything
    for this table; `faults`: cells that keep a row out; `moments`: when each row was true, if the sheet says.
    """

    table: str
    columns: dict[str, pa.Array]
    fed: Mask
    faults: tuple[FieldFault, ...]
    moments: pa.Array | None


def table_rows(chunk: pa.Table, mapped: TableMapping, reading: Reading) -> TableRows:
    """Converts the columns of a chunk for one table."""
    table = TABLES[mapped.table]
    platforms = platforms_of_rows(chunk, mapped, reading)
    columns: dict[str, pa.Array] = {}
    found: list[FieldFault] = list(platforms.faults)
    moments: pa.Array | None = None
    for name in dict.fromkeys((*mapped.columns, *mapped.constants)):
        if name == "platform":
            continue
        heading = mapped.columns.get(name, "")
        cells = chunk[heading] if heading else repeated(mapped.constants[name], pa.string(), chunk.num_rows)
        column = PROVENANCE[2] if name == OBSERVED_AT else table.column(name)
        result = converted(column, cells, Place(heading, platforms.values, platforms.accounts), reading)
        found += [FieldFault(heading or name, fault) for fault in result.faults]
        if name == OBSERVED_AT:
            moments = result.values
        else:
            columns[name] = result.values
    if table.name == "audience_shares":
        found += _in_our_words(columns, mapped)
    fed = _fed(columns, mapped, found, chunk.num_rows)
    _fill_in(table, columns, mapped, chunk, platforms.accounts)
    found += _missing(table, columns, mapped, found, chunk.num_rows)
    return TableRows(table.name, _all_columns(table, columns, chunk.num_rows), fed, tuple(found), moments)


@dataclass(frozen=True, slots=True)
class Platforms:
    """The platform of each row, null where nothing tells, the cells that name none we know, and the accounts that a
    column names.
    """

    values: pa.Array
    faults: tuple[FieldFault, ...] = ()
    accounts: names.Accounts | None = None


def platforms_of_rows(chunk: pa.Table, mapped: TableMapping, reading: Reading) -> Platforms:
    """The platform of each row: of its account when that names one, of its own column, or the mapping's."""
    constant = mapped.constants.get("platform") or reading.mapping.platform or None
    default = repeated(constant, pa.string(), chunk.num_rows)
    heading = mapped.columns.get("platform")
    if heading:
        coded = words.coded(chunk[heading], "platform")
        default = pc.coalesce(coded.values, default)
        own = tuple(FieldFault(heading, fault) for fault in coded.faults)
    else:
        own = ()
    if "account" not in mapped.columns:
        return Platforms(default, own)
    accounts = names.accounts(chunk[mapped.columns["account"]], default)
    return Platforms(pc.coalesce(accounts.platforms, default), own, accounts)


def _fed(columns: dict[str, pa.Array], mapped: TableMapping, found: list[FieldFault], rows: int) -> Mask:
    """Rows with anything in the columns that are this table's own, sound or not."""
    own = [name for name in mapped.columns if name not in _SHARED_FIELDS]
    fed: Mask = np.zeros(rows, np.bool_)
    for name in own:
        fed |= mask(pc.is_valid(columns[name]))
    for field in found:
        if any(mapped.columns[name] == field.heading for name in own):
            fed |= field.fault.where
    return fed


def _in_our_words(columns: dict[str, pa.Array], mapped: TableMapping) -> list[FieldFault]:
    """Countries as codes and genders as our words: a name that is not known must not pass for 'elsewhere'."""
    if "dimension" not in columns or "value" not in columns:
        return []
    found = []
    for dimension in ("country", "gender"):
        here = pc.fill_null(pc.equal(columns["dimension"], dimension), False)
        if pc.any(here).as_py():
            coded = words.coded(pc.if_else(here, columns["value"], pa.scalar(None, pa.string())), dimension)
            columns["value"] = pc.if_else(here, coded.values, columns["value"])
            found += [FieldFault(mapped.columns.get("value", "value"), fault) for fault in coded.faults]
    return found


def _fill_in(
    table: Table,
    columns: dict[str, pa.Array],
    mapped: TableMapping,
    chunk: pa.Table,
    accounts: names.Accounts | None,
) -> None:
    """What one column tells of another, where the file has no column for it."""
    if table.name == "accounts" and "account" in columns:
        columns["platform"] = accounts.platforms if accounts else names.platforms_of(columns["account"])
        columns.setdefault("handle", accounts.handles if accounts else names.handles(columns["account"]))
        columns["creator"] = (
            pc.coalesce(columns["creator"], columns["account"]) if "creator" in columns else columns["account"]
        )
    if table.name == "posts":
        if "caption" in columns:
            columns.setdefault("hashtags", names.hashtags_in(columns["caption"]))
            columns.setdefault("mentions", names.mentions_in(columns["caption"]))
        if "sponsor" in columns and "paid_label" not in columns:
            columns["paid_label"] = _label_told_by_sponsors(columns["sponsor"], chunk[mapped.columns["sponsor"]])
    if table.name == "sales":
        _fill_in_sales(columns, mapped, chunk)


def _fill_in_sales(columns: dict[str, pa.Array], mapped: TableMapping, chunk: pa.Table) -> None:
    """All codes of an order, and its amount as it counts: less what was given back, nothing where it is no sale."""
    if "code" in mapped.columns:
        columns.setdefault("codes", sold.codes(text_of(chunk[mapped.columns["code"]], NOTHING_IN_NAMES)))
    if "order_key" in columns:
        columns.setdefault("number_key", columns["order_key"])
    if "amount" in columns:
        columns["amount"] = sold.counted(columns["amount"], columns.get("refunded"), columns.get("state"))


def _label_told_by_sponsors(sponsors: pa.Array, cells: pa.ChunkedArray) -> pa.Array:
    """A sponsor is only named by the paid label. An empty list says there is no label; an empty cell says nothing."""
    named = pc.is_valid(sponsors)
    array = whole(cells)
    if pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        return pc.if_else(pc.is_valid(array), named, pa.scalar(None, pa.bool_()))
    return pc.if_else(named, named, pa.scalar(None, pa.bool_()))


def _missing(
    table: Table, columns: dict[str, pa.Array], mapped: TableMapping, found: list[FieldFault], rows: int
) -> list[FieldFault]:
    """Rows without what must be known, unless they are already at fault for it."""
    missing: list[FieldFault] = []
    for column in table.columns:
        if not column.required:
            continue
        heading = mapped.columns.get(column.name, column.name)
        values = columns.get(column.name)
        absent = mask(pc.is_null(values)) if values is not None else np.ones(rows, np.bool_)
        for field in found:
            if field.heading == heading or column.name == "platform":
                absent = absent & ~field.fault.where
        if column.name == "platform" and "account" in columns:
            absent &= mask(pc.is_valid(columns["account"]))
        if absent.any():
            missing.append(FieldFault(heading, Fault(absent, reasons.MISSING.of(what=column.name.replace("_", " ")))))
    return missing


def _all_columns(table: Table, columns: dict[str, pa.Array], rows: int) -> dict[str, pa.Array]:
    told = [column for column in table.columns if column.name in columns or column.name in table.key]
    return {column.name: _typed(column, columns.get(column.name), rows) for column in told}


def _typed(column: Column, values: pa.Array | None, rows: int) -> pa.Array:
    if values is None:
        return repeated(None, column.kind.arrow, rows)
    array = whole(values)
    return array if array.type == column.kind.arrow and column.kind is not Kind.TEXTS else array.cast(column.kind.arrow)
