"""Which directions of a brand go with which directions of its creators: a log-likelihood ratio of two Gaussians.

A brand and a creator who works for it are taken as one draw of a joint Gaussian, any other two as independent draws.
Both are projected on the first principal axes of the creators; covariances are shrunk to a multiple of the identity,
each brand weighs the same however many creators it has, and the score is the log of the two likelihoods' ratio.
Source: Prince and Elder, Probabilistic linear discriminant analysis, ICCV 2007 (in the two-covariance form of Brummer
and De Villiers, Odyssey 2010); shrinkage after Ledoit and Wolf, Journal of Multivariate Analysis 2004.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kring.match.brand_fit.views import Floats, Views, covariance

CLOSEST = 0.95  # no canonical correlation is believed to be closer than this


@dataclass(frozen=True)
class Association:
    """Canonical directions of brands and creators, and how strongly they go together."""

    brand_mean: Floats
    creator_mean: Floats
    brand_axes: Floats
    creator_axes: Floats
    correlations: Floats

    @classmethod
    def of(cls, brands: Views, creators: Views, pairs: NDArray[np.bool_], axes: int, shrinkage: float) -> Association:
        """Learned from `pairs`, shape (brands, creators): who worked with whom.

        `axes`: on how many principal axes; `shrinkage`: from 0, the covariances as they are, to 1. At least two
        brands and two creators are needed.
        """
        left, right = joined(brands), joined(creators)
        main = np.linalg.eigh(covariance(right))[1][:, ::-1][:, :axes]
        brand_mean, creator_mean = left.mean(axis=0), right.mean(axis=0)
        left, right = (left - brand_mean) @ main, (right - creator_mean) @ main
        count = pairs.sum(axis=1)
        paired = count > 0
        of_brand = pairs[paired] @ right / count[paired, None]
        across = left[paired].T @ of_brand / max(int(paired.sum()), 1)
        whole_left, whole_right = (_whitener(covariance(side), shrinkage) for side in (left, right))
        ours, strengths, theirs = np.linalg.svd(whole_left.T @ across @ whole_right)
        strengths = np.minimum(strengths, CLOSEST)
        return cls(
            brand_mean, creator_mean, main @ whole_left @ ours, main @ whole_right @ theirs.T, strengths
        )  # fmt: skip

    def scores(self, brands: Views, creators: Views) -> Floats:
        """The log-likelihood ratios, shape (brands, creators)."""
        left = (joined(brands) - self.brand_mean) @ self.brand_axes
        right = (joined(creators) - self.creator_mean) @ self.creator_axes
        rest = 1 - self.correlations**2
        together = (left * (self.correlations / rest)) @ right.T
        alone = self.correlations**2 / rest / 2
        return np.asarray(together - (left**2 @ alone)[:, None] - (right**2 @ alone)[None, :])


def joined(views: Views) -> Floats:
    """Both views beside each other: square roots of the shares, and hashtag vectors of length 1."""
    return np.hstack([views.roots(), views.directions()])


def _whitener(measured: Floats, shrinkage: float) -> Floats:
    """A matrix W with W W' the inverse of the shrunk covariance."""
    size = len(measured)
    mean = np.trace(measured) / size + 1e-12
    shrunk = (1 - shrinkage) * measured + shrinkage * mean * np.eye(size)
    return np.asarray(np.linalg.cholesky(np.linalg.inv(shrunk)))
