"""Small calendars for tests, and an independent reading of the rules."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import strategies as st

from kring.plan.calendar import Asked, BriefTerms, CreatorTerms, Running, Wish

MONDAY = date(2026, 1, 5)
WEEKS = 4


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def asked(wishes, briefs, creators=(), running=(), weeks=WEEKS, distance=1):  # type: ignore[no-untyped-def]
    return Asked(tuple(wishes), tuple(briefs), tuple(creators), tuple(running), MONDAY, weeks, distance)


@st.composite
def small(draw: st.DrawFn) -> Asked:
    number = st.integers(0, 2)
    some_week = st.integers(0, WEEKS - 1).map(week)
    briefs = [
        BriefTerms(
            f"b{place}", draw(st.sampled_from(["x", "y", "z"])), draw(st.sampled_from(["food", "sport"])),
            draw(st.none() | st.just(week(1))), None, draw(number), draw(number),
            draw(st.sampled_from([(), ("sport",)])), tuple(draw(st.lists(some_week, max_size=1))),
            draw(st.none() | st.integers(0, 12)), draw(st.integers(0, 2)), draw(st.none() | st.integers(1, 2)),
        ) for place in range(3)
    ]  # fmt: skip
    creators = [
        CreatorTerms(name, draw(st.integers(1, 2)), draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(number),
                     tuple(draw(st.lists(some_week, max_size=2))))
        for name in ("ann", "bob")
    ]  # fmt: skip
    pairs = draw(st.lists(st.sampled_from([(b, c) for b in range(3) for c in ("ann", "bob")]), unique=True, max_size=5))
    wishes = [
        Wish(f"b{b}", c, draw(st.integers(0, 9)), draw(st.integers(0, 9)), week=draw(st.none() | some_week))
        for b, c in pairs
    ]
    running = [
        Running("ann", draw(st.sampled_from(["x", "w"])), "food", week(draw(st.integers(-2, 4))), draw(number),
                draw(number))
        for _ in range(draw(number))
    ]  # fmt: skip
    return asked(wishes, briefs, creators, running, distance=draw(number))


def too_close(one, monday, other, other_monday, distance) -> bool:  # type: ignore[no-untyped-def]
    """Whether posts for the two break an exclusivity of either or the distance, straight from the words."""
    rivals = {one.category, *one.rival_categories} & {other.category} or {other.category, *other.rival_categories} & {
        one.category
    }
    if one.brand == other.brand or not rivals:
        return False
    later = (other_monday - monday).days // 7
    windows = [(one, later), (other, -later)]
    agreed = any(
        (terms.exclusive_before or terms.exclusive_after) and -terms.exclusive_before <= at <= terms.exclusive_after
        for terms, at in windows
    )
    return agreed or abs(later) < distance


def keeps_all_rules(case: Asked, placed: dict[int, date]) -> bool:
    """Every rule but the least number, read anew from the terms with dates."""
    terms = {one.name: one for one in case.briefs}
    creators = {one.creator: one for one in case.creators}
    for brief in case.briefs:
        own = [case.wishes[one] for one in placed if case.wishes[one].brief == brief.name]
        if brief.budget is not None and sum(wish.fee for wish in own) > brief.budget:
            return False
        if brief.most is not None and len(own) > brief.most:
            return False
    for one, monday in placed.items():
        wish = case.wishes[one]
        brief, own = terms[wish.brief], creators.get(wish.creator, CreatorTerms(wish.creator))
        late = (brief.end is not None and monday > brief.end) or monday >= case.first_week + timedelta(weeks=case.weeks)
        early = (brief.start is not None and monday < brief.start) or (
            monday - case.first_week
        ).days < 7 * own.lead_weeks
        if late or early or monday in brief.embargo or monday in own.blackout:
            return False
        running = [post for post in case.running if post.creator == wish.creator]
        if any(too_close(brief, monday, post, post.week, case.competitor_distance) for post in running):
            return False
        mine = [day for other, day in placed.items() if case.wishes[other].creator == wish.creator]
        days = mine + [post.week for post in running]
        if days.count(monday) > own.per_week:
            return False
        for back in range(own.in_weeks):
            first = monday - timedelta(weeks=back)
            if sum(first <= day < first + timedelta(weeks=own.in_weeks) for day in days) > own.most_posts:
                return False
    return not any(
        case.wishes[one].creator == case.wishes[other].creator
        and too_close(terms[case.wishes[one].brief], placed[one], terms[case.wishes[other].brief], placed[other],
                      case.competitor_distance)
        for one, other in combinations(placed, 2)
    )  # fmt: skip


def best_by_trying_all(case: Asked) -> tuple[int, float]:
    """The fewest creators too few, and then the highest value."""
    options = [None, *(week(number) for number in range(case.weeks))]
    best = (-10_000, 0.0)
    for choice in product(options, repeat=len(case.wishes)):
        placed = {one: day for one, day in enumerate(choice) if day is not None}
        value = sum(case.wishes[one].value for one in placed)
        short = sum(max(b.least - sum(case.wishes[o].brief == b.name for o in placed), 0) for b in case.briefs)
        if (-short, value) > best and keeps_all_rules(case, placed):
            best = (-short, value)
    return -best[0], best[1]
