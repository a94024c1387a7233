"""`DrawnShares`: what the shares of an account's topics may be, drawn with all that isn't known, and its focus.

Method: Gibbs sampling of a Dirichlet mixture (Neal, Journal of Computational and Graphical Statistics 9(2), 2000) in
which topics, what strays (the average over topics) and "none" are drawn together. So it is not taken for granted
which topics are present: one that was hardly seen is there in some draws and not in others. `CONCENTRATION` is the
prior: over 24 texts it expects two topics, as `kring.profile.mixtures` does. Focus is the sum of squared shares, the
chance that two texts are about the same topic (Simpson, Measurement of diversity, Nature 1949).
Limits: texts count as independent of each other; where an account writes of one topic in the words of another, the
whole account is mistaken at once, and the draws don't know it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kring.estimate import LEVEL

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
CONCENTRATION = 0.5
DRAWS = 400
WARM = 80
BOUNDS = (0.5 - LEVEL / 2, 0.5 + LEVEL / 2)


@dataclass(frozen=True, slots=True)
class DrawnShares:
    """`shares` of shape (draws, topics); a row sums to 1, less what strays there, or to 0 without any topic.

    `topics`: those that were ever drawn, the columns of `shares`. What strays may be one more topic or many: a part of
    it, drawn evenly, counts as texts of which no two are about the same.
    """

    topics: Ints
    shares: Floats

    @classmethod
    def of(cls, likelihood: Floats) -> DrawnShares:
        """Draws, the same each time, from `likelihood` of shape (texts, topics + 1), above 0, the last one "none"."""
        from kring.profile.drawing_kernel import drawn_counts

        topics = likelihood.shape[1] - 1
        chance = np.random.default_rng(0)
        parts = np.column_stack([likelihood[:, :-1], likelihood[:, :-1].mean(axis=1), likelihood[:, -1]])
        prior = np.append(np.full(topics, CONCENTRATION / topics), [1.0, 1.0])
        counts = drawn_counts(parts, prior, chance.random((WARM + DRAWS, len(parts))), WARM)
        ever = np.flatnonzero(counts[:, :-2].any(axis=0))
        weight = chance.standard_gamma(counts[:, ever])
        strays = chance.standard_gamma(counts[:, -2]) * chance.random(DRAWS)
        total = (weight.sum(axis=1) + strays)[:, None]
        return cls(ever, np.divide(weight, total, out=np.zeros_like(weight), where=weight.sum(axis=1)[:, None] > 0))

    def interval(self, topics: Ints) -> tuple[Floats, Floats]:
        """The low and high end of the share of each of these topics."""
        low, high = np.zeros(len(topics)), np.zeros(len(topics))
        for place, topic in enumerate(topics):
            found = np.flatnonzero(self.topics == topic)
            if len(found):
                low[place], high[place] = np.quantile(self.shares[:, found[0]], BOUNDS)
        return low, high

    def focus(self) -> tuple[float, float, float]:
        """Focus as value, low, high; NaN where half of the draws have no topic."""
        told = self.shares.any(axis=1)
        if told.mean() < 0.5:
            return np.nan, np.nan, np.nan
        low, value, high = np.quantile((self.shares[told] ** 2).sum(axis=1), (BOUNDS[0], 0.5, BOUNDS[1]))
        return round(float(value), 6), round(float(low), 6), round(float(high), 6)
