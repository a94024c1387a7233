"""The people that each account of a list adds to those before it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kring.estimate import Estimate
from kring.match.gates import NO_AUDIENCE
from kring.reach import Audience, TargetGroup
from kring.reach.counted import Counter
from kring.reach.unique import weakest_basis


def marginal_gains(audience: Audience, accounts: Sequence[str], group: TargetGroup) -> list[Estimate]:
    """The people of the target group that each account adds to those before it; they sum to the unique reach."""
    seen = np.zeros(audience.people, dtype=bool)
    known = [account for account in accounts if account in audience]
    counter = Counter(group, weakest_basis(audience, known))
    gains = []
    for account in accounts:
        if account not in audience:
            gains.append(Estimate.unknown(NO_AUDIENCE.en))
            continue
        row = audience.row(account)
        fresh = row[~seen[row]]
        seen[fresh] = True
        gains.append(counter.inside(np.bincount(group.classes[fresh], minlength=len(group.weights))))
    return gains
