"""Small markets written by hand: creators with followers, towns and fees, and the people around them."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from kring.estimate import Basis, Estimate
from kring.match import Brief
from kring.plan import Plan, plan_brief
from tests.reach.people import audience

LISTS = {
    "instagram:ans": range(1, 41),
    "instagram:bas": range(30, 61),
    "instagram:cas": range(61, 71),
    "tiktok:dik": range(1, 11),
    "tiktok:eva": range(65, 95),
}
KNOWN = {person: {"gender": "female" if person % 2 else "male"} for person in range(1, 95)}
ACCOUNTS = {
    "account": list(LISTS),
    "platform": ["instagram", "instagram", "instagram", "tiktok", "tiktok"],
    "followers": [6_000, 2_000, 900, 700, 8_000],
    "city": ["Amersfoort", "Utrecht", "Zwolle", None, "Leusden"],
    "category": ["bakken", "bakken", "koken", None, "koken"],
}
FEES = {"instagram:ans": 300, "instagram:bas": 200, "instagram:cas": 80, "tiktok:dik": 50, "tiktok:eva": 150}


def declared(amounts: Mapping[str, float]) -> dict[str, Estimate]:
    """Amounts as creators declare them."""
    return {account: Estimate.exact(amount, 1, Basis.DECLARED) for account, amount in amounts.items()}


def table(order: list[int] | None = None) -> pa.Table:
    """The accounts, in another order when one is given."""
    order = order or list(range(len(LISTS)))
    return pa.table({name: [values[place] for place in order] for name, values in ACCOUNTS.items()})


def planned(text: str, **more: object) -> Plan:
    """The plan of a brief in YAML, whose fees are declared unless `fees` is given."""
    there = more.pop("audience", None) or audience(LISTS, KNOWN)
    accounts = more.pop("accounts", None) or table()
    more.setdefault("fees", declared(FEES))
    return plan_brief(Brief.from_yaml(f"name: x\n{text}"), there, accounts, **more)  # type: ignore[arg-type]
