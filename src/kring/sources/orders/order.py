"""One order, read from whatever a shop or its measuring gives, without anything of the buyer but the postcode area."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from kring.sources.files.order_states import State
from kring.sources.orders.goods import Goods
from kring.sources.orders.homes import NOWHERE, Home


@dataclass(frozen=True, slots=True)
class Tag:
    """What the link carried that the buyer came by, and what it was seen on: the order, its visit, the first visit."""

    content: str | None = None
    campaign: str | None = None
    scope: str | None = None


NO_TAG = Tag()


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it stood at one moment.

    `identity` tells it from every other order of the source, `number` is what the shop calls it; neither is stored but
    as keyed hashes. `codes`: None when the source doesn't tell, none when it had none. `observed_at`: when it was last
    changed, where the source says so.
    """

    identity: str = field(repr=False)
    number: str | None = field(repr=False)
    at: datetime
    state: State
    goods: Goods
    currency: str | None
    codes: tuple[str, ...] | None = None
    tag: Tag = NO_TAG
    home: Home = NOWHERE
    items: int | None = None
    new_customer: bool | None = None
    observed_at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a sale."""
        return self.state is State.SOLD

    @property
    def amount(self) -> float:
        """What it brought: 0 unless it is a sale."""
        return self.goods.kept if self.counts else 0.0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An entry of a file that is no order we can read: where it stands, the heading at fault, and why. No value of it
    is kept: a cell that stands in the wrong column may name the buyer.
    """

    row: int
    column: str
    reason: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """What came out of files of orders. `unused`: entries that are no orders, by what they are.

    Every entry is among the orders, unreadable or unused.
    """

    orders: tuple[Order, ...]
    unreadable: tuple[Unreadable, ...] = ()
    unused: dict[str, int] = field(default_factory=dict)

    @property
    def entries(self) -> int:
        """How many there were."""
        return len(self.orders) + len(self.unreadable) + sum(self.unused.values())
