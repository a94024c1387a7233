"""A calendar of a workspace: open briefs planned, names found, what runs seen in the posts, and all of it scheduled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from kring.errors import NothingToPlan
from kring.estimate import Basis, Estimate
from kring.match import Brief, Candidate, candidates, named
from kring.match.brief_checks import placed
from kring.plan.calendar import (
    Asked,
    Behind,
    BriefTerms,
    Calendar,
    OpenBriefs,
    Running,
    Served,
    Wish,
    behind,
    make_calendar,
    running_posts,
    terms_of,
    wishes_of,
)  # fmt: skip
from kring.plan.calendar.observed import COLUMNS
from kring.reach import unique_reach

if TYPE_CHECKING:
    from kring.plan import Plan
    from kring.workspace.front import Workspace


@dataclass(frozen=True)
class AskedWithPlans:
    """What a calendar is asked, and the plans it comes from."""

    asked: Asked
    plans: tuple[Plan, ...]


def calendar_of(
    workspace: Workspace,
    given: OpenBriefs | Asked | str | Path,
    *,
    seconds: float,
    seed: int = 0,
    starts: Sequence[Calendar] = (),
) -> Calendar:
    """The calendar, with what each brief gets where it comes from plans."""
    whole = AskedWithPlans(given, ()) if isinstance(given, Asked) else asked_of(workspace, given)
    found = make_calendar(whole.asked, seconds=seconds, seed=seed, starts=starts)
    served = tuple(_served(workspace, plan, found) for plan in whole.plans)
    return replace(found, served=served, synthetic=workspace.synthetic)


def asked_of(workspace: Workspace, given: OpenBriefs | str | Path) -> AskedWithPlans:
    """A plan for each brief, and from those and the terms what the calendar is asked."""
    order = (
        given if isinstance(given, OpenBriefs) else OpenBriefs.from_yaml(given, own_niches=workspace.settings().niches)
    )
    accounts = workspace.profiles().accounts
    who, names = behind(accounts), Names(candidates(accounts), order)
    creators = [replace(one, creator=who.creator[names.account(one.creator, "creators")]) for one in order.creators]
    agreed = [replace(one, creator=who.creator[names.account(one.creator, "running")]) for one in order.running]
    plans = tuple(_plan(workspace, one.brief) for one in order.briefs)
    wishes: list[Wish] = []
    terms: list[BriefTerms] = []
    for plan, one in zip(plans, order.briefs, strict=True):
        own, pairs = wishes_of(plan, who, spares=order.spares)
        wishes += own
        terms.append(terms_of(one.brief, one.terms, pairs))
    others = sorted({wish.creator for wish in wishes} - {one.creator for one in creators})
    creators += [replace(order.everyone, creator=name) for name in others]
    running = (*agreed, *_seen(workspace, order, who, {wish.creator for wish in wishes}, agreed))
    with placed(order.file, None, None):
        asked = Asked(
            tuple(wishes), tuple(terms), tuple(creators), running,
            order.first_week, order.weeks, order.competitor_distance,
        )  # fmt: skip
    return AskedWithPlans(asked, plans)


@dataclass(frozen=True)
class Names:
    """Who is meant by the names that open briefs use."""

    everyone: Sequence[Candidate]
    order: OpenBriefs

    def account(self, name: str, field: str) -> str:
        """The account; raises UnknownName or BadInput with the line on which the name stands."""
        with placed(self.order.file, self.order.lines.get(name), None):
            return named(self.everyone, [name], field)[0]


def _plan(workspace: Workspace, brief: Brief) -> Plan:
    try:
        return workspace.plan(brief)
    except NothingToPlan as fault:
        fault.message, fault.nl = f"{brief.name}: {fault.message}", f"{brief.name}: {fault.nl}" if fault.nl else ""
        raise


def _seen(
    workspace: Workspace, order: OpenBriefs, who: Behind, wished: set[str], agreed: Sequence[Running]
) -> list[Running]:
    """Paid posts of the wished creators around the calendar, those left out that are told already."""
    if not order.observed_weeks:
        return []
    facts = workspace.facts()
    wanted = pa.table({"account": [account for account, creator in who.creator.items() if creator in wished]})
    posts = facts.newest("posts").select(*COLUMNS).join(facts.from_arrow(wanted), on="account", how="semi")
    seen = running_posts(
        facts.collect(posts), who, since=order.first_week - timedelta(weeks=order.observed_weeks),
        until=order.first_week + timedelta(weeks=order.weeks, days=-1),
        categories={**order.categories, **{one.terms.brand: one.terms.category for one in order.briefs}},
    )  # fmt: skip
    told = {(post.creator, post.brand, post.week) for post in agreed}
    return [post for post in seen if (post.creator, post.brand, post.week) not in told]


def _served(workspace: Workspace, plan: Plan, found: Calendar) -> Served:
    brief = plan.brief.name
    accounts = [one.account for one in found.placements if one.brief == brief]
    nobody = Estimate.exact(0, 0, Basis.MEASURED)
    reach = unique_reach(workspace.audience(), accounts, plan.brief.target).unique if accounts else nobody
    return Served(brief, len(plan.chosen), len(accounts), plan.value, reach)
