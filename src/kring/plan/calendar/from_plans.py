"""From plans to what a calendar is asked: whom each plan chose, and who could take their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pyarrow as pa

from kring.match import candidates
from kring.match.brief import Brief
from kring.plan.calendar.wishes import BriefTerms, Quota, Wish
from kring.plan.plan import Choice, Plan


@dataclass(frozen=True)
class Behind:
    """What the accounts say of who is behind them.

    `creator`: the one name under which all accounts of a person stand (the first of them). `marks`: an account's tier,
    platform and place, which quotas can count.
    """

    creator: Mapping[str, str]
    marks: Mapping[str, tuple[str, ...]]


def behind(accounts: pa.Table) -> Behind:
    """Who is behind each account (one row each, the columns of `Profiles.accounts`)."""
    everyone = candidates(accounts)
    first: dict[str, str] = {}
    for one in everyone:
        first.setdefault(one.creator or one.account, one.account)
    cities = dict(zip(accounts["account"].to_pylist(), _column(accounts, "city"), strict=True))
    return Behind(
        {one.account: first[one.creator or one.account] for one in everyone},
        {one.account: tuple(filter(None, (one.tier, one.platform, cities[one.account]))) for one in everyone},
    )


def _column(accounts: pa.Table, name: str) -> list[str | None]:
    known: list[str | None] = accounts[name].to_pylist() if name in accounts.column_names else []
    return known or [None] * accounts.num_rows


def monday(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def wishes_of(plan: Plan, who: Behind, *, spares: bool = True) -> tuple[tuple[Wish, ...], tuple[Quota, ...]]:
    """The creators a plan chose as wishes, and the quotas that keep a spare out while the one it replaces is in.

    A choice is worth what it adds to those before it, so that the sum is the plan's reach; when others drop out it adds
    at least as much. A spare is the next best alternative of a choice, worth the people only that choice reaches and
    the change together. A required creator around whom nobody is known counts for nothing and still comes first.
    """
    wishes = {choice.account: _wish(plan.brief.name, choice, who) for choice in plan.chosen}
    quotas: list[Quota] = []
    for choice in plan.chosen if spares else ():
        spare = _spare(plan.brief.name, choice, who)
        if spare is None or spare.account in wishes:
            continue
        pair = f"{choice.account} / {spare.account}"
        own = wishes[choice.account]
        wishes[choice.account] = replace(own, marks=(*own.marks, pair))
        wishes[spare.account] = replace(spare, marks=(*spare.marks, pair))
        quotas.append(Quota(pair, most=1))
    return tuple(wishes.values()), tuple(quotas)


def _wish(brief: str, choice: Choice, who: Behind) -> Wish:
    return Wish(
        brief, who.creator.get(choice.account, choice.account), choice.gain.value if choice.gain.known else 0.0,
        choice.fee.value if choice.fee.known else None, required=choice.required,
        marks=who.marks.get(choice.account, ()), account=choice.account,
    )  # fmt: skip


def _spare(brief: str, choice: Choice, who: Behind) -> Wish | None:
    other = choice.next_best
    if other is None or choice.required or not choice.exclusive.known:
        return None
    worth = choice.exclusive.value + other.change
    if worth <= 0:
        return None
    return Wish(
        brief, who.creator.get(other.account, other.account), worth, other.fee.value if other.fee.known else None,
        marks=who.marks.get(other.account, ()), account=other.account, stands_in=choice.account,
    )  # fmt: skip


def terms_of(brief: Brief, terms: BriefTerms, quotas: Sequence[Quota] = ()) -> BriefTerms:
    """The terms of a calendar with what the brief itself says: period, budget, number of creators."""
    start, end = brief.period.start, brief.period.end
    return replace(
        terms, name=brief.name, start=monday(start) if start else None, end=monday(end) if end else None,
        budget=brief.budget, least=brief.least, most=brief.most, quotas=(*terms.quotas, *quotas),
    )  # fmt: skip
