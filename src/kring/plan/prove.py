"""Closing the gap: when the bound leaves few creators open, every set that could be better is tried.

Branch and bound with the penalties of reduced costs (Beasley, "Lagrangean relaxation", in Modern Heuristic Techniques
for Combinatorial Problems, 1993).
"""

from __future__ import annotations

import numpy as np

from kring.plan.bound import Certificate
from kring.plan.greedy import Found, found
from kring.plan.instance import Instance

MOST_OPEN = 120
"""With more creators open than this it isn't tried: it would not end."""

SHARE = 0.6
"""The share of the effort of a plan that the proof gets."""


def prove(instance: Instance, first: Found, certificate: Certificate, *, effort: float = 1e8) -> tuple[Found, bool]:
    """The best set, and whether it is proven that there is none better."""
    from kring.plan.prove_kernel import search_all

    kept = certificate.kept | first.chosen
    places = np.flatnonzero(kept)
    smaller, reduced = instance.only(kept), certificate.reduced[places]
    open_now = np.flatnonzero(~smaller.required & np.isfinite(reduced))
    if len(open_now) > MOST_OPEN:
        return first, False
    order = open_now[np.argsort(-np.abs(reduced[open_now]), kind="stable")]
    step = 1 - 1e-6 if instance.whole else 1e-9 * max(first.value, 1.0)
    problem, state = smaller.searched_from(smaller.required)
    ended, value, chosen = search_all(
        problem, state, order, reduced, certificate.raw, first.value, step, SHARE * effort
    )
    if value <= first.value:
        return first, ended
    better = np.zeros(instance.creators, dtype=bool)
    better[places[chosen]] = True
    return found(instance, better), ended
