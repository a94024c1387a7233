"""How many placements count towards a number: of a brief, of those with a mark, in one week, or one wish alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kring.plan.calendar.wishes import Asked, BriefTerms


@dataclass(frozen=True)
class Limit:
    """At least and at most so many placements of a brief (its number): all, or only some of them.

    Those with a `mark`, those in a `week` (its number), or the one of a `wish` (its number).
    """

    brief: int
    least: int
    most: int
    mark: str | None = None
    week: int | None = None
    wish: int | None = None


def limits_of(asked: Asked) -> tuple[Limit, ...]:
    """Every limit; the first ones are the numbers of creators of the briefs, in their order."""
    unlimited = len(asked.wishes)

    def most(given: int | None) -> int:
        return unlimited if given is None else given

    numbers = {brief.name: number for number, brief in enumerate(asked.briefs)}
    return (
        *(Limit(number, brief.least, most(brief.most)) for number, brief in enumerate(asked.briefs)),
        *(
            Limit(number, quota.least, most(quota.most), mark=quota.mark)
            for number, brief in enumerate(asked.briefs)
            for quota in brief.quotas
        ),
        *(
            Limit(number, brief.each_week, unlimited, week=week)
            for number, brief in enumerate(asked.briefs)
            if brief.each_week
            for week in _weeks_with_posts(asked, brief)
        ),
        *(Limit(numbers[one.brief], 1, 1, wish=wish) for wish, one in enumerate(asked.wishes) if one.required),
    )


def _weeks_with_posts(asked: Asked, brief: BriefTerms) -> list[int]:
    embargo = {asked.number_of(day) for day in brief.embargo}
    return [week for week in asked.period_of(brief) if week not in embargo]


def counted_in(asked: Asked, limits: Sequence[Limit]) -> tuple[tuple[int, ...], ...]:
    """For each wish the limits that count it whatever its week."""
    numbers = {brief.name: number for number, brief in enumerate(asked.briefs)}
    by_mark: dict[tuple[int, str | None], list[int]] = {}
    of_wish: dict[int, list[int]] = {}
    for number, limit in enumerate(limits):
        if limit.wish is not None:
            of_wish.setdefault(limit.wish, []).append(number)
        elif limit.week is None:
            by_mark.setdefault((limit.brief, limit.mark), []).append(number)
    return tuple(
        tuple(
            number
            for key in ((numbers[one.brief], mark) for mark in (None, *dict.fromkeys(one.marks)))
            for number in by_mark.get(key, ())
        )
        + tuple(of_wish.get(wish, ()))
        for wish, one in enumerate(asked.wishes)
    )
