"""What captions say, read once for two traits: the niches of an account and the values its posts give."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from kring.facts.facts import Facts
from kring.profile.figure_rows import FIGURES
from kring.profile.niche import NICHE_SHARES, shares_from_scores, texts_to_read
from kring.profile.topics import TopicIndex
from kring.profile.value_mix import VALUE_SHARES, read_shares


def meaning(facts: Facts, index: TopicIndex) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Rows of `NICHE_SHARES`, the figure niche_focus, and rows of `VALUE_SHARES` of the kinds that are read.

    The bio counts for niches and not for values, which posts give.
    """
    captions = facts.collect(facts.newest("posts").select("account", "caption", "hashtags"))
    bios = facts.collect(facts.newest("accounts").select("account", "bio"))
    texts = texts_to_read(captions, bios).sort_by([("account", "ascending"), ("text", "ascending")])
    if not texts.num_rows:
        return NICHE_SHARES.empty_table(), FIGURES.empty_table(), VALUE_SHARES.empty_table()
    vectors = index.embedder.encode(texts["text"].to_pylist())
    niches, focus = shares_from_scores(texts["account"], index.scores_of(vectors), index)
    posted = set(map(tuple, (row.values() for row in texts_to_read(captions, bios.slice(0, 0)).to_pylist())))
    own = np.array([tuple(row.values()) in posted for row in texts.to_pylist()])
    read = texts.filter(pa.array(own))
    return niches, focus, read_shares(read["account"], vectors[own], index.embedder)
