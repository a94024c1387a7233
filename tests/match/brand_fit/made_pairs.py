"""Brands and creators made with known taste: who works with whom follows a rule that likeness alone can't see."""

import numpy as np

from kring.match.brand_fit import Views

TOPICS, TAGS = 6, 8


def made_pairs(brands: int, creators: int, seed: int, shift: int = 1) -> tuple[Views, Views, np.ndarray]:
    """Brands of a topic work with creators of the topic `shift` further on; 0 is likeness itself."""
    rng = np.random.default_rng(seed)
    directions = np.random.default_rng(99).normal(size=(TOPICS, TAGS))
    sides, kinds = [], []
    for size in (brands, creators):
        kind = rng.integers(0, TOPICS, size)
        topics = rng.dirichlet(np.full(TOPICS, 0.5), size) + 1.5 * np.eye(TOPICS)[kind]
        hashtags = directions[kind] + rng.normal(scale=1.0, size=(size, TAGS))
        sides.append(Views(topics / topics.sum(axis=1, keepdims=True), hashtags))
        kinds.append(kind)
    likely = (kinds[0][:, None] + shift) % TOPICS == kinds[1][None, :]
    pairs = rng.random((brands, creators)) < np.where(likely, 0.3, 0.01)
    pairs[np.arange(brands), rng.integers(0, creators, brands)] = True
    return sides[0], sides[1], pairs
