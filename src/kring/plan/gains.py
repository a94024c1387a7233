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
    from kring.reach.count_kernel import fresh_by_class

    known = [account for account in accounts if account in audience]
    places = np.array([audience.place(account) for account in known], dtype=np.int64)
    counts = fresh_by_class(audience.indptr, audience.rows, places, group.classes, len(group.weights))
    fresh = iter(Counter(group, weakest_basis(audience, known)).inside_each(counts))
    return [next(fresh) if account in audience else Estimate.unknown(NO_AUDIENCE.en) for account in accounts]
