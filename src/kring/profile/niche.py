"""Trait: niche. Which topics an account's captions, hashtags and bio are about, in which shares, and how focused it is.

Method: every text is compared with the description of every niche (`kring.profile.topics`), and the shares of an
account are those of the mixture its texts come from (`kring.profile.mixtures`), over texts that are about a niche.
Focus is the chance that two of its posts are about the same niche (the sum of squared shares; Simpson, Nature 1949).
A niche is a name and a sentence in both languages, so an organisation adds its own without training.
Source: design data; calibration in benchmarks/accuracy/niches.py.
Limits: accounts with under `FEWEST_TEXTS` readable texts are unknown. Pictures, sound and geotags are not read. Niches
that resemble each other (fashion, second-hand) share their texts; the shares are those of the texts, not of the views.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from kring.estimate import Basis, Estimate
from kring.profile.embedder import Embedder
from kring.profile.figure_rows import FIGURES, coded, figure_rows
from kring.profile.mixtures import Shares, mixture_shares
from kring.profile.readable import readable
from kring.profile.topics import Calibration, Scores, Topic, TopicIndex, likelihoods
from kring.vocabulary.niches import Niche, niches

FEWEST_TEXTS = 3
LEAST_SHARE = 0.05
DRAWS = 400
CALIBRATIONS = {"e5-small": Calibration(2.2, 1.9), "hashed-words": Calibration(0.7, 4.1)}
TEMPERING = 0.6
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


def niche_topics(extra: Iterable[Niche] = ()) -> tuple[Topic, ...]:
    """The niches of the vocabulary and those an organisation adds, as topics; an added one replaces its namesake."""
    known = {niche.name: niche for niche in (*niches().values(), *extra)}
    return tuple(Topic(niche.name, niche.words, niche.description, niche.also) for niche in known.values())


def niche_index(embedder: Embedder, extra: Iterable[Niche] = ()) -> TopicIndex:
    """The index texts are compared with."""
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
        if len(own) < FEWEST_TEXTS or about_nothing(own):
            continue
        shares = mixture_shares(own, TEMPERING)
        focus[:, place] = focus_of(shares)
        rows += [(name, *row, len(own)) for row in _named(shares, index.names)]
    columns = list(zip(*rows, strict=True)) if rows else [[] for _ in NICHE_SHARES]
    counts = np.diff(bounds)
    figures = figure_rows(names, "niche_focus", *focus, n=counts, note=NOTE, basis=Basis.MODELLED)
    return pa.table([list(column) for column in columns], schema=NICHE_SHARES), figures


def about_nothing(likelihood: Scores) -> bool:
    """Whether fewer than `FEWEST_TEXTS` texts are rather about some niche than about none, all niches alike likely."""
    named = likelihood[:, :-1].sum(axis=1)
    return bool((named / (named + likelihood[:, -1])).sum() < FEWEST_TEXTS - 1)


def focus_of(shares: Shares) -> tuple[float, float, float]:
    """The sum of squared shares with its interval, by draws from shares around their values (fixed seed)."""
    spread = np.maximum((shares.high - shares.low) / 4, 1e-4)
    size = np.maximum(shares.value * (1 - shares.value) / spread**2 - 1, 1)
    drawn = np.random.default_rng(0).beta(
        np.maximum(shares.value * size, 1e-3), np.maximum((1 - shares.value) * size, 1e-3), (DRAWS, len(size))
    )
    squared = ((drawn / drawn.sum(axis=1, keepdims=True)) ** 2).sum(axis=1)
    low, value, high = np.quantile(squared, [0.025, 0.5, 0.975])
    return float(value), float(low), float(high)


def _named(shares: Shares, names: Sequence[str]) -> list[tuple[str, float, float, float]]:
    """The niches worth naming, the largest first."""
    order = np.lexsort((np.arange(len(names)), -shares.value))
    return [
        (names[place], float(shares.value[place]), float(shares.low[place]), float(shares.high[place]))
        for place in order
        if shares.value[place] >= LEAST_SHARE
    ]
