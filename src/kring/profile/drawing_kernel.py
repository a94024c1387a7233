"""The inner loop of `kring.profile.drawn_shares`: which topic each text is about, drawn again and again.

Importing this imports numba; do it inside the function that needs it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kring.compiled import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@compiled
def drawn_counts(likelihood: Floats, prior: Floats, chance: Floats, warm: int) -> Ints:
    """How many texts belong to each topic, in each draw; shape (draws, topics).

    Collapsed Gibbs sampling: each text in turn gets a topic with a chance in proportion to its likelihood times the
    other texts of the topic plus `prior` (topics,). `chance` holds uniform numbers, shape (warm + draws, texts); the
    first `warm` rounds are not kept.
    """
    texts, topics = likelihood.shape
    rounds = len(chance)
    belongs = np.zeros(texts, dtype=np.int64)
    counts = np.zeros(topics, dtype=np.int64)
    kept = np.zeros((rounds - warm, topics), dtype=np.int64)
    summed = np.zeros(topics)
    for text in range(texts):
        belongs[text] = np.argmax(likelihood[text])
        counts[belongs[text]] += 1
    for turn in range(rounds):
        for text in range(texts):
            counts[belongs[text]] -= 1
            total = 0.0
            for topic in range(topics):
                total += likelihood[text, topic] * (counts[topic] + prior[topic])
                summed[topic] = total
            aim = chance[turn, text] * total
            topic = 0
            while topic < topics - 1 and summed[topic] <= aim:
                topic += 1
            belongs[text] = topic
            counts[topic] += 1
        if turn >= warm:
            kept[turn - warm] = counts
    return kept
