"""`PairModel`: how well creators fit a brand that was never seen, learned from who worked with whom.

Score: how alike brand and creator are (topics, and half as much hashtags), plus what past pairs say goes together
(two associations, a plain one and a finer, more shrunk one), each in standard deviations over the pairs learned from;
less a part of the creator's likeness to the brands it comes closest to among those learned from, so that a creator who
resembles every brand is not put before one who resembles this brand. Nothing is kept of who the brands are: only their
vectors. The score of a pair depends on that pair and on what was learned, not on which others are scored with it.
Source: the parts in `views` and `association`; the contrast is cross-domain similarity local scaling (Conneau et al.,
Word translation without parallel data, ICLR 2018). Figures: benchmarks/match_pairs.py.
Limits: it ranks. A score is no probability, and a missing pair was never a refusal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.match.brand_fit.association import Association
from kring.match.brand_fit.views import Floats, HalfWhitening, Views, alike_in_topics

HASHTAGS = 0.5  # the weight of likeness in hashtags beside that in topics
ASSOCIATIONS = ((15, 0.1), (30, 0.2))  # axes and shrinkage
LEARNED = 0.5  # the weight of each association beside likeness
CONTRAST, CLOSEST_BRANDS = 0.15, 10
FEWEST_BRANDS = 20


@dataclass(frozen=True)
class PairModel:
    """What was learned; `scores` ranks creators for brands."""

    brands: Views
    whitening: HalfWhitening
    associations: tuple[Association, ...]
    centre: Floats
    spread: Floats

    @classmethod
    def learn(cls, brands: Views, creators: Views, pairs: NDArray[np.bool_]) -> PairModel:
        """Learned from `pairs`, shape (brands, creators): who worked with whom.

        Raises ValueError below `FEWEST_BRANDS` brands with a creator, or when the shapes differ.
        """
        pairs = np.asarray(pairs, dtype=bool)
        if pairs.shape != (len(brands), len(creators)):
            raise ValueError(f"pairs has shape {pairs.shape}, not {(len(brands), len(creators))}")
        if int(pairs.any(axis=1).sum()) < FEWEST_BRANDS:
            raise ValueError(f"at least {FEWEST_BRANDS} brands with creators are needed to learn from")
        associations = tuple(Association.of(brands, creators, pairs, *given) for given in ASSOCIATIONS)
        whitening = HalfWhitening.of(brands, creators)
        learning = cls(brands, whitening, associations, np.zeros(0), np.zeros(0))
        parts = learning._parts(brands, creators)
        centre, spread = parts.mean(axis=(1, 2)), np.maximum(parts.std(axis=(1, 2)), 1e-12)
        return cls(brands, whitening, associations, centre, spread)

    def scores(self, brands: Views, creators: Views) -> Floats:
        """How well each creator fits each brand, shape (brands, creators); higher is better."""
        known = np.sort(self._joined(self.brands, creators), axis=0)
        return np.asarray(self._joined(brands, creators) - CONTRAST * known[-CLOSEST_BRANDS:].mean(axis=0))

    def alike(self, brands: Views, creators: Views) -> Floats:
        """Likeness alone, without what pairs say."""
        return np.asarray(alike_in_topics(brands, creators) + HASHTAGS * self.whitening.cosines(brands, creators))

    def _parts(self, brands: Views, creators: Views) -> Floats:
        return np.stack([self.alike(brands, creators), *(one.scores(brands, creators) for one in self.associations)])

    def _joined(self, brands: Views, creators: Views) -> Floats:
        weights = np.asarray([1.0] + [LEARNED] * len(self.associations)) / self.spread
        parts = self._parts(brands, creators) - self.centre[:, None, None]
        return np.asarray(np.tensordot(weights, parts, axes=1))
