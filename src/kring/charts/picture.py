"""What goes with every picture: its title, its text alternative and its figures as a table, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import altair as alt

from kring.estimate import Language

MADE_UP: dict[Language, str] = {"nl": "verzonnen voorbeeldgegevens", "en": "made-up example data"}
MADE_UP_SENTENCE: dict[Language, str] = {
    "nl": "Dit zijn verzonnen voorbeeldgegevens.",
    "en": "These are made-up example data.",
}

AnyChart: TypeAlias = "alt.Chart | alt.LayerChart | alt.VConcatChart | alt.FacetChart"


def finished(
    chart: AnyChart,
    language: Language,
    *,
    title: str,
    described: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    synthetic: bool = False,
    under: str = "",
) -> alt.Chart:
    """The chart with its title, its text alternative and its table; synthetic data are named under the title."""
    below = [part for part in (under, MADE_UP[language] if synthetic else "") if part]
    head = alt.Title(title, subtitle=below) if below else alt.Title(title)
    alternative = f"{described} {MADE_UP_SENTENCE[language]}" if synthetic else described
    kring = {"language": language, "headings": list(headings), "rows": [list(row) for row in rows]}
    return chart.properties(title=head, description=alternative, usermeta={"kring": kring})


def described(chart: alt.Chart) -> str:
    """What the picture shows, in a sentence or two, for whom can't see it."""
    return str(chart.description)


def table(chart: alt.Chart) -> tuple[list[str], list[list[str]]]:
    """The picture's figures as headings and rows of text, to stand beside it."""
    kring = _kring(chart)
    return kring["headings"], kring["rows"]


def language_of(chart: alt.Chart) -> Language:
    """The language a picture was made in."""
    language: Language = _kring(chart)["language"]
    return language


def _kring(chart: alt.Chart) -> dict[str, Any]:
    meta: dict[str, Any] = chart.usermeta["kring"]
    return meta
