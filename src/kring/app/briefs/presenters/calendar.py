"""The calendar of all briefs of an organisation: creators by weeks, conflicts, what moved and what found no place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kring.app.briefs.presenters.pictures import Picture, picture_of
from kring.app.web.language import page_language
from kring.match.brief import Brief

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.plan.calendar import BriefTerms, Calendar, OpenBriefs
    from kring.workspace import Workspace

WEEKS = 12
SECONDS = 3.0
KEPT = 8
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """Who clash over whom, in which weeks, by which rule."""

    creator: str
    parties: tuple[str, ...]
    when: str
    rule: str


@dataclass(frozen=True, slots=True)
class CalendarShown:
    """The page of the calendar; lists are cut at a hundred, `conflicts_in_all` counts them all."""

    sentences: str
    first: date
    last: date
    picture: Picture | None
    conflicts: tuple[ConflictShown, ...]
    conflicts_in_all: int
    moved: tuple[tuple[str, str, date, date], ...]
    dropped: tuple[tuple[str, str, str], ...]


def open_briefs(briefs: Sequence[Brief], today: date) -> OpenBriefs:
    """The briefs that are not over, from the first Monday on; two of one name get a number."""
    from kring.plan.calendar import OpenBrief, OpenBriefs

    monday = today + timedelta(days=-today.weekday() % 7)
    still = [one for one in briefs if one.period.end is None or one.period.end >= monday]
    seen: dict[str, int] = {}
    named = []
    for one in still:
        seen[one.name] = seen.get(one.name, 0) + 1
        named.append(replace(one, name=f"{one.name} ({seen[one.name]})") if seen[one.name] > 1 else one)
    return OpenBriefs(monday, WEEKS, tuple(OpenBrief(one, _terms(one)) for one in named))


def _terms(brief: Brief) -> BriefTerms:
    """The brand and what it competes with; a brief that names no company competes with nobody."""
    from kring.plan.calendar import BriefTerms

    if not brief.company:
        return BriefTerms(brief.name, brief.name, "")
    return BriefTerms(brief.name, brief.company, brief.category, rival_categories=brief.rivals)


def calendar_page(workspace: Workspace, briefs: Sequence[Brief], today: date) -> CalendarShown:
    """The calendar of these briefs. Raises as `Workspace.calendar` does."""
    return _shown(workspace, workspace.position, tuple(briefs), today, page_language())


@lru_cache(maxsize=KEPT)
def _made(workspace: Workspace, position: int, briefs: tuple[Brief, ...], today: date) -> Calendar:
    return workspace.calendar(open_briefs(briefs, today), seconds=SECONDS)


@lru_cache(maxsize=2 * KEPT)
def _shown(
    workspace: Workspace, position: int, briefs: tuple[Brief, ...], today: date, language: Language
) -> CalendarShown:
    from kring.charts import calendar_picture

    found = _made(workspace, position, briefs, today)
    conflicts = tuple(
        ConflictShown(
            one.creator, tuple(party.said_in(language) for party in one.parties), one.when, one.rule.said_in(language)
        )
        for one in found.conflicts[:MOST_SHOWN]
    )
    return CalendarShown(
        sentences=found.in_words(language),
        first=found.mondays[0],
        last=found.mondays[-1],
        picture=picture_of("calendar", calendar_picture(found, language))
        if found.placements or found.running
        else None,
        conflicts=conflicts,
        conflicts_in_all=len(found.conflicts),
        moved=tuple((one.creator, one.brief, one.wished, one.week) for one in found.moved[:MOST_SHOWN]),
        dropped=tuple((one.creator, one.brief, one.reason.said_in(language)) for one in found.dropped[:MOST_SHOWN]),
    )
