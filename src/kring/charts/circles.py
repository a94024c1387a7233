"""Overlapping circles: areas in proportion to the audiences, and for each pair the shared area to what they share.

With three accounts three pairs fix the picture, so what all three share is only near the truth; the table has it exact.
"""

from __future__ import annotations

import math

import altair as alt

from kring.charts.look import WIDTH
from kring.estimate import Language, in_words
from kring.reach import Overlap

HEIGHT = 320


def circles(overlap: Overlap, language: Language) -> alt.LayerChart:
    """One circle an account, named with its number of people."""
    places = _places(overlap)
    scale, left, top = _fit(places)
    values = [
        {
            "x": (x - left) * scale,
            "y": (y - top) * scale,
            "size": math.pi * (radius * scale) ** 2,
            "name": name,
            "label": f"{name}: {in_words(overlap.each[name], 'count', language)}",
        }
        for name, (x, y, radius) in places.items()
    ]
    labels = [str(value["label"]) for value in values]
    flat = alt.Axis(labels=False, ticks=False, grid=False, domain=False, title=None)
    x = alt.X("x:Q", axis=flat, scale=alt.Scale(domain=[0, WIDTH], nice=False))
    y = alt.Y("y:Q", axis=flat, scale=alt.Scale(domain=[0, HEIGHT], nice=False))
    base = alt.Chart(alt.Data(values=values))
    round_marks = base.mark_circle(opacity=0.45, strokeWidth=2).encode(
        x, y, size=alt.Size("size:Q", scale=None),
        color=alt.Color("label:N", title=None, sort=labels, legend=alt.Legend(columns=1)),
    )  # fmt: skip
    return alt.layer(round_marks).properties(width=WIDTH, height=HEIGHT)


def _places(overlap: Overlap) -> dict[str, tuple[float, float, float]]:
    """Middle and radius of each circle, in a plane where area is people."""
    radius = {name: math.sqrt(max(_size(overlap, name), 1.0) / math.pi) for name in overlap.accounts}
    first, second, *rest = overlap.accounts
    apart = _distance(radius[first], radius[second], _shared(overlap, first, second))
    places = {first: (0.0, 0.0, radius[first]), second: (apart, 0.0, radius[second])}
    for third in rest:
        a = _distance(radius[first], radius[third], _shared(overlap, first, third))
        b = _distance(radius[second], radius[third], _shared(overlap, second, third))
        cosine = (a * a + apart * apart - b * b) / (2 * a * apart) if a > 0 and apart > 0 else 0.0
        angle = math.acos(min(max(cosine, -1.0), 1.0))
        places[third] = (a * math.cos(angle), a * math.sin(angle), radius[third])
    return places


def _size(overlap: Overlap, name: str) -> float:
    people = overlap.each[name]
    return people.value if people.known else 0.0


def _shared(overlap: Overlap, first: str, second: str) -> float:
    people = overlap.pairs[(first, second)]
    return people.value if people.known else 0.0


def _distance(a: float, b: float, shared: float) -> float:
    """How far apart two circles stand so that their common area is `shared`, by halving."""
    low, high = abs(a - b), a + b
    for _ in range(60):
        middle = (low + high) / 2
        if _common_area(a, b, middle) > shared:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _common_area(a: float, b: float, apart: float) -> float:
    if apart >= a + b:
        return 0.0
    if apart <= abs(a - b):
        return math.pi * min(a, b) ** 2
    to_a = (apart**2 + a**2 - b**2) / (2 * apart * a)
    to_b = (apart**2 + b**2 - a**2) / (2 * apart * b)
    triangle = (-apart + a + b) * (apart + a - b) * (apart - a + b) * (apart + a + b)
    return (
        a**2 * math.acos(min(max(to_a, -1), 1))
        + b**2 * math.acos(min(max(to_b, -1), 1))
        - math.sqrt(max(triangle, 0)) / 2
    )


def _fit(places: dict[str, tuple[float, float, float]]) -> tuple[float, float, float]:
    """Scale and corner that put all circles in the middle of the picture."""
    left, right = min(x - r for x, _, r in places.values()), max(x + r for x, _, r in places.values())
    low, high = min(y - r for _, y, r in places.values()), max(y + r for _, y, r in places.values())
    scale = 0.96 * min(WIDTH / (right - left), HEIGHT / (high - low))
    return scale, (left + right) / 2 - WIDTH / scale / 2, (low + high) / 2 - HEIGHT / scale / 2
