"""What each creator adds: bars that begin where the one before ended and end at the plan's unique reach."""

from __future__ import annotations

from typing import Any

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language, in_words, number
from kring.plan import Plan

MOST_BARS = 30
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Wat elke creator toevoegt",
        "people": "verschillende mensen in de doelgroep",
        "creator": "creator",
        "gain": "voegt toe",
        "total": "samen",
        "others": "nog {} creators",
        "price": "per extra persoon",
        "only": "alleen via deze",
    },
    "en": {
        "title": "What each creator adds",
        "people": "different people in the target group",
        "creator": "creator",
        "gain": "adds",
        "total": "together",
        "others": "{} more creators",
        "price": "per extra person",
        "only": "only through this one",
    },
}


def marginal_gains(plan: Plan, language: Language = "en") -> alt.Chart:
    """A waterfall of the people that each creator adds to those before it; the bars add up to the unique reach."""
    words = WORDS[language]
    bars = _bars(plan, language)
    order = [bar["row"] for bar in bars]
    names = {bar["row"]: bar["name"] for bar in bars}
    label = f"({_as_expression(names)})[datum.value]"
    y = alt.Y("row:O", sort=order, title=None, axis=alt.Axis(labelExpr=label, ticks=False, domain=False))
    base = alt.Chart(alt.Data(values=bars))
    x = alt.X("start:Q", title=words["people"], axis=alt.Axis(format=",.0f", tickCount=5))
    kind = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=["gain", "total"]))
    drawn = base.mark_bar(height={"band": 0.72}).encode(y=y, x=x, x2="end:Q", color=kind)
    text = base.mark_text(align="left", dx=4).encode(y=y, x=alt.X("end:Q"), text="label:N")
    chart = alt.layer(drawn, text).properties(width=WIDTH, height=alt.Step(22))
    rows = [
        [
            one.shown,
            *(in_words(figure, "count", language) for figure in (one.gain, one.exclusive)),
            in_words(one.price, "money", language),
        ]
        for one in plan.chosen
    ]
    headings = [words["creator"], words["gain"], words["only"], words["price"]]
    return finished(
        chart, language, title=words["title"], described=_said(plan, language), headings=headings, rows=rows,
        synthetic=plan.synthetic,
    )  # fmt: skip


def _bars(plan: Plan, language: Language) -> list[dict[str, Any]]:
    """One bar a creator, those after the thirtieth together, and the whole."""
    words, shown = WORDS[language], plan.chosen[: MOST_BARS if len(plan.chosen) > MOST_BARS + 1 else None]
    steps = [(one.shown, one.gain.value if one.gain.known else 0.0) for one in shown]
    rest = [one.gain.value for one in plan.chosen[len(shown) :] if one.gain.known]
    if rest:
        steps.append((words["others"].format(number(len(rest), language)), sum(rest)))
    bars: list[dict[str, Any]] = []
    reached = 0.0
    for name, gain in steps:
        bars.append(_bar(len(bars), name, reached, reached + gain, "gain", "+" + number(gain, language)))
        reached += gain
    return [*bars, _bar(len(bars), words["total"], 0.0, reached, "total", number(reached, language))]


def _bar(row: int, name: str, start: float, end: float, kind: str, label: str) -> dict[str, Any]:
    return {"row": row, "name": name, "start": start, "end": end, "kind": kind, "label": label}


def _as_expression(names: dict[int, str]) -> str:
    """Names by row as a Vega expression; two creators may share a name, so rows are numbers."""
    import json

    return json.dumps({str(row): name for row, name in names.items()}, ensure_ascii=False)


def _said(plan: Plan, language: Language) -> str:
    total = number(sum(one.gain.value for one in plan.chosen if one.gain.known), language)
    first, count = plan.chosen[0], number(len(plan.chosen), language)
    gain = in_words(first.gain, "count", language)
    if language == "nl":
        said = f"Staven voor {count} creators die samen tot {total} mensen optellen; "
        return said + f"{first.shown} voegt de meeste toe, {gain}."
    return f"Bars for {count} creators that add up to {total} people; {first.shown} adds most, {gain}."
