"""What is asked of a calendar: who is wished for which brief, on which terms, beside what already runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Wish:
    """A creator wished for a brief: what that is worth, what it costs, and in which week if that was asked.

    `value`: in any one unit, such as people reached; the calendar maximises the sum. `fee`: euros without VAT; None is
    unknown, which only a brief without a budget can have. `week`: the Monday of the wished week; None leaves it open. A
    wish that is placed in another week counts as moved. `fixed`: no other week than the wished one will do. `shut`:
    Mondays of weeks it may not have. `required`: it is placed before anything else counts. `marks`: what quotas of the
    brief count, such as the creator's tier and province. `account`: with which account, for creators with several; a
    creator may be wished once for a brief with each. `stands_in`: for whom it is a spare; a spare that is not needed is
    nothing dropped.
    """

    brief: str
    creator: str
    value: float
    fee: float | None = 0.0
    deliverable: str = "post"
    week: date | None = None
    fixed: bool = False
    shut: tuple[date, ...] = ()
    required: bool = False
    marks: tuple[str, ...] = ()
    account: str = ""
    stands_in: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Brief, creator and account, which no other wish has all three."""
        return self.brief, self.creator, self.account


@dataclass(frozen=True)
class Quota:
    """How many of a brief's creators carry a mark, such as a tier or a province: at least and at most."""

    mark: str
    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class BriefTerms:
    """The terms of a brief.

    `start`, `end`: Mondays of the first and last week, both included; None is the calendar's own. `exclusive_before`,
    `exclusive_after`: so many weeks before and after a post its creator posts for no competitor. A competitor is
    another brand in the same category, or in one of `rival_categories` of either. `embargo`: Mondays of weeks without
    posts. `budget`: euros for all fees; None is without limit. `least`, `most`: how many creators. `quotas`: how many
    creators with a mark. `each_week`: posts at least in every week of the period that is not under embargo.
    """

    name: str
    brand: str
    category: str
    start: date | None = None
    end: date | None = None
    exclusive_before: int = 0
    exclusive_after: int = 0
    rival_categories: tuple[str, ...] = ()
    embargo: tuple[date, ...] = ()
    budget: float | None = None
    least: int = 0
    most: int | None = None
    quotas: tuple[Quota, ...] = ()
    each_week: int = 0


@dataclass(frozen=True)
class CreatorTerms:
    """The terms of a creator.

    `per_week`: commercial posts in one week. `most_posts` in any `in_weeks` weeks on end: beyond that an audience tires
    of advertising. `lead_weeks`: weeks between the start of the calendar and the first post. `blackout`: Mondays of
    weeks in which the creator does not work. `weeks_apart`: weeks from one commercial post to the next at least; 2
    leaves one week between them, 0 asks nothing.
    """

    creator: str
    per_week: int = 1
    most_posts: int = 2
    in_weeks: int = 4
    lead_weeks: int = 0
    blackout: tuple[date, ...] = ()
    weeks_apart: int = 0


@dataclass(frozen=True)
class Running:
    """A post that is already agreed or published: it stays where it is, and wishes keep clear of it.

    An empty `category` is unknown: the post then counts for how often its creator advertises, and for no competition.
    """

    creator: str
    brand: str
    category: str
    week: date
    exclusive_before: int = 0
    exclusive_after: int = 0
    rival_categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """Everything one calendar is made from. Raises BadInput for what can't be, naming the brief or the creator.

    `first_week`: the Monday the calendar starts; `weeks`: how many. `competitor_distance`: weeks that always lie
    between posts of one creator for competitors, whatever exclusivity was agreed; 1 means not in the same week.
    Creators without terms get those of `CreatorTerms`.
    """

    wishes: tuple[Wish, ...]
    briefs: tuple[BriefTerms, ...]
    creators: tuple[CreatorTerms, ...]
    running: tuple[Running, ...]
    first_week: date
    weeks: int
    competitor_distance: int = 1

    def __post_init__(self) -> None:
        from kring.plan.calendar.checks import check

        check(self)

    @cached_property
    def terms(self) -> dict[str, CreatorTerms]:
        """The terms of every creator that is wished or has something running, by name."""
        given = {one.creator: one for one in self.creators}
        names = sorted({wish.creator for wish in self.wishes} | {post.creator for post in self.running} | set(given))
        return {name: given.get(name, CreatorTerms(name)) for name in names}

    @cached_property
    def brief_terms(self) -> dict[str, BriefTerms]:
        """The briefs by name."""
        return {brief.name: brief for brief in self.briefs}

    def placed_in(self, brief: str, creator: str, week: date, account: str = "") -> Asked:
        """The same with a wish that must be placed in this week; raises UnknownName when there is no such wish."""
        key = (brief, creator, account)
        return self._changed(key, lambda wish: replace(wish, week=week, fixed=True, required=True))

    def kept_from(self, brief: str, creator: str, week: date, account: str = "") -> Asked:
        """The same with a wish that may not have this week; raises UnknownName when there is no such wish."""
        return self._changed((brief, creator, account), lambda wish: replace(wish, shut=(*wish.shut, week)))

    def _changed(self, key: tuple[str, str, str], change: Callable[[Wish], Wish]) -> Asked:
        from kring.plan.calendar.checks import require_wish

        require_wish(self, key)
        return replace(self, wishes=tuple(change(one) if one.key == key else one for one in self.wishes))

    def number_of(self, monday: date) -> int:
        """The number of a week; 0 is the first of the calendar, before it they are negative."""
        return (monday - self.first_week).days // 7

    def period_of(self, brief: BriefTerms) -> range:
        """The numbers of the weeks of the calendar that lie in the brief's period."""
        first = 0 if brief.start is None else max(self.number_of(brief.start), 0)
        last = self.weeks - 1 if brief.end is None else min(self.number_of(brief.end), self.weeks - 1)
        return range(first, last + 1)
