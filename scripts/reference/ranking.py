"""How ranking works, in both languages, from the weights that come with Kring."""

from __future__ import annotations

from kring.estimate import Language
from kring.match.criteria import active_criteria
from kring.match.ranking.how_it_works import how_ranking_works
from reference.markdown import page


def ranking_page(language: Language) -> str:
    """The page in one language."""
    title, text = how_ranking_works(active_criteria(), language)
    return page(title, "", text)
