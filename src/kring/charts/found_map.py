"""Where the creators live that were found: a dot a place, larger for more of them, with the radius that was asked.

The area of a dot says how many creators live there (Cleveland, "The Elements of Graphing Data", 1985). A dot is open
where each home is only likely. Dots and circles are drawn in kilometres, as the borders are. Borders: Statistics
Netherlands (CBS), 2022, CC BY 4.0; creators in Flanders stand outside the borders, at their place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from kring.charts.look import LIGHT, MAIN
from kring.charts.picture import finished
from kring.charts.reach_map import HEIGHT, WIDTH, borders_of, outlines
from kring.estimate import Language, number
from kring.match.discovery import HomeOf

KILOMETRES_A_DEGREE, MIDDLE = 111.25, 52.15
"""As in `scripts/build_borders.py`: how degrees become the kilometres the borders are written in."""
DOT_KM, CORNERS = 2.0, 48
MOST_ROWS = 25
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Waar de gevonden creators wonen", "municipality": "gemeente", "creators": "creators",
        "likely": "waarvan alleen waarschijnlijk", "rest": "alle andere gemeenten ({})",
        "under": "Grenzen: CBS, 2022.",
        "dots": "Hoe groter de stip, hoe meer creators; een open stip: hun woonplaats is alleen waarschijnlijk.",
        "said": "Kaart van Nederland met de woonplaatsen van {} creators. De meeste wonen in {}. {}",
        "circle": "De cirkel is {} km rond het gevraagde punt.", "circles": "De cirkels zijn de gevraagde afstanden.",
    },
    "en": {
        "title": "Where the creators live that were found", "municipality": "municipality", "creators": "creators",
        "likely": "of which only likely", "rest": "all other municipalities ({})",
        "under": "Borders: CBS, 2022.",
        "dots": "The larger a dot, the more creators; an open dot: their home is only likely.",
        "said": "A map of the Netherlands with the homes of {} creators. Most live in {}. {}",
        "circle": "The circle is {} km around the point asked.", "circles": "The circles are the distances asked.",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circle:
    """A distance in kilometres around a point."""

    lon: float
    lat: float
    km: float


@dataclass(frozen=True, slots=True)
class _Dot:
    """The creators of one municipality; `lon` and `lat` are their middle."""

    municipality: str
    lon: float
    lat: float
    creators: int
    likely: int


def found_map(
    homes: Sequence[HomeOf], circles: Sequence[Circle] = (), language: Language = "en", *, synthetic: bool = False
) -> alt.Chart:
    """The map of these homes and circles; raises ValueError without any home."""
    if not homes:
        raise ValueError("of none of these creators is it known where the home is")
    words, dots = WORDS[language], _dots(homes)
    most = ", ".join(f"{dot.municipality} ({number(dot.creators, language)})" for dot in dots[:3])
    said = [words["said"].format(number(len(homes), language), most, words["dots"])]
    if circles:
        said.append(words["circles"] if len(circles) > 1 else words["circle"].format(f"{circles[0].km:g}"))
    drawn = alt.layer(_ground(), outlines(), *_around(circles), *_drawn(dots)).properties(width=WIDTH, height=HEIGHT)
    return finished(
        drawn.project("identity", reflectY=True), language, title=words["title"], described=" ".join(said),
        headings=[words["municipality"], words["creators"], words["likely"]], rows=_rows(dots, language),
        synthetic=synthetic, under=words["under"],
    )  # fmt: skip


def _dots(homes: Sequence[HomeOf]) -> list[_Dot]:
    """One dot a municipality, the most creators first."""
    by_name: dict[str, list[HomeOf]] = {}
    for home in homes:
        by_name.setdefault(home.municipality, []).append(home)
    dots = [
        _Dot(name, sum(one.lon for one in there) / len(there), sum(one.lat for one in there) / len(there), len(there),
             sum(one.likely for one in there))
        for name, there in by_name.items()
    ]  # fmt: skip
    return sorted(dots, key=lambda dot: (-dot.creators, dot.municipality))


def _rows(dots: Sequence[_Dot], language: Language) -> list[list[str]]:
    lines = [(dot.municipality, dot.creators, dot.likely) for dot in dots[:MOST_ROWS]]
    rest = dots[MOST_ROWS:]
    if rest:
        name = WORDS[language]["rest"].format(number(len(rest), language))
        lines.append((name, sum(dot.creators for dot in rest), sum(dot.likely for dot in rest)))
    return [[name, number(creators, language), number(likely, language)] for name, creators, likely in lines]


def ring(lon: float, lat: float, km: float) -> list[list[float]]:
    """The corners of a circle, closed, in kilometres east and north as the borders are."""
    east = lon * math.cos(math.radians(MIDDLE)) * KILOMETRES_A_DEGREE
    north = lat * KILOMETRES_A_DEGREE
    turns = [2 * math.pi * corner / CORNERS for corner in range(CORNERS)]
    corners = [[round(east + km * math.cos(turn), 3), round(north + km * math.sin(turn), 3)] for turn in turns]
    return [*corners, corners[0]]


def _shapes(rings: Iterable[list[list[float]]]) -> alt.InlineData:
    shapes: list[Any] = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [one]}} for one in rings
    ]
    return alt.InlineData(values=shapes)


def _ground() -> alt.Chart:
    areas = borders_of("municipalities", feature="municipalities")
    return alt.Chart(areas).mark_geoshape(style="place", fill=LIGHT["shades"][0])


def _around(circles: Sequence[Circle]) -> list[alt.Chart]:
    if not circles:
        return []
    shapes = _shapes(ring(one.lon, one.lat, one.km) for one in circles)
    colour = LIGHT["palette"][1]
    return [alt.Chart(shapes).mark_geoshape(fill=colour, fillOpacity=0.12, stroke=colour, strokeWidth=1.5)]


def _drawn(dots: Sequence[_Dot]) -> list[alt.Chart]:
    """The dots, the open ones apart; the smaller lie on the larger."""
    colour, drawn = LIGHT["palette"][MAIN], []
    for is_open in (True, False):
        mine = [dot for dot in dots if (dot.likely == dot.creators) == is_open]
        if mine:
            shapes = _shapes(ring(dot.lon, dot.lat, DOT_KM * math.sqrt(dot.creators)) for dot in mine)
            fill = LIGHT["shades"][0] if is_open else colour
            drawn.append(alt.Chart(shapes).mark_geoshape(fill=fill, fillOpacity=0.85, stroke=colour, strokeWidth=1.2))
    return drawn
