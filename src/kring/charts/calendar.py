"""A calendar as a grid: creators by weeks, coloured by brief, with conflicts in what was asked marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language, number
from kring.plan.calendar import Calendar, Cell, Row, grid

MOST_ROWS = 40
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Wie plaatst wanneer voor welke opdracht",
        "creator": "creator", "week": "week van", "brief": "opdracht", "what": "wat",
        "placed": "geplaatst", "stands_in": "geplaatst, in plaats van {}",
        "running": "loopt al", "conflict": "conflict",
        "marks": "! conflict in wat gevraagd was   • loopt al", "some": "{shown} van {all} creators",
    },
    "en": {
        "title": "Who posts when for which brief",
        "creator": "creator", "week": "week of", "brief": "brief", "what": "what",
        "placed": "placed", "stands_in": "placed, instead of {}",
        "running": "already running", "conflict": "conflict",
        "marks": "! conflict in what was asked   • already running", "some": "{shown} of {all} creators",
    },
}  # fmt: skip


def calendar_picture(calendar: Calendar, language: Language = "en") -> alt.Chart:
    """One row a creator, one column a week; a cell carries the number and the colour of its brief.

    At most forty creators are drawn, those with conflicts first; the table holds the same ones. Colours repeat after a
    few briefs, so the number tells them apart.
    """
    words, rows = WORDS[language], grid(calendar)
    shown = rows[:MOST_ROWS]
    names = {brief: f"{place} {brief}" for place, brief in enumerate(calendar.briefs, 1)}
    rows_said = _said(shown)
    cells = [_drawn(row, cell, names, rows_said) for row in shown for cell in row.cells]
    some = words["some"].format(shown=number(len(shown), language), all=number(len(rows), language))
    under = "   ".join([words["marks"], *([some] if len(shown) < len(rows) else [])])
    return finished(
        _chart(calendar, shown, cells, words), language, title=words["title"],
        described=calendar.in_words(language), headings=[words[name] for name in ("creator", "week", "brief", "what")],
        rows=[line for row in shown for cell in row.cells for line in _lines(row, cell, language)],
        synthetic=calendar.synthetic, under=under,
    )  # fmt: skip


def _chart(
    calendar: Calendar, shown: Sequence[Row], cells: list[dict[str, Any]], words: dict[str, str]
) -> alt.LayerChart:
    order = list(_said(shown).values())
    quiet = {"domain": False, "ticks": False, "grid": False}
    y = alt.Y("creator:N", sort=order, title=None, axis=alt.Axis(labelLimit=220, **quiet))
    weeks = [f"{monday:%d-%m}" + f"\n{monday:%Y}" * (place == 0) for place, monday in enumerate(calendar.mondays)]
    label = f"split({weeks}[datum.value], '\\n')"
    x = alt.X(
        "week:O", scale=alt.Scale(domain=list(range(calendar.weeks))), title=words["week"],
        axis=alt.Axis(labelExpr=label, labelAngle=0, labelOverlap=True, labelPadding=14, orient="top", **quiet),
    )  # fmt: skip
    base = alt.Chart(alt.Data(values=cells)).encode(x, y)
    placed = {cell["brief"] for cell in cells if cell["brief"]}
    brief = alt.Scale(domain=sorted(placed, key=lambda name: int(name.partition(" ")[0])))
    legend = alt.Legend(columns=2, title=None, symbolType="square")
    boxes = (
        base.transform_filter("datum.brief != null")
        .mark_rect(fillOpacity=0.3, strokeWidth=1.5, cornerRadius=3)
        .encode(
            fill=alt.Fill("brief:N", legend=legend, scale=brief), stroke=alt.Stroke("brief:N", scale=brief, legend=None)
        )
    )
    text = base.mark_text().encode(text="label:N")
    corner = WIDTH / calendar.weeks / 2 - 5
    marks = base.mark_text(dx=corner, dy=-4, fontWeight="bold", fontSize=13).encode(text="mark:N")
    return alt.layer(boxes, text, marks).properties(width=WIDTH, height=alt.Step(22))


def _drawn(row: Row, cell: Cell, names: dict[str, str], rows: dict[str, str]) -> dict[str, Any]:
    labels = [names[one.brief].partition(" ")[0] for one in cell.placements] + ["•"] * bool(cell.running)
    week = round((cell.week - row.cells[0].week).days / 7)
    return {
        "creator": rows[row.creator], "week": week, "label": " ".join(labels), "mark": "!" if cell.conflicts else "",
        "brief": names[cell.placements[0].brief] if cell.placements else None,
    }  # fmt: skip


def _lines(row: Row, cell: Cell, language: Language) -> list[list[str]]:
    words, week = WORDS[language], cell.week.isoformat()
    placed = [
        [one.account or row.creator, week, one.brief,
         words["stands_in"].format(one.stands_in) if one.stands_in else words["placed"]]
        for one in cell.placements
    ]  # fmt: skip
    running = [[row.creator, week, post.brand, words["running"]] for post in cell.running]
    conflicts = [
        [row.creator, week, ", ".join(party.said_in(language) for party in one.parties),
         f"{words['conflict']}: {one.rule.said_in(language)}"]
        for one in cell.conflicts
    ]  # fmt: skip
    return [*placed, *running, *conflicts]


def _said(rows: Sequence[Row]) -> dict[str, str]:
    """Each row's creator as its label: the handle, with its platform behind it where two have the same."""
    parts = {row.creator: row.creator.rpartition(":") for row in rows}
    handles = Counter(handle for _, _, handle in parts.values())
    return {
        creator: f"{handle} ({platform})" if platform and handles[handle] > 1 else handle
        for creator, (platform, _, handle) in parts.items()
    }
