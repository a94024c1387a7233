"""The glossary and the figures of a profile, from `kring.vocabulary`."""

from __future__ import annotations

from kring.estimate import Basis
from kring.estimate.wording import BASIS_WORDS
from kring.vocabulary.figures import figures
from kring.vocabulary.glossary import glossary
from reference.markdown import code, page, table

INTRODUCTION = """
The words that code, screens and pages use, and no others. Each has one meaning, in English and in Dutch.
"""

FIGURES = """
## Figures of a profile

Each figure names what it is divided by. How many observations are behind it, and its interval, stand beside it.
"""

BASES = """
## What a figure rests on

From the strongest to the weakest. A figure made of several takes the weakest of theirs.
"""

BASIS_MEANINGS = {
    Basis.MEASURED: "counted or computed from observations that are complete for the purpose",
    Basis.SAMPLED: "computed from a part of the observations",
    Basis.MODELLED: "estimated by a model from other figures",
    Basis.DECLARED: "said by the creator or the company",
    Basis.PRIOR: "expected from published sources, because nothing of this creator is known",
}


def glossary_page() -> str:
    """The page with every term, every figure and every basis."""
    terms = [
        (f"**{term.words.en}**", f"**{term.words.nl}**", term.definition.en, term.definition.nl)
        for term in glossary().values()
    ]
    shown = [
        (code(one.name), one.words.en, one.words.nl, one.definition.en, one.definition.nl) for one in figures().values()
    ]
    bases = [
        (code(basis), BASIS_WORDS["en"][basis], BASIS_WORDS["nl"][basis], BASIS_MEANINGS[basis]) for basis in Basis
    ]
    return page(
        "Glossary",
        INTRODUCTION,
        table(("English", "Nederlands", "meaning", "betekenis"), terms),
        FIGURES + "\n" + table(("name", "English", "Nederlands", "how it is computed", "hoe berekend"), shown),
        BASES + "\n" + table(("basis", "English", "Nederlands", "meaning"), bases),
    )
