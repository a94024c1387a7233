"""Shares of a mixture: which part of an account's texts each topic has, when no text says its topic for certain.

Method: every text has a likelihood under each topic. The shares are found by expectation-maximisation with a small
Dirichlet prior (Dempster, Laird and Rubin, 1977); the interval of one share is that of its posterior, one topic against
the mixture of all others, on a grid between 0 and 1. Likelihoods are tempered (raised to a power below 1), because
texts of one account repeat themselves and so tell less than as many independent ones (Grunwald and van Ommen, Bayesian
Analysis 2017). The posterior is weighed by a prior that a share is more often small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kring.estimate import LEVEL

Floats = npt.NDArray[np.float64]
PRIOR = 0.05
ROUNDS = 60
GRID = np.linspace(0.0025, 0.9975, 200)


@dataclass(frozen=True, slots=True)
class Shares:
    """Per topic the share of the texts, with its interval; arrays of shape (topics,)."""

    value: Floats
    low: Floats
    high: Floats


def mixture_weights(likelihood: Floats) -> Floats:
    """The weights of the mixture, shape (topics,), that sum to 1; `likelihood` has shape (texts, topics)."""
    count = likelihood.shape[1]
    weights = np.full(count, 1 / count)
    for _ in range(ROUNDS):
        joint = likelihood * weights
        belongs = joint / joint.sum(axis=1, keepdims=True)
        counted = belongs.sum(axis=0) + PRIOR
        weights = counted / counted.sum()
    return weights


def mixture_shares(likelihood: Floats, tempering: float) -> Shares:
    """The shares of all topics among the texts; the last topic is "none" and takes no part in the shares' total."""
    weights = mixture_weights(likelihood**tempering)
    named = weights[:-1] / weights[:-1].sum()
    tempered = likelihood**tempering
    rest = tempered @ weights
    low, high, value = (np.zeros(len(named)) for _ in range(3))
    for topic in range(len(named)):
        others = np.maximum((rest - tempered[:, topic] * weights[topic]) / max(1 - weights[topic], 1e-9), 1e-300)
        value[topic], low[topic], high[topic] = _posterior(tempered[:, topic] / others, 1 - weights[-1])
    return Shares(value, low, high)


def _posterior(odds: Floats, named: float) -> tuple[float, float, float]:
    """Mean and interval of the share of one topic, from each text's odds for it against the rest."""
    logs = np.log1p(np.outer(GRID, odds - 1)).sum(axis=1) + (PRIOR - 1) * np.log(GRID)
    mass = np.exp(logs - logs.max())
    below = np.cumsum(mass) / mass.sum()
    low, high = np.interp([0.5 - LEVEL / 2, 0.5 + LEVEL / 2], below, GRID)
    mean = float((mass * GRID).sum() / mass.sum())
    low, high, mean = (min(float(part) / max(named, 1e-9), 1.0) for part in (low, high, mean))
    return mean, min(low, mean), max(high, mean)
