"""Scenarios as a picture: what each kind of creators brings under each objective; the winner stands out."""

from __future__ import annotations

from typing import Any

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language, euros
from kring.plan.scenarios import Scenarios
from kring.plan.scenarios.words import cells

WORDS: dict[Language, dict[str, str]] = {
    "nl": {"title": "Hetzelfde budget, andere creators", "mix": "creators", "best": "het beste", "other": "andere",
           "budget": "budget"},
    "en": {"title": "The same budget, other creators", "mix": "creators", "best": "best", "other": "other",
           "budget": "budget"},
}  # fmt: skip


def scenarios_picture(found: Scenarios, language: Language = "en") -> alt.Chart:
    """One panel an objective, one dot with its interval a kind of creators; what can't be made has no dot."""
    words = WORDS[language]
    order = [one.words.said_in(language) for one in found.scenarios]
    panels = [goal.said_in(language) for goal in found.words]
    kinds = alt.Scale(domain=[words["best"], words["other"]])
    y = alt.Y("mix:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False))
    x = alt.X("value:Q", title=None, axis=alt.Axis(format="~s", tickCount=4), scale=alt.Scale(zero=True))
    ends = alt.X("low:Q", title=None, axis=alt.Axis(format="~s", tickCount=4))
    base = alt.Chart().encode(y=y, color=alt.Color("kind:N", title=None, scale=kinds))
    layered = alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.5).encode(x=ends, x2="high:Q"),
        base.mark_point(size=90, filled=True, opacity=1).encode(
            x=x,
            shape=alt.Shape("kind:N", title=None, scale=alt.Scale(domain=kinds.domain, range=["diamond", "circle"])),
        ),
        data=alt.Data(values=_values(found, words, language)),
    ).properties(width=WIDTH // 2 - 60, height=alt.Step(24))
    header = alt.Header(labelFontSize=12, labelAnchor="start", labelLimit=WIDTH // 2)
    chart = layered.facet(facet=alt.Facet("goal:N", sort=panels, title=None, header=header), columns=2)
    budget = "" if found.budget is None else f"{words['budget']}: {euros(found.budget, language, 0)}"
    return finished(
        chart.resolve_scale(x="independent"), language, title=words["title"], described=found.verdict(language),
        headings=[words["mix"], *panels], rows=cells(found.scenarios, language), synthetic=found.synthetic,
        under=budget,
    )  # fmt: skip


def _values(found: Scenarios, words: dict[str, str], language: Language) -> list[dict[str, Any]]:
    winners = found.winners
    return [
        {
            "mix": one.words.said_in(language),
            "goal": found.words[place].said_in(language),
            "kind": words["best" if winners[place] == one.name else "other"],
            "value": each.value.value,
            "low": each.value.low,
            "high": each.value.high,
        }
        for one in found.scenarios
        for place, each in enumerate(one.outcomes)
        if each.value.known
    ]
