"""Whether what is asked of a calendar can be, with errors that name what to mend."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from kring.errors import BadInput, UnknownName

if TYPE_CHECKING:
    from kring.plan.calendar.wishes import Asked, Wish


def check(asked: Asked) -> None:
    """Raises BadInput or UnknownName for the first thing that can't be."""
    _numbers_at_least(0, _counts(asked))
    _numbers_at_least(1, _sizes(asked))
    for name, monday in _mondays(asked):
        if monday.weekday() != 0:
            raise BadInput(
                f"{name}: {monday} is not a Monday.",
                "Name a week by its Monday.",
                nl=f"{name}: {monday} is geen maandag.",
                nl_advice="Noem een week bij haar maandag.",
            )
    _once("brief", (brief.name for brief in asked.briefs))
    _once("creator", (one.creator for one in asked.creators))
    _once("wish", (", ".join(filter(None, wish.key)) for wish in asked.wishes))
    known = {brief.name for brief in asked.briefs}
    budgets = {brief.name: brief.budget for brief in asked.briefs}
    for wish in asked.wishes:
        if wish.brief not in known:
            raise UnknownName(
                "brief", wish.brief, sorted(known), "Give its terms in `briefs`.",
                nl_advice="Geef de voorwaarden van die opdracht in `briefs`.",
            )  # fmt: skip
        _check_wish(wish, budgets[wish.brief])


def require_wish(asked: Asked, key: tuple[str, str, str]) -> None:
    """Raises UnknownName when this creator is not wished for this brief, with this account when one is named."""
    if not any(wish.key == key for wish in asked.wishes):
        brief, creator, account = key
        raise UnknownName(
            "creator wished for this brief", ", ".join(filter(None, (creator, account))),
            [", ".join(filter(None, wish.key[1:])) for wish in asked.wishes if wish.brief == brief],
            f"Take one that is wished for '{brief}'.", nl_advice=f"Neem er een die voor '{brief}' gewenst is.",
        )  # fmt: skip


def _check_wish(wish: Wish, budget: float | None) -> None:
    if wish.fixed and wish.week is None:
        raise BadInput(
            f"{wish.brief}, {wish.creator}: fixed, but in no week.", "Name the week.",
            nl=f"{wish.brief}, {wish.creator}: staat vast, maar in geen week.", nl_advice="Noem de week.",
        )  # fmt: skip
    if wish.fee is None and budget is not None:
        raise BadInput(
            f"{wish.brief}, {wish.creator}: the fee is unknown and the brief has a budget.",
            "Give the fee, or leave the creator out.",
            nl=f"{wish.brief}, {wish.creator}: het tarief is onbekend en de opdracht heeft een budget.",
            nl_advice="Geef het tarief, of laat de creator weg.",
        )


def _numbers_at_least(least: int, named: Iterable[tuple[str, float]]) -> None:
    for name, value in named:
        if not math.isfinite(value) or value < least:
            raise BadInput(
                f"{name} is {value}.",
                f"Give a number of at least {least}.",
                nl=f"{name} is {value}.",
                nl_advice=f"Geef een getal van minstens {least}.",
            )


def _counts(asked: Asked) -> Iterator[tuple[str, float]]:
    yield "competitor_distance", asked.competitor_distance
    for wish in asked.wishes:
        yield f"{wish.brief}, {wish.creator}: value", wish.value
        if wish.fee is not None:
            yield f"{wish.brief}, {wish.creator}: fee", wish.fee
    for brief in asked.briefs:
        for field in ("exclusive_before", "exclusive_after", "budget", "least", "most", "each_week"):
            if (value := getattr(brief, field)) is not None:
                yield f"{brief.name}: {field}", value
        for quota in brief.quotas:
            yield from ((f"{brief.name}: {quota.mark}", n) for n in (quota.least, quota.most) if n is not None)
    for post in asked.running:
        yield f"{post.creator}, {post.brand}: exclusive_before", post.exclusive_before
        yield f"{post.creator}, {post.brand}: exclusive_after", post.exclusive_after
    for one in asked.creators:
        yield f"{one.creator}: lead_weeks", one.lead_weeks
        yield f"{one.creator}: weeks_apart", one.weeks_apart


def _sizes(asked: Asked) -> Iterator[tuple[str, float]]:
    yield "weeks", asked.weeks
    for one in asked.creators:
        for field in ("per_week", "most_posts", "in_weeks"):
            yield f"{one.creator}: {field}", getattr(one, field)


def _mondays(asked: Asked) -> Iterator[tuple[str, date]]:
    yield "first_week", asked.first_week
    for brief in asked.briefs:
        yield from ((brief.name, day) for day in (brief.start, brief.end, *brief.embargo) if day is not None)
    for one in asked.creators:
        yield from ((one.creator, day) for day in one.blackout)
    yield from ((f"{post.creator}, {post.brand}", post.week) for post in asked.running)
    for wish in asked.wishes:
        days = (*wish.shut, *((wish.week,) if wish.week is not None else ()))
        yield from ((f"{wish.brief}, {wish.creator}", day) for day in days)


def _once(kind: str, names: Iterable[str]) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            dutch = {"brief": "opdracht", "creator": "creator", "wish": "wens"}[kind]
            raise BadInput(
                f"the {kind} '{name}' is given {times} times.",
                "Give it once.",
                nl=f"de {dutch} '{name}' staat er {times} keer.",
                nl_advice="Geef die één keer.",
            )
