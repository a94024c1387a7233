"""How often people are reached: once, by two creators, by three, up to ten or more."""

from __future__ import annotations

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language, in_words, number
from kring.estimate.wording import value_in_words
from kring.reach import Reach

WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Hoe vaak mensen bereikt worden",
        "times": "volgt zoveel van deze creators",
        "people": "mensen in de doelgroep",
    },
    "en": {
        "title": "How often people are reached",
        "times": "follows this many of these creators",
        "people": "people in the target group",
    },
}


def frequency(reach: Reach, language: Language = "en") -> alt.Chart:
    """People of the target group by the number of creators that reach them, with the interval where there is one.

    Beside a bar stands its value alone; the interval is drawn, and stands in the table.
    """
    words = WORDS[language]
    last = max(
        (place for place, people in enumerate(reach.distribution) if people.known and people.high > 0), default=0
    )
    shown = reach.distribution[: last + 1]
    names = [f"{place}" if place < len(reach.distribution) else f"{place}+" for place in range(1, len(shown) + 1)]
    values = [
        {
            "times": name,
            "people": one.value,
            "low": one.low,
            "high": one.high,
            "label": value_in_words(one.value, "count", language),
        }
        for name, one in zip(names, shown, strict=True)
        if one.known
    ]
    base = alt.Chart(alt.Data(values=values))
    x = alt.X("times:O", sort=names, title=words["times"], axis=alt.Axis(labelAngle=0))
    y = alt.Y("people:Q", title=words["people"], axis=alt.Axis(format=",.0f", tickCount=5))
    bars = base.mark_bar(width={"band": 0.7}).encode(x=x, y=y)
    ends = base.mark_rule(strokeWidth=2).encode(x=x, y="low:Q", y2="high:Q")
    beside = {"align": "left", "dx": 4} if any(one.known and one.low < one.high for one in shown) else {}
    text = base.mark_text(dy=-8, **beside).encode(x=x, y=y, text="label:N")
    return finished(
        alt.layer(bars, ends, text).properties(width=WIDTH, height=240), language, title=words["title"],
        described=_said(reach, language), headings=[words["times"], words["people"]],
        rows=[[name, in_words(one, "count", language)] for name, one in zip(names, shown, strict=True)],
        synthetic=reach.synthetic,
    )  # fmt: skip


def _said(reach: Reach, language: Language) -> str:
    if not (reach.unique.known and reach.frequency.known):
        return {"nl": "Het bereik is onbekend.", "en": "The reach is unknown."}[language]
    people, once = in_words(reach.unique, "count", language), in_words(reach.distribution[0], "count", language)
    mean = number(reach.frequency.value, language, 2)
    if language == "nl":
        return f"Van {people} mensen volgt {once} een van deze creators; gemiddeld zijn het er {mean}."
    return f"Of {people} people {once} follow one of these creators; the average is {mean}."
