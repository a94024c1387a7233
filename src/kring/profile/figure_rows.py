"""Figures by the column: one row an account and figure, as every trait delivers them and `Profiles` keeps them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.estimate import Basis

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

FIGURES = pa.schema(
    [
        ("account", pa.string()),
        ("figure", pa.string()),
        ("value", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("n", pa.int64()),
        ("basis", pa.string()),
        ("note", pa.string()),
    ]
)


def figure_rows(
    accounts: pa.Array,
    figure: str,
    value: Floats,
    low: Floats,
    high: Floats,
    n: Whole,
    note: pa.Array | str = "",
    basis: Basis = Basis.MEASURED,
) -> pa.Table:
    """One row an account whose value is known (not NaN); what is unknown has no row.

    `accounts` holds names, the arrays are of the same length; `note` says what went into the figure.
    """
    known = ~np.isnan(value)
    notes = pa.array([note] * len(accounts), pa.string()) if isinstance(note, str) else note
    rows = pa.table(
        [
            accounts.cast(pa.string()),
            pa.array([figure] * len(accounts), pa.string()),
            pa.array(value),
            pa.array(low),
            pa.array(high),
            pa.array(n.astype(np.int64)),
            pa.array([str(basis)] * len(accounts), pa.string()),
            notes,
        ],
        schema=FIGURES,
    )
    return rows.filter(pa.array(known))


def coded(accounts: pa.ChunkedArray) -> tuple[pa.Array, Whole]:
    """The different accounts of a column by name, and for every row the position of its account among them.

    By name, because an engine gives rows in any order, and sums of fractions must not depend on it.
    """
    encoded = accounts.cast(pa.string()).combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.concat_arrays(encoded.chunks) if encoded.num_chunks else pa.array([], pa.string())
    encoded = encoded.dictionary_encode()
    order = np.asarray(pc.sort_indices(encoded.dictionary))
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    return encoded.dictionary.take(pa.array(order)), place[encoded.indices.to_numpy(zero_copy_only=False)]


def floats(column: pa.ChunkedArray) -> Floats:
    """A column of numbers with NaN where nothing is known."""
    return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)


def divided(top: Floats, bottom: Floats) -> Floats:
    """One column by another, NaN where either is unknown or the divisor is not above 0."""
    quotient: Floats = np.divide(top, bottom, out=np.full(len(bottom), np.nan), where=bottom > 0)
    return quotient


def seconds(column: pa.ChunkedArray) -> Floats:
    """A column of moments as seconds since 1970, NaN where unknown."""
    return floats(column.cast(pa.timestamp("us", tz="UTC")).cast(pa.int64())) / 1e6
