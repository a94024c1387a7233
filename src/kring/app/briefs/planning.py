"""A brief as the visitor adjusted it in the address, and its plan, kept for a while so that a swap is quick."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from kring.errors import BadInput
from kring.match.brief import Brief, Creators

if TYPE_CHECKING:
    from kring.plan import Plan
    from kring.workspace import Workspace

PLANS_KEPT = 64
MOST_BUDGET = 1e9
AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,](?P<cents>\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Adjustments:
    """What the address changes of a brief: another budget or number, and creators asked for or left out."""

    budget: float | None = None
    most: int | None = None
    require: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @classmethod
    def read(cls, address: QueryDict) -> Adjustments:
        """The adjustments in an address; raises `BadInput` for a budget or a number that is none."""
        excluded = tuple(dict.fromkeys(name for name in address.getlist("exclude") if name))
        required = tuple(dict.fromkeys(name for name in address.getlist("require") if name and name not in excluded))
        return cls(_budget(address.get("budget", "")), _most(address.get("most", "")), required, excluded)

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
        values = {name: other.get(name, getattr(self, name)) for name in ("budget", "most", "require", "exclude")}
        said = {name: value if isinstance(value, tuple) else (value,) for name, value in values.items()}
        pairs = [(name, _written(one)) for name, ones in said.items() for one in ones if one is not None]
        return f"?{urlencode(pairs)}"

    def toggled(self, name: str, account: str) -> str:
        """The address with one account asked for (`require`) or left out (`exclude`), or no longer."""
        other = "exclude" if name == "require" else "require"
        now = getattr(self, name)
        kept = tuple(one for one in now if one != account) if account in now else (*now, account)
        freed = tuple(one for one in getattr(self, other) if one != account)
        return self.address(**{name: kept, other: freed})


def planned(workspace: Workspace, brief: Brief) -> Plan:
    """The plan of a brief on the observations of now."""
    return _planned(workspace, workspace.position, brief)


@lru_cache(maxsize=PLANS_KEPT)
def _planned(workspace: Workspace, position: int, brief: Brief) -> Plan:
    return workspace.plan(brief)


def _budget(text: str) -> float | None:
    """The amount typed, with the separators of either language: 5000, 5.000, 5,000.50, 1.250,50."""
    typed = text.replace("€", "").replace("EUR", "").replace("\u00a0", "").replace(" ", "")
    if not typed:
        return None
    found = AMOUNT.fullmatch(typed)
    budget = float(f"{re.sub('[.,]', '', found['whole'])}.{found['cents'] or 0}") if found else 0.0
    if not 0 < budget <= MOST_BUDGET:
        raise BadInput(_("“%(text)s” is not a budget.") % {"text": text}, _("Write an amount in euros, such as 5000."))
    return budget


def _written(value: object) -> str:
    return f"{value:.2f}".removesuffix(".00") if isinstance(value, float) else str(value)


def _most(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not 0 < int(text) <= 10_000:
        message = _("“%(text)s” is not a number of creators.") % {"text": text}
        raise BadInput(message, _("Write a whole number above 0."))
    return int(text)
