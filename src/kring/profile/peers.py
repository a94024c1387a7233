"""Where an account stands among its peers: accounts of the same tier on the same platform.

Method: the share of the other peers with a lower figure, those with an equal one counting half, 0 to 100 (the mid-rank
percentile). Figures whose parts differ (with or without saves, say) are not peers of each other. Below 20 peers the
percentile is unknown: one account more or less would move it by more than five points.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.stats import rankdata

from kring.profile.figure_rows import floats

FEWEST_PEERS = 20


def with_percentiles(figures: pa.Table, accounts: pa.Table) -> pa.Table:
    """The figures with columns `percentile` (0 to 100, null when unknown) and `peers` (how many others).

    `accounts` needs account, platform and tier. An account without a tier has no peers.
    """
    group = _peer_groups(figures, accounts)
    value = floats(figures["value"])
    order = np.lexsort((value, group))
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.array([], dtype=np.int64)
    rank, size = np.empty(len(value)), np.empty(len(value), dtype=np.int64)
    for start, end in zip(starts, np.r_[starts[1:], len(ordered)], strict=True):
        members = order[start:end]
        rank[members] = rankdata(value[members])
        size[members] = end - start
    peers = np.where(group < 0, 0, size - 1)
    known = peers >= FEWEST_PEERS
    percentile = np.where(known, 100 * (rank - 1) / np.maximum(peers, 1), np.nan)
    return figures.append_column("percentile", pa.array(percentile, mask=~known)).append_column(
        "peers", pa.array(peers, pa.int64())
    )


def _peer_groups(figures: pa.Table, accounts: pa.Table) -> np.ndarray:
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
