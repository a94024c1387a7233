"""Intervals of measures of chances against truth, by bootstrap over captions (Efron 1979)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

ROUNDS = 1000


def with_intervals(
    measured: Callable[[np.ndarray, np.ndarray], dict[str, float]], chance: np.ndarray, truth: np.ndarray
) -> dict[str, list[float]]:
    """Each measure as value, low, high; `chance` and `truth` have one row a caption."""
    rng, value = np.random.default_rng(1), measured(chance, truth)
    picks = [rng.integers(0, len(truth), len(truth)) for _ in range(ROUNDS)]
    drawn = [measured(chance[pick], truth[pick]) for pick in picks]
    return {name: [value[name], *np.quantile([one[name] for one in drawn], [0.025, 0.975])] for name in value}
