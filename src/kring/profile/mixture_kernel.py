"""The inner loops of `kring.profile.mixtures`: weights of a mixture, and what speaks for one more topic.

Importing this imports numba; do it inside the function that needs it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kring.compiled import compiled

Floats = npt.NDArray[np.float64]
AT_ONCE = 8  # odds multiplied before a logarithm is taken: 10^12 each at most, so no product overflows


@compiled
def fitted_weights(likelihood: Floats, prior: float, rounds: int) -> Floats:
    """The weights of a mixture by expectation-maximisation, shape (topics,); `likelihood` is (texts, topics)."""
    texts, topics = likelihood.shape
    weights = np.full(topics, 1 / topics)
    counted = np.zeros(topics)
    for _ in range(rounds):
        counted[:] = prior
        for text in range(texts):
            total = 0.0
            for topic in range(topics):
                total += likelihood[text, topic] * weights[topic]
            for topic in range(topics):
                counted[topic] += likelihood[text, topic] * weights[topic] / total
        weights[:] = counted / counted.sum()
    return weights


@compiled
def log_evidence(odds: Floats, grid: Floats) -> Floats:
    """The log of the mean likelihood over all shares of the grid, shape (topics,); `odds` is (texts, topics)."""
    texts, topics = odds.shape
    evidence = np.zeros(topics)
    logs = np.zeros(len(grid))
    for topic in range(topics):
        for place in range(len(grid)):
            log, product = 0.0, 1.0
            for text in range(texts):
                product *= 1.0 + grid[place] * (odds[text, topic] - 1.0)
                if text % AT_ONCE == AT_ONCE - 1:
                    log += np.log(product)
                    product = 1.0
            logs[place] = log + np.log(product)
        most = logs.max()
        evidence[topic] = most + np.log(np.exp(logs - most).mean())
    return evidence
