"""Today's followers by when they came: a bar a month, and said under the title that this is no growth."""

from __future__ import annotations

from datetime import date

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language, number, percent
from kring.profile.arrivals import Arrivals

MOST_MONTHS = 60
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "De volgers van nu naar wanneer ze kwamen",
        "under": "Geen groei: wie weer vertrok, staat er niet in.",
        "month": "maand",
        "people": "volgers van nu",
        "before": "t/m",
    },
    "en": {
        "title": "Today's followers by when they came",
        "under": "Not growth: who left again is not in it.",
        "month": "month",
        "people": "today's followers",
        "before": "up to",
    },
}


def arrivals_picture(arrivals: Arrivals, language: Language = "en", *, synthetic: bool = False) -> alt.Chart:
    """A bar for each of the last sixty months; those who came earlier are in the table and the text, in one line."""
    words, shown = WORDS[language], arrivals.months[-MOST_MONTHS:]
    burst = arrivals.burst_on and arrivals.burst_on.replace(day=1)
    values = [
        {"month": month.isoformat(), "people": people, "kind": "burst" if month == burst else "usual"}
        for month, people in shown
    ]
    colour = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=["usual", "burst"]))
    axis = alt.Axis(format="%m-%Y", labelAngle=0, tickCount=6, labelOverlap=True)
    bars = alt.Chart(alt.Data(values=values)).mark_bar().encode(
        x=alt.X("utcyearmonth(month):T", title=words["month"], axis=axis),
        y=alt.Y("people:Q", title=words["people"], axis=alt.Axis(format=",.0f", tickCount=5)),
        color=colour,
    )  # fmt: skip
    return finished(
        bars.properties(width=WIDTH, height=220), language, title=words["title"], described=_said(arrivals, language),
        headings=[words["month"], words["people"]], rows=_rows(arrivals, language), synthetic=synthetic,
        under=words["under"],
    )  # fmt: skip


def _rows(arrivals: Arrivals, language: Language) -> list[list[str]]:
    earlier, shown = arrivals.months[:-MOST_MONTHS], arrivals.months[-MOST_MONTHS:]
    rows = [[_named(month), number(people, language)] for month, people in reversed(shown)]
    if earlier:
        together = number(sum(people for _, people in earlier), language)
        rows.append([f"{WORDS[language]['before']} {_named(earlier[-1][0])}", together])
    return rows


def _named(month: date) -> str:
    return f"{month.month:02}-{month.year}"


def _said(arrivals: Arrivals, language: Language) -> str:
    month, most = max(arrivals.months, key=lambda one: one[1])
    share = percent(arrivals.last_year / arrivals.dated, language, 0)
    listed, largest = number(arrivals.listed, language), number(most, language)
    if language == "nl":
        said = f"Staven per maand voor {listed} volgers; {share} kwam in de laatste twaalf maanden, "
        return said + f"de meeste in één maand in {_named(month)} ({largest}). {WORDS[language]['under']}"
    said = f"Bars by month for {listed} followers; {share} came in the last twelve months, "
    return said + f"most in one month in {_named(month)} ({largest}). {WORDS[language]['under']}"
