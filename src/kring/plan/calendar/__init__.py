"""When whom posts for which brief: all open briefs and running collaborations of all creators in one calendar."""

from kring.plan.calendar.answer import Calendar, Dropped, Moved, Placement, Served, Short
from kring.plan.calendar.conflicts import Conflict, Kind, Party, find_conflicts
from kring.plan.calendar.from_plans import Behind, behind, terms_of, wishes_of
from kring.plan.calendar.grid import Cell, Row, grid
from kring.plan.calendar.observed import running_posts
from kring.plan.calendar.open_briefs import OpenBrief, OpenBriefs
from kring.plan.calendar.planning import make_calendar
from kring.plan.calendar.wishes import Asked, BriefTerms, CreatorTerms, Quota, Running, Wish

__all__ = [
    "Asked", "Behind", "BriefTerms", "Calendar", "Cell", "Conflict", "CreatorTerms", "Dropped", "Kind", "Moved",
    "OpenBrief", "OpenBriefs", "Party", "Placement", "Quota", "Row", "Running", "Served", "Short", "Wish", "behind",
    "find_conflicts", "grid", "make_calendar", "running_posts", "terms_of", "wishes_of",
]  # fmt: skip
