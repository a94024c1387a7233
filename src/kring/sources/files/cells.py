"""Cells of any column as trimmed text, with the many ways to write 'nothing' as null; and what a conversion found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.sources.files import ordinary
from kring.sources.files.ordinary import Mask

MISSING = frozenset(
    (
        "", "-", "--", "---", "–", "—", "n/a", "n/a'", "na", "#n/a", "n.v.t.", "n.v.t", "nvt", "n.a.", "k.a.", "k. a.",
        "n.b.", "onbekend", "unknown", "unbekannt", "inconnu", "undefined", "null", "none", "nan", "nil", "#null!", "?",
        "\N{REPLACEMENT CHARACTER}",
    )
)  # fmt: skip
"""Ways to write 'nothing', in lower case."""

NOTHING_IN_NAMES = frozenset(("", "-", "--", "---", "–", "—", "n/a", "n/a'", "#n/a", "n.v.t.", "undefined"))
"""Those that are nothing in a name or a text too; 'na', 'nil' and 'none' can be names."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Cells that can't be what their column should hold: which, and why."""

    where: Mask
    reason: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A column as it will be stored, null where a cell is missing or at fault."""

    values: pa.Array
    faults: tuple[Fault, ...] = ()


def whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column as one array, without dictionary coding."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(array, pa.ChunkedArray):
        array = pa.concat_arrays(array.chunks) if array.num_chunks else pa.array([], array.type)
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array


def repeated(value: object, kind: pa.DataType, times: int) -> pa.Array:
    """The same value, or nothing, in every cell; the memory of earlier columns of it is shared."""
    return _many(value, kind, 1 << max(times - 1, 0).bit_length()).slice(0, times)


@lru_cache(maxsize=32)
def _many(value: object, kind: pa.DataType, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), times)


def text_of(column: pa.Array | pa.ChunkedArray, missing: frozenset[str] = MISSING) -> pa.Array:
    """A column as trimmed text; whole numbers without a point, null where it says 'nothing'."""
    array = whole(column)
    kind = array.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        array = joined(array)
    elif pa.types.is_floating(kind):
        array = _floats_as_text(array)
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        array = pa.array(
            [None if cell is None else bytes(cell).decode("utf-8", "replace") for cell in array.to_pylist()]
        )
    text = array.cast(pa.string())
    if ordinary.is_long(text):
        return only_odd(text, ordinary.untidy(text, missing), lambda cells: _tidied(cells, missing))
    return _tidied(text, missing)


def _tidied(cells: pa.Array, missing: frozenset[str]) -> pa.Array:
    text = pc.utf8_trim_whitespace(cells)
    nothing = pc.is_in(pc.utf8_lower(text), value_set=pa.array(sorted(missing), pa.string()))
    return pc.if_else(nothing, pa.scalar(None, pa.string()), text)


def only_odd(text: pa.Array, odd: Mask, convert: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """The column with its odd cells converted; the others stay as they are."""
    if not odd.any():
        return text
    where = pa.array(odd)
    return pc.replace_with_mask(text, where, convert(text.filter(where)))


def with_odd(values: pa.Array, odd: Mask, text: pa.Array, convert: Callable[[pa.Array], Converted]) -> Converted:
    """The values that were read, and what `convert` makes of the odd cells in their places."""
    if not odd.any():
        return Converted(values)
    where = pa.array(odd)
    rest = convert(text.filter(where))
    return Converted(pc.replace_with_mask(values, where, rest.values), tuple(_in_place(odd, rest.faults)))


def _in_place(odd: Mask, faults: Iterable[Fault]) -> Iterable[Fault]:
    for fault in faults:
        where = np.zeros(len(odd), np.bool_)
        where[odd] = fault.where
        yield Fault(where, fault.reason)


def joined(lists: pa.Array) -> pa.Array:
    """Lists as text with `, ` between the items; null when there are none."""
    text = pc.binary_join(lists.cast(pa.list_(pa.string())), ", ")
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _floats_as_text(array: pa.Array) -> pa.Array:
    array = pc.if_else(pc.is_nan(array), pa.scalar(None, array.type), array)
    if bool(pc.all(pc.equal(pc.floor(array), array)).as_py()) and bool(pc.all(pc.less(pc.abs(array), 2.0**53)).as_py()):
        return array.cast(pa.int64()).cast(pa.string())
    return array.cast(pa.string())


def mask(booleans: pa.Array | pa.ChunkedArray) -> Mask:
    """An Arrow array of booleans as a numpy mask; null counts as False."""
    return np.asarray(pc.fill_null(whole(booleans), False).to_numpy(zero_copy_only=False), dtype=np.bool_)


def faults(*found: tuple[Mask, str]) -> tuple[Fault, ...]:
    """The faults that occur at all."""
    return tuple(Fault(where, reason) for where, reason in found if where.any())


def through_distinct(column: pa.Array, convert: object) -> pa.Array:
    """`convert` applied to the distinct texts of a column only, the results put back in their places."""
    coded = column.dictionary_encode()
    distinct = convert(coded.dictionary)  # type: ignore[operator]
    return pc.take(distinct, coded.indices)
