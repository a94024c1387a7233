"""Fitting the follower model on judged followers: a penalised logistic regression by Newton's steps.

Source: Le Cessie and Van Houwelingen, Ridge estimators in logistic regression, Applied Statistics 41(1), 1992. Only
benchmarks call this; the product reads the coefficients from the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from kring.profile.figure_rows import Floats
from kring.vocabulary.authenticity import FollowerModel

PENALTY = 1.0


def fit(columns: Floats, fake: NDArray[np.bool_], knots: Sequence[Sequence[float]]) -> FollowerModel:
    """The model for columns of `kring.profile.authenticity.people.features`, one row a judged follower."""
    means, spread = np.nanmean(columns, axis=0), np.nanstd(columns, axis=0) + 1e-9
    scaled = (np.where(np.isnan(columns), means, columns) - means) / spread
    design = np.column_stack([np.ones(len(scaled)), scaled])
    penalty = PENALTY * np.eye(design.shape[1])
    penalty[0, 0] = 0
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chance = expit(design @ weights)
        slope = design.T @ (fake - chance) - penalty @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        weights = weights + np.linalg.solve(curve, slope)
    plain = weights[1:] / spread
    base = float(np.log(fake.sum() / (~fake).sum()))
    return FollowerModel(
        tuple(tuple(float(bend) for bend in bends) for bends in knots),
        tuple(float(mean) for mean in means),
        tuple(float(weight) for weight in plain),
        float(weights[0] - plain @ means - base),
        base,
    )
