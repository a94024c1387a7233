"""What creators of a size usually ask for a deliverable: published figures, moved to what others here ask.

Method: of one platform and deliverable, the logarithm of a named fee over the published one is a smooth function of the
number of followers (a Gaussian process, Rasmussen and Williams 2006, ch. 2) plus the taste of the creator. Beforehand
the function is 0 and as uncertain as the published interval is wide; sizes a factor `ALIKE` apart say little of each
other. How far creators of one size lie apart is told from the fees, with `SPREAD` beforehand, which weighs as
`SPREAD_WEIGHS` fees. So a named fee and a guessed one are compared on the same footing, whatever sources say. A
creator's own fee never counts in what is usual for it. Below `FEWEST_NAMED` fees of others what is published stands:
few fees say little, and one creator's fee could be told from them. Limits: who names no fee is taken to ask as others
of that size do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from kring.estimate import LEVEL, Estimate
from kring.vocabulary.priors import fee_prior

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

FEWEST_NAMED = 5
ALIKE = 4.0
SPREAD = 0.4
"""In natural logarithms; the range that one source gives for one size mostly spans a factor of 2.6 to 5.4."""
SPREAD_WEIGHS = 4
STEPS = 2
"""Classes of size for each doubling."""
SIZES = 32 * STEPS
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


@dataclass(frozen=True, eq=False)
class UsualFee:
    """What is usual on one platform for one deliverable, as the logarithm over what is published, by class of size.

    `shift` and `doubt` (classes,): mean and variance of what is usual; `spread`: how far creators lie apart around it;
    `number`: how many fees it rests on.
    """

    shift: Floats
    doubt: Floats
    spread: float
    number: int

    @classmethod
    def learn(cls, platform: str, deliverable: str, followers: Ints, fees: Floats) -> UsualFee | None:
        """From fees named by accounts, both of shape (accounts,) and above 0; None below `FEWEST_NAMED`."""
        if len(fees) < FEWEST_NAMED:
            return None
        sizes = _class_of(followers)
        there, where = np.unique(sizes, return_inverse=True)
        published = [fee_prior(platform, deliverable, _middle(size)) for size in range(SIZES)]
        own = {int(size): fee_prior(platform, deliverable, int(size)).value for size in np.unique(followers)}
        ratio = np.log(fees / np.array([own[int(size)] for size in followers]))
        count = np.bincount(where)
        mean = np.bincount(where, weights=ratio) / count
        apart = float(((ratio - mean[where]) ** 2).sum())
        variance = (SPREAD_WEIGHS * SPREAD**2 + apart) / (SPREAD_WEIGHS + len(ratio) - len(there))
        unsure = np.sqrt(np.maximum(np.array([_width(one) for one in published]) ** 2 - SPREAD**2, SPREAD**2))
        away = (np.arange(SIZES)[:, None] - np.arange(SIZES)) * math.log(2) / STEPS / math.log(ALIKE)
        prior = unsure[:, None] * unsure * np.exp(-(away**2) / 2)
        gain = np.linalg.solve(prior[np.ix_(there, there)] + np.diag(variance / count), prior[there]).T
        doubt = np.diag(prior) - (gain * prior[:, there]).sum(axis=1)
        return cls(gain @ mean, np.maximum(doubt, 1e-9), math.sqrt(variance), len(fees))

    def at(self, followers: Ints) -> tuple[Floats, Floats]:
        """What is usual for accounts of these sizes: the logarithm over what is published, and its standard deviation.

        The deviation is that of one creator's fee.
        """
        size = _class_of(followers)
        return self.shift[size], np.sqrt(self.doubt[size] + self.spread**2)

    def without(self, followers: Ints, own: Floats) -> Floats:
        """The same for accounts that it was learned from, each without its own fee; `own`: those over the published.

        What is left of a normal belief when one observation is taken out of it again.
        """
        size = _class_of(followers)
        certain, one = 1 / self.doubt[size], 1 / self.spread**2
        found: Floats = (self.shift[size] * certain - own * one) / (certain - one)
        return found if self.number > FEWEST_NAMED else np.zeros(len(found))


def _class_of(followers: Ints) -> Ints:
    return np.clip((np.log2(followers) * STEPS).astype(np.int64), 0, SIZES - 1)


def _middle(size: int) -> int:
    return max(1, round(2 ** ((size + 0.5) / STEPS)))


def _width(published: Estimate) -> float:
    """How unsure a published fee is, as a standard deviation of its logarithm."""
    return math.log(published.high / published.low) / 2 / Z
