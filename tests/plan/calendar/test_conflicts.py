"""Planted conflicts are all found and none is invented."""

from __future__ import annotations

import random

from hypothesis import given, settings

from kring.plan.calendar import Asked, BriefTerms, CreatorTerms, Kind, Running, Wish, find_conflicts
from tests.plan.calendar.cases import asked, keeps_all_rules, small, week

BRIEFS = (
    BriefTerms("soup", "x", "food", exclusive_before=1, exclusive_after=2),
    BriefTerms("bread", "y", "food"),
    BriefTerms("shoes", "z", "sport", start=week(1), end=week(10), embargo=(week(5),)),
    BriefTerms("socks", "w", "home"),
    BriefTerms("chairs", "v", "home"),
)


def plants(name: str) -> dict[Kind | None, tuple[list[Wish], CreatorTerms, list[Running]]]:
    """For each rule a creator who breaks that rule and no other; for None two who come close and break none."""
    free = CreatorTerms(name, 9, 9, 4)

    def wish(brief: str, at: int) -> Wish:
        return Wish(brief, name, 1, week=week(at))

    return {
        Kind.EXCLUSIVITY: ([wish("soup", 3), wish("bread", 5)], free, []),
        Kind.COMPETITOR: ([wish("socks", 3), wish("chairs", 4)], free, []),
        Kind.FATIGUE: ([wish("soup", 3), wish("shoes", 4), wish("socks", 6)], CreatorTerms(name, 1, 2, 4), []),
        Kind.CAPACITY: ([wish("soup", 3), wish("shoes", 3)], CreatorTerms(name, 1, 9, 4), []),
        Kind.BLACKOUT: ([wish("soup", 3)], CreatorTerms(name, 1, 2, 4, 0, (week(3),)), []),
        Kind.EMBARGO: ([wish("shoes", 5)], free, []),
        Kind.LEAD_TIME: ([wish("soup", 3)], CreatorTerms(name, lead_weeks=4), []),
        Kind.PERIOD: ([wish("shoes", 11)], free, []),
        None: ([wish("soup", 3), wish("bread", 6), wish("socks", 1), wish("chairs", 3)], free, []),
    }


def test_planted_conflicts_are_all_found_and_none_is_invented() -> None:
    for seed in range(20):
        chance = random.Random(seed)
        wishes, creators, truth = [], [], []
        for number in range(40):
            name = f"creator {number}"
            kind, (own, terms, _) = chance.choice(list(plants(name).items()))
            wishes += own
            creators.append(terms)
            truth += [(name, kind)] if kind else []
        chance.shuffle(wishes)
        found = find_conflicts(asked(wishes, BRIEFS, creators, weeks=12, distance=2))
        assert sorted((one.creator, one.kind) for one in found) == sorted(truth)


def test_a_conflict_names_both_parties_the_weeks_and_the_rule_in_both_languages() -> None:
    running = Running("ann", "brand q", "food", week(2), exclusive_after=3)
    (found,) = find_conflicts(asked([Wish("bread", "ann", 1, week=week(4))], BRIEFS, (), [running], weeks=12))
    assert found.kind is Kind.EXCLUSIVITY
    assert [party.name for party in found.parties] == ["bread", "brand q"]
    assert found.weeks == (week(4),)
    assert found.words.en == "ann: brief bread, running: brand q clash, week 2026-02-02: an exclusivity forbids it."
    assert found.words.nl == (
        "ann: opdracht bread, lopend: brand q botsen, week 2026-02-02: een exclusiviteit staat dat niet toe."
    )


def test_a_wish_without_a_week_conflicts_only_when_no_week_is_open() -> None:
    briefs = [BriefTerms("short", "x", "food", week(0), week(1))]
    half = CreatorTerms("ann", blackout=(week(0),))
    whole = CreatorTerms("ann", blackout=(week(0), week(1)))
    wish = [Wish("short", "ann", 1)]
    assert find_conflicts(asked(wish, briefs, [half])) == ()
    assert [one.weeks for one in find_conflicts(asked(wish, briefs, [whole]))] == [(week(0), week(1))]


@settings(max_examples=200, deadline=None)
@given(small())
def test_wishes_with_weeks_conflict_exactly_when_a_rule_is_broken(case: Asked) -> None:
    wishes = tuple(
        Wish(one.brief, one.creator, one.value, 0, week=one.week or week(0), shut=one.shut) for one in case.wishes
    )
    briefs = tuple(
        BriefTerms(b.name, b.brand, b.category, b.start, b.end, b.exclusive_before, b.exclusive_after,
                   b.rival_categories, b.embargo)
        for b in case.briefs
    )  # fmt: skip
    case = Asked(wishes, briefs, case.creators, case.running, case.first_week, case.weeks, case.competitor_distance)
    as_asked = {number: wish.week for number, wish in enumerate(wishes) if wish.week is not None}
    found = find_conflicts(case)
    assert bool(found) != keeps_all_rules(case, as_asked)
    for conflict in found:
        names = {party.name for party in conflict.parties if party.side == "brief"}
        own = {number: day for number, day in as_asked.items() if wishes[number].creator == conflict.creator}
        involved = {number: day for number, day in own.items() if wishes[number].brief in names}
        assert not keeps_all_rules(case, involved)
