"""Whom creators reach together: audiences, segments, unique reach and overlap."""

from kring.reach.audience import Audience
from kring.reach.compact import CompactAudience
from kring.reach.delivered import Contacts, Delivered, ViewRate, delivered_reach, exposure, view_rates
from kring.reach.figures import Reach
from kring.reach.overlap import Overlap, overlap
from kring.reach.places_reached import PlacesReached, reached_by_municipality
from kring.reach.prepared import Prepared
from kring.reach.radius import Radius
from kring.reach.residents import population
from kring.reach.samples import Samples
from kring.reach.segment import Segment
from kring.reach.target_group import TargetGroup, target_group
from kring.reach.unique import unique_reach

__all__ = [
    "Audience",
    "CompactAudience",
    "Contacts",
    "Delivered",
    "Overlap",
    "PlacesReached",
    "Prepared",
    "Radius",
    "Reach",
    "Samples",
    "Segment",
    "TargetGroup",
    "ViewRate",
    "delivered_reach",
    "exposure",
    "overlap",
    "population",
    "reached_by_municipality",
    "target_group",
    "unique_reach",
    "view_rates",
]
