"""One function a picture, used alike by pages, reports and notebooks. Each has a text alternative and its figures.

Importing this imports Altair; do it inside the function that needs it.
"""

from kring.charts.arrivals import arrivals_picture
from kring.charts.calendar import calendar_picture
from kring.charts.comparison import comparison_picture
from kring.charts.found_map import found_map
from kring.charts.frequency import frequency
from kring.charts.gains import marginal_gains
from kring.charts.homes_map import homes_map
from kring.charts.locality_map import locality_map
from kring.charts.overlap import overlap_picture
from kring.charts.picture import described, table
from kring.charts.reach_curve import reach_curve
from kring.charts.reach_map import reach_map
from kring.charts.render import png, svg
from kring.charts.scenarios import scenarios_picture
from kring.charts.tiers import tier_table_picture
from kring.charts.waterfall import waterfall

__all__ = [
    "arrivals_picture", "calendar_picture", "comparison_picture", "described", "found_map", "frequency", "homes_map",
    "locality_map", "marginal_gains", "overlap_picture", "png", "reach_curve", "reach_map", "scenarios_picture", "svg",
    "table", "tier_table_picture", "waterfall",
]  # fmt: skip
