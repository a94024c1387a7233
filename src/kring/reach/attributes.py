"""What is known of people, as small codes: one column an attribute, 0 always meaning unknown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

SORTED_BY = ("country", "region", "municipality", "gender", "age_band")
"""People are numbered by these first, so that a group defined by them is a few runs of numbers."""

SINGLE = (*SORTED_BY, "postcode_area", "language")
INTERESTS = "interests"


@dataclass(frozen=True)
class Attribute:
    """One attribute of the people: `codes` (people,) point into `values`, 1 the first; 0 is unknown."""

    values: tuple[str, ...]
    codes: NDArray[np.integer]

    def in_order(self, order: NDArray[np.integer]) -> Attribute:
        """The same attribute with the people renumbered."""
        return Attribute(self.values, self.codes[order])


@dataclass(frozen=True)
class Interests:
    """What people follow, many a person: `bits` (people, words) of 64 each; bit 0 says whether it is known at all."""

    values: tuple[str, ...]
    bits: NDArray[np.uint64]

    def in_order(self, order: NDArray[np.integer]) -> Interests:
        """The same interests with the people renumbered."""
        return Interests(self.values, self.bits[order])

    @property
    def known(self) -> NDArray[np.bool_]:
        """Of whom it is known what they follow, shape (people,)."""
        return (self.bits[:, 0] & np.uint64(1)).astype(bool)

    def any_of(self, names: tuple[str, ...]) -> NDArray[np.bool_]:
        """Who follows at least one of these, shape (people,)."""
        found = np.zeros(len(self.bits), dtype=bool)
        for name in names:
            if name in self.values:
                word, bit = divmod(self.values.index(name) + 1, 64)
                found |= (self.bits[:, word] >> np.uint64(bit)) & np.uint64(1) != 0
        return found


def attribute_of(column: pa.ChunkedArray | pa.Array | None, people: int) -> Attribute:
    """The codes of a text column; everything unknown where the column is absent."""
    if column is None:
        return Attribute((), np.zeros(people, dtype=np.uint8))
    encoded = _one_array(column).dictionary_encode()
    names = encoded.dictionary.to_pylist()
    rank = {name: place for place, name in enumerate(sorted(names), start=1)}
    lookup = np.array([0, *(rank[name] for name in names)])
    codes = lookup[np.asarray(pc.fill_null(pc.add(encoded.indices, 1), 0))]
    return Attribute(tuple(sorted(names)), codes.astype(smallest_type(len(names))))


def interests_of(column: pa.ChunkedArray | pa.Array | None, people: int) -> Interests:
    """The bits of a column of lists of niches; everything unknown where the column is absent."""
    if column is None:
        return Interests((), np.zeros((people, 1), dtype=np.uint64))
    lists = _one_array(column)
    owners = np.asarray(pc.list_parent_indices(lists))
    one = attribute_of(pc.list_flatten(lists), len(owners))
    bits = np.zeros((people, len(one.values) // 64 + 1), dtype=np.uint64)
    bits[np.asarray(pc.is_valid(lists)), 0] = 1
    named = one.codes > 0
    places = one.codes[named].astype(np.uint64)
    words = (places // np.uint64(64)).astype(int)
    np.bitwise_or.at(bits, (owners[named], words), np.uint64(1) << places % np.uint64(64))
    return Interests(one.values, bits)


def smallest_type(largest: int) -> type[np.uint8] | type[np.uint16] | type[np.int32]:
    """The smallest whole-number type that holds codes up to `largest`."""
    if largest < 2**8:
        return np.uint8
    return np.uint16 if largest < 2**16 else np.int32


def _one_array(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    combined = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(combined, pa.ChunkedArray):
        combined = pa.concat_arrays(combined.chunks)
    return combined.dictionary_decode() if pa.types.is_dictionary(combined.type) else combined
