"""From observed pairs to an `Audience`: number the people, choose what stands for each account, sort the rows."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.errors import BadInput
from kring.facts.schema import RELATIONS, SYNTHETIC
from kring.reach.attributes import INTERESTS, SINGLE, SORTED_BY, Attribute, Interests, attribute_of, interests_of
from kring.reach.audience import COMMENTERS, ENGAGED, FOLLOWERS, KNOWN_BY, LIKERS, Audience
from kring.reach.whereabouts import with_whereabouts


def build(audience_people: pa.Table, people: pa.Table | None, also: NDArray[np.int64] | None = None) -> Audience:
    """The audience of these tables; see `Audience.build`. The people with the keys `also` get a number as well."""
    accounts, account_of = _numbered_accounts(audience_people["account"])
    keys, person_of = _numbered(audience_people["person_key"])
    if also is not None:
        keys = np.concatenate([keys, np.setdiff1d(also, keys)])
    attributes, interests = _attributes(keys, people)
    order = segment_major(keys, attributes)
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    relation, complete = _relations(audience_people)
    known_by, kept = _standing_in(account_of, relation, len(accounts))
    whole = np.ones(len(accounts), dtype=bool)
    whole[account_of[kept & ~complete]] = False
    indptr, rows = _rows(account_of[kept], number[person_of[kept]], len(accounts))
    return Audience(
        accounts,
        indptr,
        rows,
        known_by,
        whole,
        keys[order],
        {name: attribute.in_order(order) for name, attribute in attributes.items()},
        interests.in_order(order),
        _is_synthetic(audience_people) or _is_synthetic(people),
    )


def _numbered_accounts(column: pa.ChunkedArray) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    encoded = attribute_of(column, len(column))
    return encoded.values, encoded.codes.astype(np.int64) - 1


def _numbered(column: pa.ChunkedArray) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """The different keys as they first occur, and for every row the number of its key."""
    if column.null_count:
        raise BadInput(
            "a person key is empty.", "Every pair needs an account and a person.", column="person_key",
            nl="een sleutel van een persoon is leeg.", nl_advice="Elk paar heeft een account en een persoon nodig.",
        )  # fmt: skip
    encoded = pc.dictionary_encode(column).combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0)
    return np.asarray(encoded.dictionary, dtype=np.int64), np.asarray(encoded.indices, dtype=np.int32)


def _attributes(keys: NDArray[np.int64], people: pa.Table | None) -> tuple[dict[str, Attribute], Interests]:
    """What is known of each key; people who stand in no audience are left aside."""
    if people is None or not people.num_rows:
        return {name: attribute_of(None, len(keys)) for name in SINGLE}, interests_of(None, len(keys))
    found = pc.index_in(pa.array(keys), value_set=people["person_key"])
    known = people.select([name for name in (*SINGLE, INTERESTS) if name in people.column_names])
    placed = with_whereabouts(known.take(found))
    single = {name: attribute_of(placed[name] if name in placed.column_names else None, len(keys)) for name in SINGLE}
    return single, interests_of(placed[INTERESTS] if INTERESTS in placed.column_names else None, len(keys))


def segment_major(keys: NDArray[np.int64], attributes: dict[str, Attribute]) -> NDArray[np.int64]:
    """The order of people by attribute codes, then by key."""
    packed = np.zeros(len(keys), dtype=np.int64)
    for name in SORTED_BY:
        packed = packed * (len(attributes[name].values) + 1) + attributes[name].codes
    return np.lexsort((keys, packed))


def _relations(table: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    relation = pc.index_in(table["relation"], value_set=pa.array(RELATIONS))
    if relation.null_count:
        row = int(np.flatnonzero(np.asarray(pc.is_null(relation)))[0])
        named = table["relation"][row].as_py()
        choice = ", ".join(RELATIONS)
        raise BadInput(
            f"'{named}' is not a relation.", f"Use one of: {choice}.", row=row + 1, column="relation",
            nl=f"'{named}' is geen relatie.", nl_advice=f"Kies uit: {choice}.",
        )  # fmt: skip
    return np.asarray(relation, dtype=np.int64), np.asarray(pc.fill_null(table["complete"], False), dtype=bool)


def _standing_in(
    account_of: NDArray[np.int64], relation: NDArray[np.int64], accounts: int
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """What stands for each account (index into KNOWN_BY), and which pairs are therefore kept."""
    has = np.zeros((accounts, len(RELATIONS)), dtype=bool)
    has[account_of, relation] = True
    follower, liker, commenter = (RELATIONS.index(name) for name in ("follower", "liker", "commenter"))
    choice = np.where(has[:, liker], KNOWN_BY.index(LIKERS), KNOWN_BY.index(COMMENTERS))
    choice = np.where(has[:, liker] & has[:, commenter], KNOWN_BY.index(ENGAGED), choice)
    choice = np.where(has[:, follower], KNOWN_BY.index(FOLLOWERS), choice).astype(np.uint8)
    return choice, (relation == follower) | ~has[account_of, follower]


def _rows(
    account_of: NDArray[np.int64], person_of: NDArray[np.int32], accounts: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Rows sorted by account and person, each pair once."""
    packed = account_of << 32
    packed |= person_of
    packed.sort()
    first = np.ones(len(packed), dtype=bool)
    np.not_equal(packed[1:], packed[:-1], out=first[1:])
    packed = packed[first]
    sizes = np.bincount(packed >> 32, minlength=accounts)
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), (packed & 0xFFFFFFFF).astype(np.int32)


def _is_synthetic(table: pa.Table | None) -> bool:
    if table is None or "source" not in table.column_names:
        return False
    return bool(pc.any(pc.equal(table["source"], SYNTHETIC)).as_py())
