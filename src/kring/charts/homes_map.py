"""Where creators live: municipalities shaded by how many of them have their home there.

A home is concluded from followers, posts and the profile, so the table says how sure the least sure one is. Classes
that double: few creators share a municipality, and one or two must be told apart. Borders: Statistics Netherlands
(CBS), 2022, CC BY 4.0; municipalities of Flanders stand in the table only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt

from kring.charts.picture import finished
from kring.charts.reach_map import HEIGHT, WIDTH, areas, outlines
from kring.estimate import Language, number
from kring.estimate.wording import percent

LIMITS = (1, 2, 4, 8, 16)
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Waar de creators wonen", "creators": "creators", "municipality": "gemeente",
        "sure": "minst zekere", "nobody": "niemand", "from": "{} en meer", "between": "{} tot en met {}",
        "borders": "Grenzen: CBS, 2022", "said": "Kaart van Nederland met de woonplaatsen van {} creators. {}",
        "most": "De meeste wonen in {}.",
    },
    "en": {
        "title": "Where the creators live", "creators": "creators", "municipality": "municipality",
        "sure": "least sure", "nobody": "nobody", "from": "{} and more", "between": "{} to {}",
        "borders": "Borders: CBS, 2022", "said": "A map of the Netherlands with the homes of {} creators. {}",
        "most": "Most live in {}.",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HomeOf:
    """The home of one creator: its place in the ranking, the municipality, and the probability that it is right."""

    account: str
    shown: str
    place: int
    municipality: str
    probability: float


def homes_map(homes: Sequence[HomeOf], language: Language = "en", *, synthetic: bool = False) -> alt.Chart:
    """The map of these homes; raises ValueError without any."""
    if not homes:
        raise ValueError("of none of these creators is it known where the home is")
    words, counted = WORDS[language], Counter(home.municipality for home in homes)
    labels = _labels(language)
    classes = [{"id": name, "class": labels[_class_of(creators)]} for name, creators in counted.items()]
    most = ", ".join(f"{name} ({number(creators, language)})" for name, creators in counted.most_common(3))
    drawn = alt.layer(areas(classes, [words["nobody"], *labels]), outlines()).properties(width=WIDTH, height=HEIGHT)
    return finished(
        drawn.project("identity", reflectY=True), language, title=words["title"],
        described=words["said"].format(number(len(homes), language), words["most"].format(most)),
        headings=[words["municipality"], words["creators"], words["sure"]], rows=_rows(homes, counted, language),
        synthetic=synthetic, under=words["borders"],
    )  # fmt: skip


def _rows(homes: Sequence[HomeOf], counted: Counter[str], language: Language) -> list[list[str]]:
    """One row a municipality, the most creators first, with the probability of the home that is least sure."""
    least: dict[str, float] = {}
    for one in homes:
        least[one.municipality] = min(one.probability, least.get(one.municipality, 1.0))
    return [[name, number(creators, language), sure(least[name], language)] for name, creators in counted.most_common()]


def sure(probability: float, language: Language) -> str:
    """A probability in whole percents; next to 1 it says so: nothing here is certain."""
    return f"> {percent(0.99, language, 0)}" if probability > 0.99 else percent(probability, language, 0)


def _class_of(creators: int) -> int:
    return max(place for place, limit in enumerate(LIMITS) if creators >= limit)


def _labels(language: Language) -> list[str]:
    words = WORDS[language]
    spans = [(low, above - 1) for low, above in pairwise(LIMITS)]
    told = [str(low) if low == high else words["between"].format(low, high) for low, high in spans]
    return [*told, words["from"].format(LIMITS[-1])]
