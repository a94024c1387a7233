"""One order told twice, in files that overlap or in lines written out in full: the version furthest on stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from kring.sources.files.order_states import State
from kring.sources.orders.order import Order

_STEPS = {State.UNPAID: 0, State.SOLD: 1, State.REFUNDED: 2, State.CANCELLED: 3}
_NEVER = datetime.min.replace(tzinfo=UTC)


def newest_versions(orders: Iterable[Order]) -> tuple[tuple[Order, ...], int]:
    """Each order once, in the order of their first appearance, and how many entries said one again.

    The newest change counts; where the source tells no moment of it, the one that was paid, refunded or cancelled
    further: orders don't go back.
    """
    kept: dict[str, Order] = {}
    repeated = 0
    for order in orders:
        earlier = kept.get(order.identity)
        repeated += earlier is not None
        if earlier is None or _how_far(order) > _how_far(earlier):
            kept[order.identity] = order
    return tuple(kept.values()), repeated


def _how_far(order: Order) -> tuple[datetime, int, float]:
    return order.observed_at or _NEVER, _STEPS[order.state], order.goods.refunded
