"""What is compared between brands and creators: shares over topics, and a vector of the hashtags used.

Two accounts are alike in topics by the Bhattacharyya coefficient of their shares (the cosine of their square roots;
Hellinger geometry), which heeds small shares that a plain cosine drowns in the largest one. They are alike in hashtags
by the cosine after half-whitening: each principal axis of the creators is divided by the fourth root of its variance,
plus a shrinkage, so that what all creators share counts for less.
Source: Bhattacharyya, Sankhya 1946; Kessy, Lewin and Strimmer, Optimal whitening, The American Statistician 2018.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
HALF = 0.25  # the power of the variance each axis is divided by; 0.5 would be whitening whole
SHRINKAGE = 1.0  # in mean variances, added to each variance before


@dataclass(frozen=True)
class Views:
    """Accounts in two views: `topics` (accounts, topics), shares from 0; `hashtags` (accounts, dimensions).

    Raises ValueError when rows differ in number, a figure is not finite, or a share is below zero. A row of zeros is
    a view of which nothing is known.
    """

    topics: Floats
    hashtags: Floats

    def __post_init__(self) -> None:
        for name in ("topics", "hashtags"):
            given = np.asarray(getattr(self, name), dtype=np.float64)
            if given.ndim != 2 or not np.isfinite(given).all():
                raise ValueError(f"{name} must be a finite table of accounts by dimensions, not {given.shape}")
            object.__setattr__(self, name, given)
        if len(self.topics) != len(self.hashtags) or (self.topics < 0).any():
            raise ValueError("topics and hashtags must have one row an account, and shares are not negative")

    def __len__(self) -> int:
        return len(self.topics)

    def take(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Views:
        """The accounts of these rows."""
        return Views(self.topics[rows], self.hashtags[rows])

    def roots(self) -> Floats:
        """Square roots of the shares, of length 1."""
        return units(np.sqrt(self.topics))

    def directions(self) -> Floats:
        """Hashtag vectors of length 1."""
        return units(self.hashtags)


@dataclass(frozen=True)
class HalfWhitening:
    """The half-whitening of hashtag vectors, measured on creators; brands are centred on their own mean."""

    brand_mean: Floats
    creator_mean: Floats
    axes: Floats

    @classmethod
    def of(cls, brands: Views, creators: Views) -> HalfWhitening:
        """Measured on these accounts."""
        seen = creators.directions()
        variances, axes = np.linalg.eigh(covariance(seen))
        shrunk = np.maximum(variances, 0) + SHRINKAGE * variances.mean() + 1e-12
        return cls(brands.directions().mean(axis=0), seen.mean(axis=0), axes * shrunk**-HALF)

    def cosines(self, brands: Views, creators: Views) -> Floats:
        """How alike in hashtags, shape (brands, creators); 0 where a view is unknown."""
        left = _known(brands.hashtags) * units((brands.directions() - self.brand_mean) @ self.axes)
        right = _known(creators.hashtags) * units((creators.directions() - self.creator_mean) @ self.axes)
        return np.asarray(left @ right.T)


def alike_in_topics(brands: Views, creators: Views) -> Floats:
    """The Bhattacharyya coefficients of the shares, shape (brands, creators), from 0 to 1."""
    return np.asarray(brands.roots() @ creators.roots().T)


def units(rows: Floats) -> Floats:
    """Rows brought to length 1; a row of zeros stays so."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12))


def covariance(rows: Floats) -> Floats:
    """The covariance of the columns; zero for a single row."""
    centred = rows - rows.mean(axis=0)
    return np.asarray(centred.T @ centred / max(len(rows) - 1, 1))


def _known(rows: Floats) -> Floats:
    return np.asarray(rows.any(axis=1, keepdims=True), dtype=np.float64)
