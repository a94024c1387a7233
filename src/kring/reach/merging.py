"""Two audiences as one: the rows of both, and of each person what the newer knows, else what the older did.

So that a batch is merged into an audience instead of all pairs being numbered and sorted again. The result equals one
build from all pairs; the tests hold it to that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.reach.attributes import Attribute, Interests, smallest_type
from kring.reach.audience import ENGAGED, FOLLOWERS, KNOWN_BY, Audience
from kring.reach.building import build, segment_major
from kring.reach.counts import read_only

Numbers = NDArray[np.int64]


def updated(audience: Audience, audience_people: pa.Table, people: pa.Table | None) -> Audience:
    """The audience with a batch merged in; see `Audience.updated`."""
    if people is None:
        return merged(audience, build(audience_people, None))
    there = pc.is_in(people["person_key"], value_set=pa.array(audience.keys))
    known_already = np.asarray(people["person_key"].filter(there), dtype=np.int64)
    return merged(audience, build(audience_people, people, also=known_already))


def merged(older: Audience, newer: Audience) -> Audience:
    """Both audiences as one; of people in both, the newer's attributes count when it knows any."""
    from kring.reach.merge_kernel import merged_rows

    in_older = np.asarray(pc.fill_null(pc.index_in(pa.array(newer.keys), value_set=pa.array(older.keys)), -1))
    unseen = in_older < 0
    keys = np.concatenate([older.keys, newer.keys[unseen]])
    number = in_older.astype(np.int64)
    number[unseen] = older.people + np.arange(int(unseen.sum()))
    whole = _with_attributes(older, newer, keys, number)
    order = segment_major(keys, whole.attributes)
    rank = np.empty(len(order), dtype=np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    own, more, known_by = rows_taken(older, newer)
    complete = (_of(older.complete, own) | (own < 0)) & (_of(newer.complete, more) | (more < 0))
    indptr, rows = merged_rows(
        read_only(older.indptr), read_only(older.rows), rank[: older.people], own,
        read_only(newer.indptr), read_only(newer.rows), rank[number], more,
    )  # fmt: skip
    return Audience(
        tuple(sorted({*older.accounts, *newer.accounts})),
        indptr,
        rows,
        known_by,
        complete,
        keys[order],
        {name: attribute.in_order(order) for name, attribute in whole.attributes.items()},
        whole.interests.in_order(order),
        older.synthetic or newer.synthetic,
    )


def rows_taken(older: Audience, newer: Audience) -> tuple[Numbers, Numbers, NDArray[np.uint8]]:
    """Of every account of either, by name: the row it takes of each (-1: none), and by what its people are known.

    Followers stand for an account wherever one of the two knows them; else likers and commenters together.
    """
    accounts = sorted({*older.accounts, *newer.accounts})
    own, more = (np.array([_place(there, name) for name in accounts], dtype=np.int64) for there in (older, newer))
    first, second = _known_by(older, own), _known_by(newer, more)
    followers = KNOWN_BY.index(FOLLOWERS)
    own[(first != followers) & (second == followers)] = -1
    more[(first == followers) & (second != followers)] = -1
    both = np.where(first == second, first, KNOWN_BY.index(ENGAGED))
    return own, more, np.where(own < 0, second, np.where(more < 0, first, both)).astype(np.uint8)


def _place(there: Audience, account: str) -> int:
    return there.place(account) if account in there else -1


def _known_by(there: Audience, places: Numbers) -> Numbers:
    return np.where(places < 0, -1, _of(there.known_by, places))


def _of(values: NDArray[Any], places: Numbers) -> NDArray[Any]:
    """The value of each place; anything for -1."""
    return np.asarray(values)[places] if len(values) else np.zeros(len(places), dtype=values.dtype)


def _with_attributes(older: Audience, newer: Audience, keys: NDArray[np.int64], number: Numbers) -> Audience:
    """An audience of all people in the order of `keys`, without rows; `number` is where each of the newer's stands."""
    tells = newer.interests.known.copy()
    for attribute in newer.attributes.values():
        tells |= attribute.codes > 0
    attributes = {
        name: _attribute(older.attributes[name], newer.attributes[name], len(keys), number, tells)
        for name in older.attributes
    }
    interests = _interests(older.interests, newer.interests, len(keys), number, tells)
    return replace(older, keys=keys, attributes=attributes, interests=interests)


def _attribute(older: Attribute, newer: Attribute, people: int, number: Numbers, tells: NDArray[np.bool_]) -> Attribute:
    names = (*older.values, *newer.values)
    codes = np.zeros(people, dtype=np.int32)
    codes[: len(older.codes)] = older.codes
    told = newer.codes[tells].astype(np.int32)
    codes[number[tells]] = np.where(told > 0, told + len(older.values), 0)
    held = np.flatnonzero(np.bincount(codes, minlength=len(names) + 1)[1:])
    values = tuple(sorted({names[place] for place in held}))
    lookup = np.zeros(len(names) + 1, dtype=smallest_type(len(values)))
    code = {name: place for place, name in enumerate(values, 1)}
    lookup[held + 1] = [code[names[place]] for place in held]
    return Attribute(values, lookup[codes])


def _interests(older: Interests, newer: Interests, people: int, number: Numbers, tells: NDArray[np.bool_]) -> Interests:
    names = tuple(sorted({*older.values, *newer.values}))
    bits = np.zeros((people, len(names) // 64 + 1), dtype=np.uint64)
    bits[: len(older.bits)] = _rebased(older, names)
    bits[number[tells]] = _rebased(newer, names)[tells]
    held = Interests(names, bits)
    values = tuple(name for name in names if held.any_of((name,)).any())
    return held if values == names else Interests(values, _rebased(held, values))


def _rebased(interests: Interests, names: tuple[str, ...]) -> NDArray[np.uint64]:
    """The bits of the same people for other names, which hold all that anybody follows."""
    bits = np.zeros((len(interests.bits), len(names) // 64 + 1), dtype=np.uint64)
    bits[:, 0] = interests.known
    for name in set(interests.values) & set(names):
        word, bit = divmod(names.index(name) + 1, 64)
        bits[:, word] |= interests.any_of((name,)).astype(np.uint64) << np.uint64(bit)
    return bits
