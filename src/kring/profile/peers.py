"""Where an account stands among its peers: accounts of the same tier on the same platform.

Method: the share of the other peers with a lower figure, those with an equal one counting half, 0 to 100 (the mid-rank
percentile). Figures whose parts differ (with or without saves, say) are not peers of each other. Below 20 peers the
percentile is unknown: one account more or less would move it by more than five points.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.profile.figure_rows import Floats, Whole, floats

FEWEST_PEERS = 20


def with_percentiles(figures: pa.Table, accounts: pa.Table) -> pa.Table:
    """The figures with columns `percentile` (0 to 100, null when unknown) and `peers` (how many others).

    `accounts` needs account, platform and tier. An account without a tier has no peers.
    """
    group = _peer_groups(figures, accounts)
    rank, size = mid_ranks(group, floats(figures["value"]))
    peers = np.where(group < 0, 0, size - 1)
    known = peers >= FEWEST_PEERS
    percentile = np.where(known, 100 * (rank - 1) / np.maximum(peers, 1), np.nan)
    return figures.append_column("percentile", pa.array(percentile, pa.float64(), mask=~known)).append_column(
        "peers", pa.array(peers, pa.int64())
    )


def mid_ranks(groups: Whole, values: Floats) -> tuple[Floats, Whole]:
    """The rank of each value in its group, 1 for the lowest, equal values sharing one; and the group's size."""
    order = np.lexsort((values, groups))
    group, value = groups[order], values[order]
    new_group = np.diff(group, prepend=group[:1] - 1) != 0
    new_value = new_group | (np.diff(value, prepend=value[:1]) != 0)
    rank, size = np.empty(len(order)), np.empty(len(order), dtype=np.int64)
    first, last = _run_ends(new_value)
    start, end = _run_ends(new_group)
    rank[order] = (first + last) / 2 - start + 1
    size[order] = end - start + 1
    return rank, size


def _run_ends(begins: np.ndarray) -> tuple[Whole, Whole]:
    """For each place the first and the last place of its run; `begins` is true where a run begins."""
    run = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)
    last = np.append(first, len(begins))[1:] - 1
    return first[run], last[run]


def _peer_groups(figures: pa.Table, accounts: pa.Table) -> Whole:
    """A number for every group of peers: platform, tier, figure and what went into it; -1 without a tier."""
    place = pc.index_in(figures["account"], value_set=accounts["account"].cast(pa.string()).combine_chunks())
    platform = accounts["platform"].cast(pa.string()).take(place)
    tier = accounts["tier"].cast(pa.string()).take(place)
    key = pc.binary_join_element_wise(
        platform, tier, figures["figure"], figures["note"], "\n", null_handling="emit_null"
    )
    coded = pa.chunked_array([key]) if isinstance(key, pa.Array) else key
    codes = coded.combine_chunks().dictionary_encode().indices
    return np.asarray(pc.fill_null(codes, -1).to_numpy(zero_copy_only=False), dtype=np.int64)
