"""Plain ways to order the accounts that pass a brief's gates, to compare rankings with."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kring.match.criteria import Pool
from kring.match.criteria.bits import EVERYBODY
from kring.match.criteria.of_audience import shares
from kring.match.criteria.of_terms import fee
from kring.match.ranking import Ranking
from kring.profile.static_words import StaticWords

Places = NDArray[np.int64]
Order = Callable[[str, Ranking, Places], Places]
WORD = re.compile(r"[^\W\d_]{2,}")
K1, B = 1.2, 0.75


def peers_of(pool: Pool, texts: list[str], seed: int) -> dict[str, Order]:
    """By name how to order: each takes the text of a brief, its ranking, and the places of those who pass."""
    followers = np.nan_to_num(np.asarray(pool.accounts["followers"].cast("float64").to_numpy()))
    words, vectors = Bm25(texts), StaticWords().encode(texts)
    tie = np.random.default_rng(seed).permutation(len(pool))

    def by(score: Callable[[str, Ranking], NDArray[np.float64]]) -> Order:
        return lambda text, ranking, passing: passing[np.lexsort((tie[passing], -score(text, ranking)[passing]))]

    return {
        "followers": by(lambda text, ranking: followers),
        "bm25": by(lambda text, ranking: words.scores(text)),
        "vectors": by(lambda text, ranking: vectors @ StaticWords().encode([text])[0]),
        "per euro": by(lambda text, ranking: per_euro(ranking, followers)),
        "chance": by(lambda text, ranking: np.zeros(len(pool))),
    }


def per_euro(ranking: Ranking, followers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Followers times the known share in the target group, over the expected fee; unknown comes last."""
    known = shares(ranking.pool, ranking.brief.target, EVERYBODY)
    found = followers * known / fee(ranking.brief, ranking.pool)
    return np.nan_to_num(found, nan=-1.0)


class Bm25:
    """Texts to score against words (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009)."""

    def __init__(self, texts: list[str]) -> None:
        self._column: dict[str, int] = {}
        said = [[self._column.setdefault(word, len(self._column)) for word in words_in(text)] for text in texts]
        length = np.array([len(words) for words in said], dtype=float)
        starts = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
        counts = csr_array((np.ones(starts[-1]), np.concatenate(said), starts), shape=(len(texts), len(self._column)))
        counts.sum_duplicates()
        row = np.repeat(np.arange(len(texts)), np.diff(counts.indptr))
        counts.data *= (K1 + 1) / (counts.data + K1 * (1 - B + B * length[row] / length.mean()))
        in_texts = np.bincount(counts.indices, minlength=len(self._column))
        self._rarity = np.log(1 + (len(texts) - in_texts + 0.5) / (in_texts + 0.5))
        self._counts = counts

    def scores(self, query: str) -> NDArray[np.float64]:
        """The score of every text for the words of the query."""
        weights = np.zeros(len(self._column))
        for word in words_in(query):
            if word in self._column:
                weights[self._column[word]] += self._rarity[self._column[word]]
        return np.asarray(self._counts @ weights)


def words_in(text: str) -> list[str]:
    """The words of a text in small letters."""
    return WORD.findall(text.casefold())
