"""Rankings: who passes a brief and in which order, why, and how one is kept and made again."""

from kring.match.ranking.comparing import Difference
from kring.match.ranking.counterfactual import Counterfactual
from kring.match.ranking.explanation import Bar, Explanation
from kring.match.ranking.for_creator import BriefsFor, Fit, briefs_for
from kring.match.ranking.ranking import Ranking, Row, ranked
from kring.match.ranking.record import Record, record_of
from kring.match.ranking.unknown import UnknownBits

__all__ = [
    "Bar",
    "BriefsFor",
    "Counterfactual",
    "Difference",
    "Explanation",
    "Fit",
    "Ranking",
    "Record",
    "Row",
    "UnknownBits",
    "briefs_for",
    "ranked",
    "record_of",
]
