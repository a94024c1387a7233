"""When whom posts for which brief: all open briefs and running collaborations of all creators in one calendar."""

from kring.plan.calendar.answer import Calendar, Dropped, Moved, Placement, Short
from kring.plan.calendar.conflicts import Conflict, Kind, Party, find_conflicts
from kring.plan.calendar.planning import make_calendar
from kring.plan.calendar.wishes import Asked, BriefTerms, CreatorTerms, Quota, Running, Wish

__all__ = [
    "Asked", "BriefTerms", "Calendar", "Conflict", "CreatorTerms", "Dropped", "Kind", "Moved", "Party", "Placement",
    "Quota", "Running", "Short", "Wish", "find_conflicts", "make_calendar",
]  # fmt: skip
