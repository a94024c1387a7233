"""Orders in files of any kind: their codes, how they stood, and the amount that counts."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from kring.sources.files.cells import Converted, faults, mask, through_distinct
from kring.sources.files.discount_codes import codes_in
from kring.sources.files.order_states import UNKNOWN_STATE, State, state_of


def codes(text: pa.Array) -> pa.Array:
    """The codes in each cell; an empty cell of a column with codes says that there was none."""
    return through_distinct(pc.fill_null(text, ""), _codes_of)


def first_codes(text: pa.Array) -> pa.Array:
    """The first code in each cell."""
    return through_distinct(text, _first_of)


def states(text: pa.Array) -> Converted:
    """How each order stood, from the words shops use; those we don't know are at fault."""
    found = through_distinct(text, _states_of)
    return Converted(found, faults((mask(pc.and_(pc.is_valid(text), pc.is_null(found))), UNKNOWN_STATE)))


def _codes_of(distinct: pa.Array) -> pa.Array:
    return pa.array([list(codes_in(cell)) for cell in distinct.to_pylist()], pa.list_(pa.string()))


def _first_of(distinct: pa.Array) -> pa.Array:
    return pa.array([next(iter(codes_in(cell)), None) for cell in distinct.to_pylist()], pa.string())


def _states_of(distinct: pa.Array) -> pa.Array:
    return pa.array([state_of(word) for word in distinct.to_pylist()], pa.string())


def counted(amounts: pa.Array, refunded: pa.Array | None, states_: pa.Array | None) -> pa.Array:
    """What the orders brought: less what was given back, nothing where an order is known to be no sale."""
    kept = amounts
    if refunded is not None:
        kept = pc.subtract(amounts, pc.fill_null(pc.abs(refunded), 0.0))
    if states_ is not None:
        no_sale = mask(pc.not_equal(states_, State.SOLD.value))
        kept = pc.if_else(pa.array(no_sale), pc.if_else(pc.is_valid(amounts), 0.0, None), kept)
    return kept
