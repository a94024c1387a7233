"""Shares of a mixture: which part of an account's texts each topic has, when no text says its topic for certain.

Method: every text has a likelihood under each topic. A topic is *present* when the texts are likelier with it than
without, beside those already found, given how few of all topics an account has (a spike at 0 and a flat slab above:
Mitchell and Beauchamp, JASA 1988). The present topics, the average over all topics (strays) and "none" make a mixture
whose weights are found by expectation-maximisation (Dempster, Laird and Rubin, 1977); the interval of a share comes
from `kring.profile.drawn_shares`, which doesn't take for granted that the others are present.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kring.profile.drawn_shares import DrawnShares

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
PRIOR = 0.01
ROUNDS = 60
EXPECTED_TOPICS = 2
MOST_TOPICS = 6
GRID = np.linspace(0.005, 0.995, 100)


@dataclass(frozen=True, slots=True)
class Shares:
    """The topics that are present, the largest share first; arrays of shape (present,). Shares sum to 1."""

    topics: Ints
    value: Floats
    low: Floats
    high: Floats


def mixture_weights(likelihood: Floats) -> Floats:
    """The weights of the mixture, shape (topics,), that sum to 1; `likelihood` has shape (texts, topics)."""
    from kring.profile.mixture_kernel import fitted_weights

    return fitted_weights(np.ascontiguousarray(likelihood), PRIOR, ROUNDS)


def mixture_shares(likelihood: Floats, drawn: DrawnShares | None = None) -> Shares:
    """The topics of an account and their shares among its texts that are about any of them.

    `likelihood` has shape (texts, topics + 1), all above 0; the last topic is "none". Nothing may be present.
    `drawn`: draws from the same likelihood, where they are there already.
    """
    background = np.column_stack([likelihood[:, :-1].mean(axis=1), likelihood[:, -1]])
    present = _present(likelihood[:, :-1], background)
    parts = np.column_stack([likelihood[:, present], background])
    weights = mixture_weights(parts)
    told = max(float(weights[: len(present)].sum()), 1e-9)
    value = weights[: len(present)] / told
    low, high = (DrawnShares.of(likelihood) if drawn is None else drawn).interval(present)
    order = np.lexsort((present, -value))
    return Shares(present[order], value[order], np.minimum(low, value)[order], np.maximum(high, value)[order])


def _present(topics: Floats, background: Floats) -> Ints:
    """The topics that are present: each time the one that explains the texts best beside those already found."""
    from kring.profile.mixture_kernel import log_evidence

    prior = np.log(EXPECTED_TOPICS / max(topics.shape[1] - EXPECTED_TOPICS, 1))
    found: list[int] = []
    while len(found) < min(MOST_TOPICS, topics.shape[1]):
        parts = np.column_stack([topics[:, found], background])
        mixture = parts @ mixture_weights(parts)
        evidence = log_evidence(topics / mixture[:, None], GRID)
        evidence[found] = -np.inf
        best = int(evidence.argmax())
        if evidence[best] + prior <= 0:
            break
        found.append(best)
    return np.array(sorted(found), dtype=np.int64)
