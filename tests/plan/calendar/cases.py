"""Small calendars for tests, and an independent reading of the rules."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product

from hypothesis import strategies as st

from kring.plan.calendar import Asked, BriefTerms, CreatorTerms, Quota, Running, Wish

MONDAY = date(2026, 1, 5)
WEEKS = 4


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def asked(wishes, briefs, creators=(), running=(), weeks=WEEKS, distance=1):  # type: ignore[no-untyped-def]
    return Asked(tuple(wishes), tuple(briefs), tuple(creators), tuple(running), MONDAY, weeks, distance)


@st.composite
def quotas(draw: st.DrawFn) -> Quota:
    least = draw(st.integers(0, 1))
    return Quota(draw(st.sampled_from(["nano", "micro"])), least, draw(st.none() | st.integers(least, 1)))


@st.composite
def small_wish(draw: st.DrawFn, brief: str, creator: str) -> Wish:
    some_week = st.integers(0, WEEKS - 1).map(week)
    wished = draw(st.none() | some_week)
    return Wish(
        brief, creator, draw(st.integers(0, 9)), draw(st.integers(0, 9)), week=wished,
        fixed=wished is not None and draw(st.integers(0, 4)) == 0, shut=tuple(draw(st.lists(some_week, max_size=1))),
        required=draw(st.integers(0, 4)) == 0, marks=draw(st.sampled_from([(), ("nano",), ("micro",)])),
    )  # fmt: skip


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
            tuple(draw(st.lists(quotas(), max_size=1))), draw(st.sampled_from([0, 0, 1])),
        ) for place in range(3)
    ]  # fmt: skip
    creators = [
        CreatorTerms(name, draw(st.integers(1, 2)), draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(number),
                     tuple(draw(st.lists(some_week, max_size=2))), draw(number))
        for name in ("ann", "bob")
    ]  # fmt: skip
    pairs = draw(st.lists(st.sampled_from([(b, c) for b in range(3) for c in ("ann", "bob")]), unique=True, max_size=5))
    wishes = [draw(small_wish(f"b{b}", c)) for b, c in pairs]
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
    """Every rule but the least numbers, read anew from the terms with dates."""
    return (
        all(within_bounds(brief, [case.wishes[one] for one in placed if case.wishes[one].brief == brief.name])
            for brief in case.briefs)
        and all(at_its_time(case, case.wishes[one], monday) for one, monday in placed.items())
        and all(not_too_often(case, creator, placed) for creator in {case.wishes[one].creator for one in placed})
        and far_from_competitors(case, placed)
    )  # fmt: skip


def within_bounds(brief: BriefTerms, own: list[Wish]) -> bool:
    """Whether what a brief got is within its budget, its number of creators and its quotas."""
    if brief.budget is not None and sum(wish.fee for wish in own) > brief.budget:
        return False
    if brief.most is not None and len(own) > brief.most:
        return False
    return all(
        quota.most is None or sum(quota.mark in wish.marks for wish in own) <= quota.most for quota in brief.quotas
    )


def at_its_time(case: Asked, wish: Wish, monday: date) -> bool:
    """Whether brief, creator and wish allow a post in that week."""
    brief, own = terms_by_name(case)[wish.brief], terms_of_creator(case, wish.creator)
    late = (brief.end is not None and monday > brief.end) or monday >= case.first_week + timedelta(weeks=case.weeks)
    early = (brief.start is not None and monday < brief.start) or (monday - case.first_week).days < 7 * own.lead_weeks
    shut = monday in brief.embargo or monday in own.blackout or monday in wish.shut
    return not (late or early or shut or (wish.fixed and monday != wish.week))


def not_too_often(case: Asked, creator: str, placed: dict[int, date]) -> bool:
    """Whether a creator's placed posts keep to its own terms, what runs included."""
    own = terms_of_creator(case, creator)
    mine = [day for other, day in placed.items() if case.wishes[other].creator == creator]
    days = mine + [post.week for post in case.running if post.creator == creator]
    for monday in mine:
        if days.count(monday) > (min(own.per_week, 1) if own.weeks_apart else own.per_week):
            return False
        if any(other != monday and abs((other - monday).days) < 7 * own.weeks_apart for other in days):
            return False
        for back in range(own.in_weeks):
            first = monday - timedelta(weeks=back)
            if sum(first <= day < first + timedelta(weeks=own.in_weeks) for day in days) > own.most_posts:
                return False
    return True


def far_from_competitors(case: Asked, placed: dict[int, date]) -> bool:
    """Whether no two posts of a creator, placed or running, are for competitors too close together."""
    terms, distance = terms_by_name(case), case.competitor_distance
    of = {one: (case.wishes[one].creator, terms[case.wishes[one].brief]) for one in placed}
    beside_running = any(
        post.creator == of[one][0] and too_close(of[one][1], monday, post, post.week, distance)
        for one, monday in placed.items() for post in case.running
    )  # fmt: skip
    return not beside_running and not any(
        of[one][0] == of[other][0] and too_close(of[one][1], placed[one], of[other][1], placed[other], distance)
        for one, other in combinations(placed, 2)
    )


def terms_by_name(case: Asked) -> dict[str, BriefTerms]:
    """The terms of each brief."""
    return {one.name: one for one in case.briefs}


def terms_of_creator(case: Asked, creator: str) -> CreatorTerms:
    """The terms of a creator; those that hold without any when it said none."""
    return next((one for one in case.creators if one.creator == creator), CreatorTerms(creator))


def too_few(case: Asked, placed: dict[int, date]) -> int:
    """Placements that all least numbers together have too few."""
    missing = sum(wish.required and number not in placed for number, wish in enumerate(case.wishes))
    for brief in case.briefs:
        own = {number: day for number, day in placed.items() if case.wishes[number].brief == brief.name}
        missing += max(brief.least - len(own), 0)
        for quota in brief.quotas:
            missing += max(quota.least - sum(quota.mark in case.wishes[number].marks for number in own), 0)
        for monday in map(week, range(case.weeks) if brief.each_week else ()):
            if (brief.start is None or monday >= brief.start) and monday not in brief.embargo:
                missing += max(brief.each_week - list(own.values()).count(monday), 0)
    return missing


def best_by_trying_all(case: Asked) -> tuple[int, float]:
    """The fewest placements too few, and then the highest value."""
    options = [None, *(week(number) for number in range(case.weeks))]
    best = (-10_000, 0.0)
    for choice in product(options, repeat=len(case.wishes)):
        placed = {one: day for one, day in enumerate(choice) if day is not None}
        value = sum(case.wishes[one].value for one in placed)
        short = too_few(case, placed)
        if (-short, value) > best and keeps_all_rules(case, placed):
            best = (-short, value)
    return -best[0], best[1]
