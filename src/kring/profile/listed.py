"""Counts of posts or comments as lists, one row an account: what all accounts are later looked at together with.

A list holds a number a post (or a value a comment), in the order of their names, so that equal observations give equal
lists. They take little room, are kept beside the profiles, and are made again only for accounts observed anew.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.profile.figure_rows import Floats, Whole, coded, floats


def listing(**values: pa.DataType) -> pa.Schema:
    """A schema with an account and, for every name, a list of values of a type."""
    lists = [(name, pa.list_(kind)) for name, kind in values.items()]
    return pa.schema([("account", pa.string()), *lists])


def listed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """One row an account, by name, with the values of each column as a list in the order of the rows."""
    names, groups = coded(rows["account"])
    order = pa.array(np.argsort(groups, kind="stable"))
    ends = np.cumsum(np.bincount(groups, minlength=len(names)))
    offsets = pa.array(np.append(0, ends), pa.int32())
    columns: list[Any] = [names]
    for column in list(schema)[1:]:
        values = rows[column.name].take(order).cast(column.type.value_type)
        columns.append(pa.ListArray.from_arrays(offsets, _whole(values)))
    return pa.table(columns, schema=schema)


def unlisted(lists: pa.Table) -> tuple[pa.Array, Whole, dict[str, Floats]]:
    """The accounts, the place among them of every value, and the values of each list as one column."""
    names, columns = lists.column_names[1:], {}
    for name in names:
        columns[name] = floats(pa.chunked_array([pc.list_flatten(_whole(lists[name]))]))
    lengths = floats(pa.chunked_array([pc.list_value_length(_whole(lists[names[0]]))])).astype(np.int64)
    return _whole(lists["account"]), np.repeat(np.arange(len(lengths)), lengths), columns


def _whole(column: pa.ChunkedArray) -> pa.Array:
    """A column in one piece."""
    made = column.combine_chunks()
    return made if isinstance(made, pa.Array) else pa.concat_arrays([pa.array([], column.type), *made.chunks])
