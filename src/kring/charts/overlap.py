"""How audiences overlap: circles for two or three accounts, an UpSet plot for more (Lex and others, IEEE TVCG 2014)."""

from __future__ import annotations

import altair as alt

from kring.charts.circles import circles
from kring.charts.picture import AnyChart, finished
from kring.charts.upset import upset
from kring.estimate import Language, in_words
from kring.reach import Overlap
from kring.reach.segment_words import listed

WORDS: dict[Language, dict[str, str]] = {
    "nl": {"title": "Wie volgt wie", "accounts": "volgt precies deze accounts", "people": "mensen in de doelgroep"},
    "en": {
        "title": "Who follows whom",
        "accounts": "follows exactly these accounts",
        "people": "people in the target group",
    },
}


def overlap_picture(overlap: Overlap, language: Language = "en") -> alt.Chart:
    """The overlap of up to 12 accounts. The figures beside it are people who follow exactly those accounts."""
    words = WORDS[language]
    drawn: AnyChart = circles(overlap, language) if len(overlap.accounts) in (2, 3) else upset(overlap, language)
    rows = [
        [listed(list(names), language), in_words(people, "count", language)] for names, people in overlap.combinations
    ]
    return finished(
        drawn, language, title=words["title"], described=_said(overlap, language),
        headings=[words["accounts"], words["people"]], rows=rows, synthetic=overlap.synthetic,
    )  # fmt: skip


def _said(overlap: Overlap, language: Language) -> str:
    accounts = listed(list(overlap.each), language)
    pairs = [(pair, people) for pair, people in overlap.pairs.items() if people.known]
    if not pairs:
        return accounts
    if not any(people.value for _, people in pairs):
        return {
            "nl": f"De accounts {accounts}. Geen twee ervan delen mensen.",
            "en": f"The accounts {accounts}. No two of them share people.",
        }[language]
    (first, second), most = max(pairs, key=lambda entry: entry[1].value)
    shared = in_words(most, "count", language)
    if language == "nl":
        return f"De accounts {accounts}. De meeste mensen delen {first} en {second}: {shared}."
    return f"The accounts {accounts}. {first} and {second} share most people: {shared}."
