"""What the goods of an order brought: one figure for all shops, without VAT and shipping where the source tells.

A partial refund is taken to give back goods with their own VAT first, and shipping only after all goods: shops mostly
give back articles. So what is left errs to the low side.
"""

from __future__ import annotations

from dataclasses import dataclass

CENT = 0.005
"""Amounts closer than half a cent are the same."""


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods of an order after discounts, and the part of it that was given back.

    `with_tax`, `with_shipping`: whether VAT and shipping are in both figures; None when the source doesn't tell.
    """

    value: float
    refunded: float = 0.0
    with_tax: bool | None = False
    with_shipping: bool | None = False

    @property
    def kept(self) -> float:
        """What is left after refunds."""
        return round(self.value - self.refunded, 2)


def goods_of(value: float, tax: float, refunded: float) -> Goods:
    """Goods without VAT, their VAT, and all that was given back, VAT included."""
    return Goods(round(value, 2), _of_goods(value, tax, refunded))


def goods_in_subtotal(
    subtotal: float, shipping: float, taxes: float, total: float, refunded: float, others: float = 0.0
) -> Goods:
    """Goods out of the totals of an order, where prices may hold VAT or not: the sum shows which.

    `others`: what stands in the total besides, such as duties. When the parts make the total in neither way, VAT is
    taken to be unknown, and the subtotal stands as it is.
    """
    apart = abs(subtotal + shipping + taxes + others - total) < 2 * CENT
    within = abs(subtotal + shipping + others - total) < 2 * CENT
    if not apart and not within:
        return Goods(round(subtotal, 2), round(min(refunded, subtotal), 2), None, False)
    base = subtotal + shipping
    tax_of_goods = taxes * subtotal / base if base > CENT else 0.0
    value = subtotal if apart else subtotal - tax_of_goods
    return goods_of(value, tax_of_goods, refunded)


def _of_goods(value: float, tax: float, refunded: float) -> float:
    """The part of a refund that is goods without VAT."""
    if value <= CENT:
        return 0.0
    return round(min(value, refunded * value / (value + tax)), 2)
