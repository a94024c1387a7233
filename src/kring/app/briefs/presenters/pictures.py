"""The pictures of a plan as a page holds them: the SVG, what it says in words, and the same as a table.

Colours are mapped to the theme by the style sheet (`charts.css`), so one SVG serves light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.plan import Plan
    from kring.reach import Overlap, PlacesReached


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, a title, what it says, its table, and the SVG made by `kring.charts`."""

    name: str
    title: str
    says: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: SafeString


def pictures(plain: list[Mapping[str, Any]]) -> tuple[Picture, ...]:
    """Pictures out of the plain values that `plain_pictures` made, now or when the plan was kept."""
    return tuple(
        Picture(
            name=one["name"],
            title=one["title"],
            says=one["says"],
            headings=tuple(one["headings"]),
            rows=tuple(tuple(row) for row in one["rows"]),
            svg=mark_safe(one["svg"]),  # drawn by kring.charts, which escapes names
        )
        for one in plain
    )


def plain_pictures(
    plan: Plan, overlap: Overlap | None, places: PlacesReached | None, language: Language, *, by_hand: bool = False
) -> list[dict[str, Any]]:
    """The pictures of a plan in one language, as plain values that can be kept.

    A set put together by hand has no curve: no other budget would lead to it.
    """
    return [_plain(name, chart) for name, chart in _charts(plan, overlap, places, language, by_hand)]


def picture_of(name: str, chart: Any) -> Picture:
    """One chart of `kring.charts` as a page holds it."""
    return pictures([_plain(name, chart)])[0]


def _plain(name: str, chart: Any) -> dict[str, Any]:
    from altair import Undefined

    from kring.charts import described, svg, table

    headings, rows = table(chart)
    untitled = chart.copy(deep=False)
    untitled.title = Undefined
    return {
        "name": name, "title": str(chart.title.text), "says": described(chart), "headings": headings, "rows": rows,
        "svg": svg(untitled),
    }  # fmt: skip


def _charts(
    plan: Plan, overlap: Overlap | None, places: PlacesReached | None, language: Language, by_hand: bool
) -> Iterator[tuple[str, Any]]:
    from kring.charts import frequency, marginal_gains, overlap_picture, reach_curve, reach_map

    if not plan.value.known:
        return
    if len(plan.curve) > 1 and not by_hand and plan.objective.name != "cost_per_result":
        yield "curve", reach_curve(plan, language)
    yield "gains", marginal_gains(plan, language)
    if overlap is not None:
        yield "overlap", overlap_picture(overlap, language, among=len(plan.accounts))
    if places is not None:
        yield "map", reach_map(places, language)
    if plan.reach.frequency.known:
        yield "frequency", frequency(plan.reach, language)
