"""Many small creators against one large: for each large one its reach, the random sets' interval, and the best set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language, in_words, number
from kring.plan import Comparison, verdict_in_words
from kring.vocabulary.tiers import KRING

WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Veel kleine tegen één grote",
        "people": "verschillende mensen",
        "one": "de grote creator",
        "many": "willekeurige {tier}-creators, mediaan en 95 %",
        "best": "beste {tier}-creators",
        "followers": "volgers",
    },
    "en": {
        "title": "Many small against one large",
        "people": "different people",
        "one": "the large creator",
        "many": "random {tier} creators, median and 95%",
        "best": "best {tier} creators",
        "followers": "followers",
    },
}


def comparison_picture(compared: Sequence[Comparison] | Comparison, language: Language = "en") -> alt.Chart:
    """One row a large creator: its own reach beside what small ones with as many followers together reach."""
    all_of_them = [compared] if isinstance(compared, Comparison) else list(compared)
    words = _words(all_of_them, language)
    points, spans = _marks(all_of_them, words, language)
    order = [_row(one, words, language) for one in all_of_them]
    y = alt.Y("row:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, grid=True))
    x = alt.X("people:Q", title=words["people"], axis=alt.Axis(format=",.0f", tickCount=5))
    kinds = [words["many"], words["one"], words["best"]]
    kind = alt.Color("what:N", title=None, scale=alt.Scale(domain=kinds), legend=alt.Legend(symbolOpacity=1))
    shape = alt.Shape(
        "what:N", title=None, scale=alt.Scale(domain=kinds, range=["circle", "diamond", "triangle-right"])
    )
    rules = (
        alt.Chart(alt.Data(values=spans))
        .mark_rule(strokeWidth=4, opacity=0.5)
        .encode(y=y, x="low:Q", x2="high:Q", color=kind)
    )
    dots = alt.Chart(alt.Data(values=points)).mark_point(size=110, filled=True, opacity=1).encode(y, x, kind, shape)
    headings = [words["followers"], words["one"], words["many"], words["best"]]
    return finished(
        alt.layer(rules, dots).properties(width=WIDTH, height=alt.Step(30)), language, title=words["title"],
        described=verdict_in_words(all_of_them, language), headings=["creator", *headings],
        rows=[_cells(one, language) for one in all_of_them], synthetic=any(one.synthetic for one in all_of_them),
    )  # fmt: skip


def _words(compared: Sequence[Comparison], language: Language) -> dict[str, str]:
    tier = KRING.tier(compared[0].tier).words.said_in(language)
    return {name: text.format(tier=tier) for name, text in WORDS[language].items()}


def _marks(
    compared: Sequence[Comparison], words: dict[str, str], language: Language
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    points, spans = [], []
    for one in compared:
        row = _row(one, words, language)
        figures = {words["one"]: one.one_reach, words["many"]: one.many_reach, words["best"]: one.best_reach}
        points += [
            {"row": row, "people": people.value, "what": what} for what, people in figures.items() if people.known
        ]
        if one.many_reach.known:
            spans.append({"row": row, "low": one.many_reach.low, "high": one.many_reach.high, "what": words["many"]})
    return points, spans


def _row(one: Comparison, words: dict[str, str], language: Language) -> str:
    return f"{one.shown} ({number(one.followers, language)} {words['followers']})"


def _cells(one: Comparison, language: Language) -> list[str]:
    reaches = [in_words(people, "count", language) for people in (one.one_reach, one.many_reach, one.best_reach)]
    return [one.shown, number(one.followers, language), *reaches]
