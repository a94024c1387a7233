"""The map of reached people: each municipality of the Netherlands shaded by how many people of it the plan reaches.

Classes with round limits instead of a sliding scale: five steps can be told apart and read off (Brewer, "Color use
guidelines for mapping", 1994). Borders: Statistics Netherlands (CBS), 2022, CC BY 4.0.
"""

from __future__ import annotations

import math
from itertools import pairwise

import altair as alt

from kring.charts.picture import finished
from kring.estimate import Estimate, Language, in_words, number, percent
from kring.reach import PlacesReached
from kring.vocabulary import places

WIDTH, HEIGHT = 400, 472
CLASSES = 5
MOST_ROWS = 25
STEPS = (1, 2, 5)
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Waar de mensen wonen die bereikt worden",
        "people": "mensen in de doelgroep",
        "municipality": "gemeente",
        "share": "van wie bereikt wordt",
        "unknown": "gemeente onbekend",
        "elsewhere": "buiten Nederland",
        "rest": "alle andere gemeenten ({})",
        "nobody": "niemand",
        "from": "{} en meer",
        "borders": "Grenzen: CBS, 2022",
    },
    "en": {
        "title": "Where the people reached live",
        "people": "people in the target group",
        "municipality": "municipality",
        "share": "of those reached",
        "unknown": "municipality not known",
        "elsewhere": "outside the Netherlands",
        "rest": "all other municipalities ({})",
        "nobody": "nobody",
        "from": "{} and more",
        "borders": "Borders: CBS, 2022",
    },
}


def reach_map(reached: PlacesReached, language: Language = "en") -> alt.Chart:
    """Municipalities shaded by people reached, with the provinces outlined; the largest stand in the table.

    People whose municipality is not known are on no part of the map: the words and the table say how many they are.
    """
    words = WORDS[language]
    known = {name: people.value for name, people in reached.municipalities.items() if people.known and people.value}
    limits = class_limits(list(known.values()))
    labels = _labels(limits, language)
    classes = [{"id": name, "class": labels[_class_of(people, limits)]} for name, people in known.items()]
    drawn = alt.layer(areas(classes, [words["nobody"], *labels]), outlines()).properties(width=WIDTH, height=HEIGHT)
    return finished(
        drawn.project("identity", reflectY=True), language, title=words["title"], described=_said(reached, language),
        headings=[words["municipality"], words["people"], words["share"]], rows=_rows(reached, language),
        synthetic=reached.synthetic, under=words["borders"],
    )  # fmt: skip


def class_limits(people: list[float]) -> list[float]:
    """The lower limits of at most five classes: 0 and then 1, 2 or 5 times a power of ten, with the largest above."""
    most = max(people, default=0.0)
    exponents = range(math.ceil(math.log10(max(most, 10))) + 1)
    rounds = [float(step * 10**exponent) for exponent in exponents for step in STEPS if step * 10**exponent < most]
    return [0.0, *rounds[-(CLASSES - 1) :]]


def _class_of(people: float, limits: list[float]) -> int:
    return max(place for place, limit in enumerate(limits) if people >= limit)


def _labels(limits: list[float], language: Language) -> list[str]:
    ends = [number(limit, language) for limit in limits]
    first = {"nl": "minder dan {}", "en": "fewer than {}"}[language]
    between = {"nl": "{} tot {}", "en": "{} up to {}"}[language]
    if len(ends) == 1:
        return [WORDS[language]["people"]]
    middle = [between.format(low, high) for low, high in pairwise(ends[1:])]
    return [first.format(ends[1]), *middle, WORDS[language]["from"].format(ends[-1])]


def areas(classes: list[dict[str, str]], labels: list[str]) -> alt.Chart:
    """The municipalities, each in the shade of its class; those without one in the first."""
    found = alt.LookupData(data=alt.InlineData(values=classes), key="id", fields=["class"])
    shade = alt.Color(
        "class:O", title=None, sort=labels, scale=alt.Scale(domain=labels),
        legend=alt.Legend(orient="top-left", direction="vertical", symbolType="square", symbolStrokeWidth=0, offset=0),
    )  # fmt: skip
    return (
        alt.Chart(borders_of("municipalities", feature="municipalities"))
        .mark_geoshape(style="place")
        .transform_lookup("id", found, default=labels[0])
        .encode(color=shade)
    )


def outlines() -> alt.Chart:
    """The provinces, drawn over the municipalities."""
    return alt.Chart(borders_of("provinces", mesh="provinces")).mark_geoshape(filled=False, style="outline")


def borders_of(name: str, **part: str) -> alt.InlineData:
    """A part of the borders. Their text goes to Vega as it is: Altair would look at every coordinate."""
    return alt.InlineData(values=places.borders(), name=name, format=alt.TopoDataFormat(type="topojson", **part))


def _rows(reached: PlacesReached, language: Language) -> list[list[str]]:
    words, found = WORDS[language], list(reached.municipalities.items())
    lines = found[:MOST_ROWS]
    rest = [people for _, people in found[MOST_ROWS:]]
    if rest:
        lines.append((words["rest"].format(number(len(rest), language)), _together(rest)))
    lines += [(words["elsewhere"], reached.elsewhere), (words["unknown"], reached.unknown)]
    return [
        [name, in_words(people, "count", language), _share(people, reached.unique, language)] for name, people in lines
    ]


def _together(people: list[Estimate]) -> Estimate:
    from kring.estimate import total

    return total(people, independent=False)


def _share(people: Estimate, of: Estimate, language: Language) -> str:
    return percent(people.value / of.value, language) if people.known and of.known and of.value else "–"


def _said(reached: PlacesReached, language: Language) -> str:
    most = [
        f"{name} ({in_words(people, 'count', language)})"
        for name, people in list(reached.municipalities.items())[:3]
        if people.known
    ]
    unknown, elsewhere = (in_words(people, "count", language) for people in (reached.unknown, reached.elsewhere))
    listed = ", ".join(most)
    if language == "nl":
        return (
            f"Kaart van Nederland. De meeste mensen die bereikt worden wonen in {listed}. "
            f"Van {unknown} is de gemeente onbekend, {elsewhere} wonen buiten Nederland; zij staan niet op de kaart."
        )
    return (
        f"A map of the Netherlands. Most people reached live in {listed}. Of {unknown} the municipality is not known, "
        f"{elsewhere} live outside the Netherlands; they are not on the map."
    )
