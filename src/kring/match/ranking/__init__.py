"""Rankings: who passes a brief and in which order, why, and how one is kept and made again."""

from kring.match.ranking.comparing import Difference
from kring.match.ranking.counterfactual import Counterfactual
from kring.match.ranking.explanation import Bar, Explanation
from kring.match.ranking.ranking import Ranking, Row, ranked

__all__ = ["Bar", "Counterfactual", "Difference", "Explanation", "Ranking", "Row", "ranked"]
