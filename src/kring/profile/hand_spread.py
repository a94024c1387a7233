"""`new_hand`: how often captions of a hand nobody judged are called so, from how often those of judged hands were.

A hand is one writer's way of writing. Method: each hand has its own chance, from a beta distribution over hands, whose
mean and spread are drawn as likely as the counts of the judged hands make them (beta-binomial; as a random effect of
sensitivity and specificity: Kuss, Hoyer and Solms, Statistics in Medicine 33, 2014). Before any hand is seen every
mean is as likely, and every spread up to that of hands of which most are always or never called so: uniform in the
mean and in 1 / sqrt(alpha + beta) (Gelman and others, Bayesian Data Analysis, third edition, section 5.3), so that
few hands leave much open, and none leaves all open.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import betaln

from kring.profile.figure_rows import Floats

MEANS: Floats = (np.arange(50)[:, None] + 0.5) / 50
SPREADS: Floats = (np.arange(40)[None, :] + 0.5) / 40  # 1 / sqrt(alpha + beta)
SUREST = 1e-6  # no hand is read rightly, or wrongly, without fail


def new_hand(judged: Sequence[tuple[int, int]], chance: np.random.Generator, draws: int) -> Floats:
    """Draws of the chance for a new hand; `judged` holds for each judged hand how many were called so, of how many."""
    alpha, beta = MEANS / SPREADS**2, (1 - MEANS) / SPREADS**2
    likely = np.zeros(alpha.shape)
    for called, every in judged:
        likely += betaln(alpha + called, beta + every - called) - betaln(alpha, beta)
    weight = np.exp(likely - likely.max()).ravel()
    at = chance.choice(weight.size, draws, p=weight / weight.sum())
    drawn: Floats = chance.beta(alpha.ravel()[at], beta.ravel()[at]).clip(SUREST, 1 - SUREST)
    return drawn
