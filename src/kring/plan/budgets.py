"""The same general problem within another budget."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kring.plan.selection import Selection


def at_budget(selection: Selection, row: int | None, budget: float) -> Selection:
    """The same problem within another budget: that of limit `row`, or a further limit where there is none."""
    limits = selection.limits
    if row is not None:
        high = limits.high.copy()
        high[row] = budget
        return replace(selection, limits=replace(limits, high=high))
    offers = np.arange(selection.offers)
    return replace(
        selection,
        limits=replace(
            limits,
            indptr=np.append(limits.indptr, limits.indptr[-1] + len(offers)),
            offers=np.concatenate([limits.offers, offers]),
            coefficients=np.concatenate([limits.coefficients, selection.fees]),
            low=np.append(limits.low, -np.inf),
            high=np.append(limits.high, budget),
        ),
    )
