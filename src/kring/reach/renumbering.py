"""An audience with its people in another order, of only the people who are in a row, or of some of its accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kring.reach.audience import Audience
from kring.reach.building import segment_major
from kring.reach.counts import read_only


def in_order(audience: Audience, order: NDArray[np.int64]) -> Audience:
    """The audience with its people renumbered: `order` is who gets number 0, 1, ...; who is left out is in no row."""
    from kring.reach.merge_kernel import renumbered_rows

    number = np.zeros(audience.people, dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return replace(
        audience,
        rows=renumbered_rows(read_only(audience.indptr), read_only(audience.rows), number),
        keys=np.asarray(audience.keys)[order],
        attributes={name: attribute.in_order(order) for name, attribute in audience.attributes.items()},
        interests=audience.interests.in_order(order),
    )


def of_people_in_rows(audience: Audience) -> Audience:
    """The audience of the people who are in a row, numbered segment-major by their keys."""
    held = np.zeros(audience.people, dtype=bool)
    held[audience.rows] = True
    kept = np.flatnonzero(held)
    known = {name: attribute.in_order(kept) for name, attribute in audience.attributes.items()}
    return in_order(audience, kept[segment_major(np.asarray(audience.keys)[kept], known)])


def of_accounts(audience: Audience, places: Sequence[int]) -> Audience:
    """The audience of the accounts at these places, which rise, and of the people around them."""
    wanted = np.zeros(len(audience.accounts), dtype=bool)
    wanted[list(places)] = True
    sizes = audience.sizes
    some = replace(
        audience,
        accounts=tuple(audience.accounts[place] for place in places),
        indptr=np.concatenate([[0], np.cumsum(sizes[wanted])]).astype(np.int64),
        rows=np.asarray(audience.rows)[np.repeat(wanted, sizes)],
        known_by=np.asarray(audience.known_by)[wanted],
        complete=np.asarray(audience.complete)[wanted],
    )
    return of_people_in_rows(some)
