"""What speaks for or against a creator: criteria as data, and the quantities they look at, for a whole pool at once."""

from kring.match.criteria.criterion import Criteria, Criterion, Level
from kring.match.criteria.hooks import kring_hook, plugins, whatever_the_brief
from kring.match.criteria.pool import HISTORY, Pool
from kring.match.criteria.quantities import active_criteria, quantities
from kring.match.criteria.reading import read_criteria, shipped_criteria
from kring.match.criteria.terms import CreatorTerms

__all__ = [
    "HISTORY",
    "CreatorTerms",
    "Criteria",
    "Criterion",
    "Level",
    "Pool",
    "active_criteria",
    "kring_hook",
    "plugins",
    "quantities",
    "read_criteria",
    "shipped_criteria",
    "whatever_the_brief",
]
