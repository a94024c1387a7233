"""How audiences overlap: circles for two or three accounts, an UpSet plot for more (Lex and others, IEEE TVCG 2014)."""

from __future__ import annotations

import altair as alt

from kring.charts.circles import circles
from kring.charts.picture import AnyChart, finished
from kring.charts.upset import MOST_COLUMNS, upset
from kring.estimate import Language, in_words, number, total
from kring.reach import Overlap
from kring.reach.segment_words import listed

NAMED = 5
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Wie volgt wie",
        "accounts": "volgt precies deze accounts",
        "people": "mensen in de doelgroep",
        "first": "De eerste {shown} van de {all} creators.",
        "largest": "De {shown} grootste combinaties van {all} staan getekend.",
        "rest": "de andere {rest} combinaties",
    },
    "en": {
        "title": "Who follows whom",
        "accounts": "follows exactly these accounts",
        "people": "people in the target group",
        "first": "The first {shown} of the {all} creators.",
        "largest": "The {shown} largest combinations of {all} are drawn.",
        "rest": "the other {rest} combinations",
    },
}


def overlap_picture(overlap: Overlap, language: Language = "en", *, among: int | None = None) -> alt.Chart:
    """The overlap of up to 12 accounts. The figures beside it are people who follow exactly those accounts.

    Twelve accounts have thousands of combinations: the largest are drawn and named, the others are one line of the
    figures. `among`: of how many accounts these are the first, which it then says.
    """
    words = WORDS[language]
    drawn: AnyChart = circles(overlap, language) if len(overlap.accounts) in (2, 3) else upset(overlap, language)
    said = [_said(overlap, language)]
    if among is not None and among > len(overlap.accounts):
        said.append(words["first"].format(shown=len(overlap.accounts), all=number(among, language)))
    if (combined := len(overlap.combinations)) > MOST_COLUMNS:
        said.append(words["largest"].format(shown=MOST_COLUMNS, all=number(combined, language)))
    return finished(
        drawn, language, title=words["title"], described=" ".join(said),
        headings=[words["accounts"], words["people"]], rows=_rows(overlap, language), synthetic=overlap.synthetic,
    )  # fmt: skip


def _rows(overlap: Overlap, language: Language) -> list[list[str]]:
    """The largest combinations, and all others together: nobody is in two of them, so that they add up."""
    shown, rest = overlap.combinations[:MOST_COLUMNS], overlap.combinations[MOST_COLUMNS:]
    rows = [[listed(list(names), language), in_words(people, "count", language)] for names, people in shown]
    if rest:
        others = WORDS[language]["rest"].format(rest=number(len(rest), language))
        rows.append([others, in_words(total([people for _, people in rest]), "count", language)])
    return rows


def _said(overlap: Overlap, language: Language) -> str:
    accounts = _accounts(overlap, language)
    pairs = [(pair, people) for pair, people in overlap.pairs.items() if people.known]
    if not pairs:
        return f"{accounts}."
    if not any(people.value for _, people in pairs):
        return {
            "nl": f"{accounts}. Geen twee ervan delen mensen.",
            "en": f"{accounts}. No two of them share people.",
        }[language]
    (first, second), most = max(pairs, key=lambda entry: entry[1].value)
    shared = in_words(most, "count", language)
    if language == "nl":
        return f"{accounts}. De meeste mensen delen {first} en {second}: {shared}."
    return f"{accounts}. {first} and {second} share most people: {shared}."


def _accounts(overlap: Overlap, language: Language) -> str:
    """The accounts by name; above `NAMED` only how many, for they stand in the picture and in its figures."""
    if len(overlap.each) > NAMED:
        many = number(len(overlap.each), language)
        return {"nl": f"{many} accounts, van groot naar klein", "en": f"{many} accounts, by size"}[language]
    named = listed(list(overlap.each), language)
    return {"nl": f"De accounts {named}", "en": f"The accounts {named}"}[language]
