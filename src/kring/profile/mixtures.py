"""Shares of a mixture: which part of an account's texts each topic has, when no text says its topic for certain.

Method: every text has a likelihood under each topic. A topic is *present* when the texts are likelier with it than
without, beside those already found, given how few of all topics an account has (a spike at 0 and a flat slab above:
Mitchell and Beauchamp, JASA 1988). The present topics, the average over all topics (strays) and "none" make a mixture
whose weights are found by expectation-maximisation (Dempster, Laird and Rubin, 1977); the interval of a share is that
of its posterior against all others, on a grid.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kring.estimate import LEVEL

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
PRIOR = 0.01
ROUNDS = 60
EXPECTED_TOPICS = 2
MOST_TOPICS = 6
GRID = np.linspace(0.005, 0.995, 100)


@dataclass(frozen=True, slots=True)
class Shares:
    """The topics that are present, the largest share first; arrays of shape (present,). Shares sum to 1.

    `stray`: the texts about something else, as a part of those and of the texts about present topics.
    """

    topics: Ints
    value: Floats
    low: Floats
    high: Floats
    stray: float


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


def mixture_shares(likelihood: Floats) -> Shares:
    """The topics of an account and their shares among its texts that are about any of them.

    `likelihood` has shape (texts, topics + 1), all above 0; the last topic is "none". Nothing may be present.
    """
    background = np.column_stack([likelihood[:, :-1].mean(axis=1), likelihood[:, -1]])
    present = _present(likelihood[:, :-1], background)
    parts = np.column_stack([likelihood[:, present], background])
    weights = mixture_weights(parts)
    told = max(float(weights[: len(present)].sum()), 1e-9)
    stray = float(weights[-2]) / (told + float(weights[-2]))
    posterior = _posterior(_odds(parts, weights)[:, : len(present)])
    value = weights[: len(present)] / told
    low, high = (np.clip(bound / told, 0, 1) for bound in _interval(posterior))
    order = np.lexsort((present, -value))
    return Shares(present[order], value[order], np.minimum(low, value)[order], np.maximum(high, value)[order], stray)


def _present(topics: Floats, background: Floats) -> Ints:
    """The topics that are present: each time the one that explains the texts best beside those already found."""
    prior = np.log(EXPECTED_TOPICS / max(topics.shape[1] - EXPECTED_TOPICS, 1))
    found: list[int] = []
    while len(found) < min(MOST_TOPICS, topics.shape[1]):
        parts = np.column_stack([topics[:, found], background])
        mixture = parts @ mixture_weights(parts)
        logs = _log_posterior(topics / mixture[:, None])
        evidence = logs.max(axis=0) + np.log(np.exp(logs - logs.max(axis=0)).mean(axis=0))
        evidence[found] = -np.inf
        best = int(evidence.argmax())
        if evidence[best] + prior <= 0:
            break
        found.append(best)
    return np.array(sorted(found), dtype=np.int64)


def _odds(likelihood: Floats, weights: Floats) -> Floats:
    """For each text and topic the likelihood under the topic by that under the mixture of all others."""
    joint = likelihood * weights
    others = (joint.sum(axis=1, keepdims=True) - joint) / np.maximum(1 - weights, 1e-9)
    odds: Floats = likelihood / np.maximum(others, 1e-12)
    return odds


def _log_posterior(odds: Floats) -> Floats:
    """Log likelihood of each share of the grid, shape (grid, topics)."""
    logs: Floats = np.log1p(GRID[:, None, None] * (odds - 1)[None]).sum(axis=1)
    return logs


def _posterior(odds: Floats) -> Floats:
    logs = _log_posterior(odds)
    mass = np.exp(logs - logs.max(axis=0, initial=-np.inf))
    posterior: Floats = mass / mass.sum(axis=0)
    return posterior


def _interval(posterior: Floats) -> tuple[Floats, Floats]:
    below = np.cumsum(posterior, axis=0)
    columns = [np.interp([0.5 - LEVEL / 2, 0.5 + LEVEL / 2], column, GRID) for column in below.T]
    bounds = np.reshape(columns, (-1, 2))
    return bounds[:, 0], bounds[:, 1]
