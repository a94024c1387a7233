"""Conflicts in what is asked, found before anyone is invited: who with whom, in which weeks, by which rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kring.plan.calendar.distance import blocked_weeks, compete, exclusive_weeks
from kring.plan.calendar.wishes import Asked, BriefTerms, Running, Wish
from kring.vocabulary.text import Words


class Kind(StrEnum):
    """The rule that is broken."""

    EXCLUSIVITY = "exclusivity"
    COMPETITOR = "competitor"
    FATIGUE = "fatigue"
    CAPACITY = "capacity"
    BLACKOUT = "blackout"
    EMBARGO = "embargo"
    LEAD_TIME = "lead_time"
    PERIOD = "period"
    SHUT = "shut"


RULES = {
    Kind.EXCLUSIVITY: Words("een exclusiviteit staat dat niet toe", "an exclusivity forbids it"),
    Kind.COMPETITOR: Words(
        "de merken zijn concurrenten en te dicht op elkaar", "the brands compete, too close together"
    ),
    Kind.FATIGUE: Words("te veel reclame achter elkaar", "too much advertising in a row"),
    Kind.CAPACITY: Words("te veel in één week", "too much in one week"),
    Kind.BLACKOUT: Words("de creator werkt dan niet", "the creator does not work then"),
    Kind.EMBARGO: Words("de opdracht staat dan geen posts toe", "the brief allows no posts then"),
    Kind.LEAD_TIME: Words("de creator heeft meer voorbereidingstijd nodig", "the creator needs more time to prepare"),
    Kind.PERIOD: Words("buiten de periode van de opdracht", "outside the period of the brief"),
    Kind.SHUT: Words("die week is voor deze post uitgesloten", "that week was ruled out for this post"),
}


@dataclass(frozen=True, order=True)
class Party:
    """One side of a conflict: a wished `brief`, a `running` collaboration (its brand), or the `creator`'s own terms."""

    side: str
    name: str

    def said_in(self, language: str) -> str:
        """The side and its name."""
        sides = {"brief": ("opdracht", "brief"), "running": ("lopend:", "running:"), "creator": ("creator", "creator")}
        return f"{sides[self.side][language == 'en']} {self.name}"


@dataclass(frozen=True)
class Conflict:
    """Parties that can't all have what was asked: for which creator, by which rule, in which weeks (Mondays)."""

    kind: Kind
    creator: str
    parties: tuple[Party, ...]
    weeks: tuple[date, ...]

    @property
    def rule(self) -> Words:
        """The rule that is broken, in words."""
        return RULES[self.kind]

    @property
    def when(self) -> str:
        """Its weeks, those that follow each other as one run: 2027-01-04 - 2027-01-18, 2027-02-01."""
        runs: list[list[date]] = []
        for week in self.weeks:
            if runs and week - runs[-1][-1] == timedelta(weeks=1):
                runs[-1].append(week)
            else:
                runs.append([week])
        return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]} - {run[-1]}" for run in runs)

    @property
    def words(self) -> Words:
        """The conflict as a sentence."""
        nl, en = (", ".join(party.said_in(language) for party in self.parties) for language in ("nl", "en"))
        rule = self.rule
        return Words(
            f"{self.creator}: {nl} botsen, week {self.when}: {rule.nl}.",
            f"{self.creator}: {en} clash, week {self.when}: {rule.en}.",
        )


def find_conflicts(asked: Asked) -> tuple[Conflict, ...]:
    """Every conflict in what is asked, by creator.

    A wish with a week is held to that week. One without is in conflict only where every week of its brief's period
    is. Fatigue and capacity count wishes with a week and running collaborations.
    """
    wishes, running = _by_creator(asked)
    found: list[Conflict] = []
    for creator in asked.terms:
        for place, wish in enumerate(wishes[creator]):
            found += _shut(asked, wish, running[creator])
            found += (one for other in wishes[creator][place + 1 :] if (one := _between(asked, wish, other)))
        found += _crowded(asked, creator, wishes[creator], running[creator])
    return tuple(found)


def _by_creator(asked: Asked) -> tuple[dict[str, list[Wish]], dict[str, list[Running]]]:
    wishes: dict[str, list[Wish]] = defaultdict(list)
    running: dict[str, list[Running]] = defaultdict(list)
    for wish in asked.wishes:
        wishes[wish.creator].append(wish)
    for post in asked.running:
        running[post.creator].append(post)
    return wishes, running


def asked_weeks(asked: Asked, wish: Wish) -> tuple[int, ...]:
    """The wished week, or every week of the brief's period."""
    if wish.week is not None:
        return (asked.number_of(wish.week),)
    return tuple(asked.period_of(asked.brief_terms[wish.brief]))


def reasons_shut(asked: Asked, wish: Wish, week: int, running: list[Running]) -> Iterator[tuple[Kind, Party]]:
    """Every fixed thing that rules a week out for a wish, crowding left aside, with the other party."""
    brief, terms = asked.brief_terms[wish.brief], asked.terms[wish.creator]
    monday, own = monday_of(asked, week), Party("creator", wish.creator)
    if week not in asked.period_of(brief):
        yield Kind.PERIOD, own
    if monday in brief.embargo:
        yield Kind.EMBARGO, own
    if monday in terms.blackout:
        yield Kind.BLACKOUT, own
    if monday in wish.shut:
        yield Kind.SHUT, own
    if week < terms.lead_weeks:
        yield Kind.LEAD_TIME, own
    for post in running:
        kind = _kind(asked, brief, week, post, asked.number_of(post.week))
        if kind is not None:
            yield kind, Party("running", post.brand)


def monday_of(asked: Asked, week: int) -> date:
    """The Monday of a week's number."""
    return asked.first_week + timedelta(weeks=week)


def _shut(asked: Asked, wish: Wish, running: list[Running]) -> Iterator[Conflict]:
    weeks: dict[tuple[Kind, Party], list[int]] = defaultdict(list)
    for week in asked_weeks(asked, wish):
        reasons = set(reasons_shut(asked, wish, week, running))
        if not reasons:
            return
        for reason in reasons:
            weeks[reason].append(week)
    for (kind, party), numbers in sorted(weeks.items()):
        mondays = tuple(monday_of(asked, number) for number in numbers)
        yield Conflict(kind, wish.creator, (Party("brief", wish.brief), party), mondays)


def _between(asked: Asked, one: Wish, other: Wish) -> Conflict | None:
    first, second = asked.brief_terms[one.brief], asked.brief_terms[other.brief]
    if not compete(first, second):
        return None
    weeks, others = asked_weeks(asked, one), asked_weeks(asked, other)
    kinds = {_kind(asked, first, week, second, other_week) for week in weeks for other_week in others}
    if not kinds or None in kinds:
        return None
    kind = Kind.EXCLUSIVITY if Kind.EXCLUSIVITY in kinds else Kind.COMPETITOR
    mondays = tuple(monday_of(asked, week) for week in sorted({*weeks, *others}))
    return Conflict(kind, one.creator, (Party("brief", one.brief), Party("brief", other.brief)), mondays)


def _kind(asked: Asked, one: BriefTerms, week: int, other: BriefTerms | Running, other_week: int) -> Kind | None:
    """The rule that two posts of one creator in these weeks break, if they do."""
    swapped = week > other_week
    first, later = (other, one) if swapped else (one, other)
    apart = abs(other_week - week)
    if apart > blocked_weeks(first, later, asked.competitor_distance):
        return None
    together = apart == 0 and exclusive_weeks(later, first) > 0
    agreed = 0 < exclusive_weeks(first, later) >= apart
    return Kind.EXCLUSIVITY if agreed or together else Kind.COMPETITOR


def _crowded(asked: Asked, creator: str, wishes: list[Wish], running: list[Running]) -> Iterator[Conflict]:
    """Weeks with too many posts, and runs of weeks with too many; no run whose parties another run holds."""
    terms = asked.terms[creator]
    posts = [(asked.number_of(wish.week), Party("brief", wish.brief)) for wish in wishes if wish.week is not None]
    fixed = [(asked.number_of(post.week), Party("running", post.brand)) for post in running]
    seen: dict[Kind, list[set[tuple[int, Party]]]] = defaultdict(list)
    for kind, length, most in (
        (Kind.CAPACITY, 1, terms.per_week),
        (Kind.FATIGUE, terms.weeks_apart, 1),
        (Kind.FATIGUE, terms.in_weeks, terms.most_posts),
    ):
        runs = [
            [one for one in (*posts, *fixed) if first <= one[0] < first + length]
            for first in sorted({week for week, _ in (*posts, *fixed)})
        ]
        for run in runs:
            asks = any(party.side == "brief" for _, party in run)
            if len(run) > most and asks and not any(set(run) <= other for other in seen[kind]):
                seen[kind].append(set(run))
                weeks = sorted({week for week, _ in run})
                parties = tuple(party for _, party in sorted(run))
                yield Conflict(kind, creator, parties, tuple(monday_of(asked, week) for week in weeks))
