"""The niches, from `kring.vocabulary.niches`."""

from __future__ import annotations

from kring.vocabulary.niches import niches
from reference.markdown import code, page, table

INTRODUCTION = """
A niche is a topic a community gathers around. The description is what texts are compared with. A brief may name a niche
by its name, by its label in either language or by one of the other words.
"""


def niches_page() -> str:
    """The page with every niche."""
    rows = [
        (code(one.name), one.words.en, one.words.nl, one.description.en, one.description.nl, ", ".join(one.also))
        for one in niches().values()
    ]
    headings = ("name", "English", "Nederlands", "description", "omschrijving", "other words")
    return page("Niches", INTRODUCTION, table(headings, rows))
