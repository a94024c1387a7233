"""How well scores rank the creators who worked with each brand before the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import rankdata

ROUNDS, ROUNDS_OF_RANKS = 200, 1000
FIGURES = ("auc", "auc_pooled", "recall_10", "recall_50", "median_rank")


def figures(scores: np.ndarray, pairs: np.ndarray) -> dict[str, float]:
    """The figures of scores, both of shape (brands, creators).

    `auc`: the chance that a creator of the brand stands before another, mean of the brands; `auc_pooled`: the same over
    all pairs of all brands at once; `recall_10`, `recall_50`: the part of a brand's creators among its first, mean of
    the brands; `median_rank`: the median over brands, as `median_rank` has it, of the rank of the best of its creators.
    Ties fall at random.
    """
    places, found = _places(scores), []
    for place, middle, own in zip(places, rankdata(-scores, axis=1), pairs, strict=True):
        mine = place[own]
        found.append((_auc(middle, own), (mine <= 10).mean(), (mine <= 50).mean(), mine.min()))
    by_brand = np.asarray(found, dtype=float)
    pooled = _auc(rankdata(-scores.ravel()), pairs.ravel())
    last = median_rank(by_brand[:, 3])
    return dict(zip(FIGURES, (*_means(by_brand[:, :1]), pooled, *_means(by_brand[:, 1:3]), last), strict=True))


def best_places(scores: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The rank of the best of each brand's creators among all, shape (brands,)."""
    return np.where(pairs, _places(scores), scores.shape[1] + 1).min(axis=1)


def median_rank(ranks: np.ndarray) -> float:
    """The median of ranks as the published MedR has it: of an even number the lower of the two in the middle.

    So it is a whole number (`metrics` in the authors' mir_k4.py, Gan et al. 2019).
    """
    return float(np.sort(ranks)[(len(ranks) - 1) // 2])


def median_rank_over_draws(names: Sequence[np.ndarray], ranks: Sequence[np.ndarray]) -> list[float]:
    """The median over all brands of all draws together as value, low, high, from (brands,) a draw.

    The interval is by bootstrap over brands, each with all of its draws (Efron 1979).
    """
    brands, whose = np.unique(np.concatenate(names), return_inverse=True)
    joined = np.concatenate(ranks)
    order = np.argsort(joined, kind="stable")
    rng, found = np.random.default_rng(1), []
    for _ in range(ROUNDS_OF_RANKS):
        drawn = np.bincount(rng.integers(0, len(brands), len(brands)), minlength=len(brands))
        reached = np.cumsum(drawn[whose[order]])
        found.append(joined[order][np.searchsorted(reached, (reached[-1] + 1) // 2)])
    return [median_rank(joined), *np.quantile(found, (0.025, 0.975), method="closest_observation").tolist()]


def over_brands(scores: dict[str, np.ndarray], pairs: np.ndarray) -> dict[str, dict[str, list[float]]]:
    """Figures of every method as value, low, high: 95 % intervals by bootstrap over brands (Efron 1979)."""
    rng = np.random.default_rng(1)
    picks = [rng.integers(0, len(pairs), len(pairs)) for _ in range(ROUNDS)]
    return {
        name: _with_ends(figures(given, pairs), [figures(given[pick], pairs[pick]) for pick in picks])
        for name, given in scores.items()
    }


def over_draws(draws: Sequence[dict[str, dict[str, float]]]) -> dict[str, dict[str, list[float]]]:
    """Figures of every method as mean over draws, low, high: between which 95 % of the draws lie.

    A mean of medians is no median: for the median rank see `median_rank_over_draws`.
    """
    answer = {}
    for name in draws[0]:
        mine = [draw[name] for draw in draws]
        mean = {figure: float(np.mean([one[figure] for one in mine])) for figure in FIGURES}
        answer[name] = _with_ends(mean, mine)
    return answer


def _places(scores: np.ndarray) -> np.ndarray:
    """The place of each creator, 1 for the best; equal scores in an order that says nothing."""
    shuffled = np.random.default_rng(0).permutation(scores.shape[1])
    places = np.empty(scores.shape, dtype=np.int64)
    order = np.argsort(-scores[:, shuffled], axis=1, kind="stable")
    np.put_along_axis(places, shuffled[order], np.arange(1, scores.shape[1] + 1)[None, :], axis=1)
    return places


def _auc(ranks: np.ndarray, own: np.ndarray) -> float:
    mine, others = int(own.sum()), int((~own).sum())
    return float(1 - (ranks[own].sum() - mine * (mine + 1) / 2) / (mine * others))


def _means(columns: np.ndarray) -> list[float]:
    return [float(mean) for mean in columns.mean(axis=0)]


def _with_ends(value: dict[str, float], drawn: list[dict[str, float]]) -> dict[str, list[float]]:
    ends = {name: np.quantile([one[name] for one in drawn], (0.025, 0.975)).tolist() for name in FIGURES}
    return {name: [value[name], *ends[name]] for name in FIGURES}
