"""What the address changes of a brief: another budget or number, creators asked for or left out, swaps and fees."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from kring.errors import BadInput
from kring.match.brief import Brief, Creators

MOST_BUDGET = 1e9
AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}))?")
FEE_OF = "fee-of:"
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What the address changes of a brief.

    `swap`: who leaves the plan and who comes. `fee`: what accounts ask, by hand. With swaps or fees the set stays as it
    is and is only counted anew; `again` plans anew with these fees.
    """

    budget: float | None = None
    most: int | None = None
    require: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fee: tuple[tuple[str, float], ...] = ()
    swap: Pairs = ()
    again: bool = False

    @classmethod
    def read(cls, address: QueryDict) -> Adjustments:
        """The adjustments in an address; raises `BadInput` for a budget, a fee or a number that is none."""
        excluded = tuple(dict.fromkeys(name for name in address.getlist("exclude") if name))
        required = tuple(dict.fromkeys(name for name in address.getlist("require") if name and name not in excluded))
        swaps = (text.split() for text in address.getlist("swap"))
        return cls(
            _budget(address.get("budget", "")),
            _most(address.get("most", "")),
            required,
            excluded,
            tuple(dict(_fees(address)).items()),
            tuple((pair[0], pair[1]) for pair in swaps if len(pair) == 2),
            address.get("again", "") == "1",
        )

    @property
    def by_hand(self) -> bool:
        """Whether the set stands as a person put it together."""
        return bool(self.swap) or bool(self.fee and not self.again)

    @property
    def planned(self) -> Adjustments:
        """Those that the planner takes into account: without what is only counted anew."""
        return replace(self, swap=(), fee=self.fee if self.again else ())

    def of(self, brief: Brief) -> Brief:
        """The brief with these adjustments."""
        forbidden = tuple(dict.fromkeys((*brief.forbidden, *self.exclude)))
        required = tuple(name for name in dict.fromkeys((*brief.required, *self.require)) if name not in self.exclude)
        return replace(
            brief,
            budget=self.budget or brief.budget,
            creators=Creators(brief.creators.least, self.most or brief.creators.most),
            required=required,
            forbidden=tuple(name for name in forbidden if name not in required),
        )

    def address(self, **other: object) -> str:
        """The adjustments as the query of an address, with `other` values in place of these."""
        return f"?{urlencode(self.pairs(**other))}"

    def pairs(self, **other: object) -> list[tuple[str, str]]:
        """The adjustments as names and values of an address or of a form, with `other` values in place of these."""
        names = ("budget", "most", "require", "exclude", "fee", "swap", "again")
        values = {name: other.get(name, getattr(self, name)) for name in names}
        said = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items()}
        return [(name, _written(one)) for name, ones in said.items() for one in ones if one not in (None, False)]

    def toggled(self, name: str, account: str) -> str:
        """The address with one account asked for (`require`) or left out (`exclude`), or no longer; planned anew."""
        other = "exclude" if name == "require" else "require"
        now = getattr(self, name)
        kept = tuple(one for one in now if one != account) if account in now else (*now, account)
        freed = tuple(one for one in getattr(self, other) if one != account)
        return self.address(**{name: kept, other: freed}, swap=(), again=bool(self.fee))

    def swapped(self, leaving: str, comes: str) -> str:
        """The address with one account in the place of another."""
        return self.address(swap=(*self.swap, (leaving, comes)))

    def without_fee(self, account: str) -> str:
        """The address without the fee written by hand for an account."""
        return self.address(fee=tuple(fee for fee in self.fee if fee[0] != account))

    @property
    def planned_again(self) -> str:
        """The address that plans anew with what was changed by hand: who came is asked for, who left is left out."""
        came, left = self._came_and_left()
        return self.address(
            require=tuple(dict.fromkeys(name for name in (*self.require, *came) if name not in left)),
            exclude=tuple(dict.fromkeys(name for name in (*self.exclude, *left) if name not in came)),
            swap=(),
            again=bool(self.fee),
        )

    def _came_and_left(self) -> tuple[list[str], list[str]]:
        """Who is there in the end and was not at first, and the other way round."""
        came: list[str] = []
        left: list[str] = []
        for leaves, comes in self.swap:
            for name, into, out_of in ((leaves, left, came), (comes, came, left)):
                (out_of.remove if name in out_of else into.append)(name)
        return came, left


def amount(text: str) -> float | None:
    """The amount typed, with the separators of either language: 5000, 5.000, 5,000.50, 1.250,50; None for no amount."""
    typed = text.replace("€", "").replace("EUR", "").replace("\u00a0", "").replace(" ", "")
    found = AMOUNT.fullmatch(typed)
    return float(f"{re.sub('[.,]', '', found['whole'])}.{found['cents'] or 0}") if found else None


def _budget(text: str) -> float | None:
    if not text.replace("€", "").replace("EUR", "").strip():
        return None
    budget = amount(text)
    if budget is None or not 0 < budget <= MOST_BUDGET:
        raise BadInput(_("“%(text)s” is not a budget.") % {"text": text}, _("Write an amount in euros, such as 5000."))
    return budget


def _fees(address: QueryDict) -> list[tuple[str, float]]:
    """Fees of the address: `fee=account:250`, or from a form a field `fee-of:account` with the amount."""
    pairs = [(account, text) for account, _colon, text in (one.rpartition(":") for one in address.getlist("fee"))]
    pairs += [(name.removeprefix(FEE_OF), address[name]) for name in address if name.startswith(FEE_OF)]
    return [(account, _fee(text)) for account, text in pairs if account and text.strip()]


def _fee(text: str) -> float:
    fee = amount(text)
    if fee is None or fee > MOST_BUDGET:
        raise BadInput(_("“%(text)s” is not a fee.") % {"text": text}, _("Write an amount in euros, such as 250."))
    return fee


def _most(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not 0 < int(text) <= 10_000:
        message = _("“%(text)s” is not a number of creators.") % {"text": text}
        raise BadInput(message, _("Write a whole number above 0."))
    return int(text)


def _written(value: object) -> str:
    if value is True:
        return "1"
    if isinstance(value, float):
        return f"{value:.2f}".removesuffix(".00")
    if isinstance(value, tuple):
        first, second = value
        return f"{first}:{_written(second)}" if isinstance(second, float) else f"{first} {second}"
    return str(value)
