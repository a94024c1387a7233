"""Trait: niche. Which topics an account's captions, hashtags and bio are about, in which shares, and how focused it is.

Method: every text is compared with the description of every niche (`kring.profile.topics`), and the shares of an
account are those of the mixture its texts come from (`kring.profile.mixtures`), over texts that are about a niche.
Focus is the chance that two of its posts are about the same niche (`kring.profile.drawn_shares`).
A niche is a name and a sentence in both languages, so an organisation adds its own without training.
Source: design data; calibration in benchmarks/accuracy/niches.py.
Limits: accounts with under `FEWEST_TEXTS` readable texts are unknown. Pictures, sound and geotags are not read. Niches
that resemble each other (fashion, second-hand) share their texts; the shares are those of the texts, not of the views.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from kring.estimate import Basis, Estimate
from kring.profile.drawn_shares import DrawnShares
from kring.profile.embedder import Embedder
from kring.profile.figure_rows import FIGURES, coded, figure_rows
from kring.profile.mixtures import mixture_shares
from kring.profile.readable import readable
from kring.profile.remembered_texts import RememberedTexts
from kring.profile.topics import Calibration, Scores, Topic, TopicIndex, likelihoods
from kring.vocabulary.niches import Niche, niches

FEWEST_TEXTS = 3
NONE_TO_ONE_NICHE = 14.0  # how much more often a caption is about none than about one given niche: 0.2 to 0.8 / 57
CALIBRATIONS = {
    "e5-small": Calibration(2.2, 0.7),
    "e5-words": Calibration(1.0, 0.2),
    "hashed-words": Calibration(0.7, 0.3),
}
NOTES = {"e5-words": "captions, hashtags and bio, by single words"}
NOTE = "captions, hashtags and bio"

TEXTS = pa.schema([("account", pa.string()), ("text", pa.string())])
NICHE_SHARES = pa.schema(
    [
        ("account", pa.string()),
        ("niche", pa.string()),
        ("share", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("texts", pa.int64()),
    ]
)


@dataclass(frozen=True, slots=True)
class NicheShare:
    """One niche of an account with its share of the texts that are about a niche."""

    niche: str
    share: Estimate

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> NicheShare:
        """A row of `NICHE_SHARES`, with or without the account."""
        share = Estimate.between(row["share"], row["low"], row["high"], Basis.MODELLED, row["texts"])
        return cls(row["niche"], share)


def niche_topics(extra: Iterable[Niche] = ()) -> tuple[Topic, ...]:
    """The niches of the vocabulary and those an organisation adds, as topics; an added one replaces its namesake."""
    known = {niche.name: niche for niche in (*niches().values(), *extra)}
    return tuple(Topic(niche.name, niche.words, niche.description, niche.also) for niche in known.values())


def niche_index(embedder: Embedder, extra: tuple[Niche, ...] = ()) -> TopicIndex:
    """The index texts are compared with."""
    if isinstance(embedder, RememberedTexts):
        return replace(_index(embedder.reads, extra), embedder=embedder)
    return _index(embedder, extra)


@lru_cache(maxsize=8)
def _index(embedder: Embedder, extra: tuple[Niche, ...]) -> TopicIndex:
    return TopicIndex.of(niche_topics(extra), embedder)


def texts_to_read(posts: pa.Table, accounts: pa.Table) -> pa.Table:
    """What there is to read of every account, as `TEXTS`, sorted, so that no order of rows matters.

    `posts` has account, caption and hashtags, `accounts` account and bio. A text that occurs twice counts once.
    """
    read = {
        (account, text)
        for account, caption, tags in zip(*(posts[name].to_pylist() for name in posts.column_names), strict=True)
        if (text := readable(caption, tags))
    }
    bios = zip(accounts["account"].to_pylist(), accounts["bio"].to_pylist(), strict=True)
    read |= {(account, text) for account, bio in bios if (text := readable(bio))}
    rows = sorted(read)
    return pa.table([[row[0] for row in rows], [row[1] for row in rows]], schema=TEXTS)


def niche_shares(texts: pa.Table, index: TopicIndex) -> tuple[pa.Table, pa.Table]:
    """The niches of every account as `NICHE_SHARES`, and the figure niche_focus as rows of `FIGURES`.

    `texts` has the columns `TEXTS`. Accounts with too few texts, or none about a niche, have no row.
    """
    if not texts.num_rows:
        return NICHE_SHARES.empty_table(), FIGURES.empty_table()
    texts = texts.sort_by([("account", "ascending"), ("text", "ascending")])
    return shares_from_scores(texts["account"], index.scores(texts["text"].to_pylist()), index)


def shares_from_scores(account: pa.ChunkedArray, scores: Scores, index: TopicIndex) -> tuple[pa.Table, pa.Table]:
    """The same, from the scores of texts whose accounts stand in `account`."""
    names, groups = coded(account)
    likelihood = likelihoods(scores, CALIBRATIONS[index.embedder.name])
    order = np.argsort(groups, kind="stable")
    bounds = np.searchsorted(groups[order], np.arange(len(names) + 1))
    rows: list[tuple[str, str, float, float, float, int]] = []
    focus = np.full((3, len(names)), np.nan)
    for place, name in enumerate(names.to_pylist()):
        own = likelihood[order[bounds[place] : bounds[place + 1]]]
        if len(own) < FEWEST_TEXTS:
            continue
        drawn = DrawnShares.of(own)
        shares = mixture_shares(own, drawn)
        if len(shares.topics):
            focus[:, place] = drawn.focus()
            told = zip(shares.topics.tolist(), shares.value, shares.low, shares.high, strict=True)
            rows += [
                (name, index.names[topic], *(round(float(part), 6) for part in row), len(own)) for topic, *row in told
            ]
    counts, note = np.diff(bounds), NOTES.get(index.embedder.name, NOTE)
    figures = figure_rows(names, "niche_focus", focus[0], focus[1], focus[2], counts, note, Basis.MODELLED)
    table = pa.table([[row[at] for row in rows] for at in range(len(NICHE_SHARES))], schema=NICHE_SHARES)
    return table, figures


def chances(texts: Sequence[str | None], index: TopicIndex) -> Scores:
    """The probability of each niche and, last, of none, for single texts; shape (texts, niches + 1).

    A text that is None or empty is about none.
    """
    likelihood = likelihoods(index.scores([text or "" for text in texts]), CALIBRATIONS[index.embedder.name])
    likelihood[:, -1] *= NONE_TO_ONE_NICHE
    likelihood[[not text for text in texts], :-1] = 0
    chance: Scores = likelihood / likelihood.sum(axis=1, keepdims=True)
    return chance


def niche_of_each(texts: Sequence[str], index: TopicIndex) -> list[tuple[str, float] | None]:
    """The likeliest niche of each single text with its probability, None for a text that is rather about none."""
    if not texts:
        return []
    chance = chances(texts, index)
    best = chance[:, :-1].argmax(axis=1)
    told = zip(best.tolist(), chance[np.arange(len(texts)), best].tolist(), chance[:, -1].tolist(), strict=True)
    return [(index.names[niche], sure) if sure > none else None for niche, sure, none in told]
