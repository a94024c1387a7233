"""What is asked of a calendar: who is wished for which brief, on which terms, beside what already runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True)
class Wish:
    """A creator wished for a brief: what that is worth, what it costs, and in which week if that was asked.

    `value`: in any one unit, such as people reached; the calendar maximises the sum. `fee`: euros without VAT. `week`:
    the Monday of the wished week; None leaves it open. A wish that is placed in another week counts as moved.
    """

    brief: str
    creator: str
    value: float
    fee: float = 0.0
    deliverable: str = "post"
    week: date | None = None


@dataclass(frozen=True)
class BriefTerms:
    """The terms of a brief.

    `start`, `end`: Mondays of the first and last week, both included; None is the calendar's own. `exclusive_before`,
    `exclusive_after`: so many weeks before and after a post its creator posts for no competitor. A competitor is
    another brand in the same category, or in one of `rival_categories` of either. `embargo`: Mondays of weeks without
    posts. `budget`: euros for all fees; None is without limit. `least`, `most`: how many creators.
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


@dataclass(frozen=True)
class CreatorTerms:
    """The terms of a creator.

    `per_week`: commercial posts in one week. `most_posts` in any `in_weeks` weeks on end: beyond that an audience tires
    of advertising. `lead_weeks`: weeks between the start of the calendar and the first post. `blackout`: Mondays of
    weeks in which the creator does not work.
    """

    creator: str
    per_week: int = 1
    most_posts: int = 2
    in_weeks: int = 4
    lead_weeks: int = 0
    blackout: tuple[date, ...] = ()


@dataclass(frozen=True)
class Running:
    """A post that is already agreed: it stays where it is, and wishes keep clear of it."""

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

    def number_of(self, monday: date) -> int:
        """The number of a week; 0 is the first of the calendar, before it they are negative."""
        return (monday - self.first_week).days // 7

    def period_of(self, brief: BriefTerms) -> range:
        """The numbers of the weeks of the calendar that lie in the brief's period."""
        first = 0 if brief.start is None else max(self.number_of(brief.start), 0)
        last = self.weeks - 1 if brief.end is None else min(self.number_of(brief.end), self.weeks - 1)
        return range(first, last + 1)
