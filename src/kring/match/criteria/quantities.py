"""`quantities`: what every criterion looks at, for every account of a pool; NaN is unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from kring.errors import BadInput, UnknownName
from kring.match.brief import Brief
from kring.match.criteria.bits import EVERYBODY, At, how_many
from kring.match.criteria.criterion import Criteria, Floats
from kring.match.criteria.hooks import plugins
from kring.match.criteria.of_audience import area_lift, audience_lift
from kring.match.criteria.of_brands import competitor_days, fan_posts
from kring.match.criteria.of_company import brand_fit, brand_fit_of_larger
from kring.match.criteria.of_profile import niche_share, on_time, past_results, role_chance, share_in, value_share
from kring.match.criteria.of_terms import budget_to_minimum, fee_to_usual, followers_per_euro, room, wish_fit
from kring.match.criteria.pool import Pool
from kring.match.criteria.reading import shipped_criteria
from kring.vocabulary.figures import figures

Quantity = Callable[[Brief, Pool, At], Floats | None]
OWN: Mapping[str, Quantity] = MappingProxyType({
    "niche_share": niche_share, "audience_lift": audience_lift, "area_lift": area_lift, "value_share": value_share,
    "role_chance": role_chance, "fan_posts": fan_posts, "competitor_days": competitor_days, "brand_fit": brand_fit,
    "brand_fit_of_larger": brand_fit_of_larger, "past_results": past_results, "fee_to_usual": fee_to_usual,
    "followers_per_euro": followers_per_euro, "on_time": on_time, "wish_fit": wish_fit,
    "budget_to_minimum": budget_to_minimum, "room": room,
})  # fmt: skip
SHARES = {"niche": "niches", "value": "values"}
"""A quantity may also be `niche:vegan` or `value:tips`: the share of the posts, whatever the brief asks."""


def active_criteria() -> Criteria:
    """The criteria of Kring with those of plugins; `Criteria.with_own` adds an organisation's."""
    added = [criterion for delivered in plugins().hook.kring_criteria() for criterion in delivered]
    return shipped_criteria().with_own(added)


def quantities(brief: Brief, pool: Pool, criteria: Criteria, at: At = EVERYBODY) -> dict[str, Floats]:
    """By name of the criterion its quantity for the accounts at these places of the pool, all by default.

    Each has the shape (accounts,), NaN is unknown. A criterion of which the brief asks nothing (a role, where it names
    none) has no entry. Raises UnknownName for a quantity that nothing delivers, BadInput for one of another length.
    """
    delivered, found = known_quantities(), {}
    number = how_many(at, len(pool))
    for criterion in criteria:
        values = quantity(criterion.quantity, delivered)(brief, pool, at)
        if values is None:
            continue
        if len(values) != number:
            raise BadInput(
                f"the quantity '{criterion.quantity}' has {len(values)} values for {number} accounts.",
                "Mend the plugin that delivers it.",
                nl=f"de grootheid '{criterion.quantity}' heeft {len(values)} waarden voor {number} accounts.",
                nl_advice="Herstel de plugin die haar levert.",
            )
        found[criterion.name] = np.asarray(values, dtype=np.float64)
    return found


def known_quantities() -> dict[str, Quantity]:
    """The quantities that Kring and its plugins deliver, beside all figures of profiles."""
    found: dict[str, Quantity] = dict(OWN)
    for delivered in plugins().hook.kring_quantities():
        found = {**delivered, **found}
    return found


def quantity(name: str, delivered: Mapping[str, Quantity]) -> Quantity:
    """How the quantity of that name is found; raises UnknownName."""
    if name in delivered:
        return delivered[name]
    if name in figures():
        return lambda _, pool, at: pool.figure(name)[at]
    column, _, entry = name.partition(":")
    if column in SHARES and entry:
        return lambda _, pool, at: share_in(pool, SHARES[column], column, (entry,), at)
    known = [*delivered, *figures(), *(f"{one}:..." for one in SHARES)]
    raise UnknownName("quantity", name, known, f"There are: {', '.join(known)}.",
                      nl_advice=f"Dit zijn de grootheden: {', '.join(known)}.")  # fmt: skip
