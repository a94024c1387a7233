"""An UpSet plot: a column a combination of accounts, dots for who is in it, a bar for how many people."""

from __future__ import annotations

import altair as alt

from kring.charts.look import WIDTH
from kring.estimate.wording import Language, value_in_words
from kring.reach import Overlap

MOST_COLUMNS = 20
LABEL = 280
WORDS: dict[Language, dict[str, str]] = {
    "nl": {"people": "mensen"},
    "en": {"people": "people"},
}


def _short(account: str) -> str:
    """The handle, with its platform behind it."""
    platform, found, handle = account.partition(":")
    return f"{handle} ({platform})" if found else account


def upset(overlap: Overlap, language: Language) -> alt.VConcatChart:
    """The largest combinations, at most 20, above the accounts in order of size."""
    shown = [entry for entry in overlap.combinations if entry[1].known][:MOST_COLUMNS]
    by_size = sorted(overlap.each.items(), key=lambda entry: (-entry[1].value if entry[1].known else 0.0, entry[0]))
    names = {name: _short(name) for name, _ in by_size}
    columns = [
        {"column": place, "people": people.value, "label": value_in_words(people.value, "count", language)}
        for place, (_, people) in enumerate(shown)
    ]
    dots = [
        {"column": place, "account": names[name], "in": "in" if name in members else "out"}
        for place, (members, _) in enumerate(shown)
        for name in names
    ]
    x = alt.X("column:O", axis=None)
    y = alt.Y("people:Q", title=WORDS[language]["people"], axis=alt.Axis(format=",.0f", tickCount=4))
    base = alt.Chart(alt.Data(values=columns))
    text = base.mark_text(dy=-6, fontSize=9).encode(x=x, y=y, text="label:N")
    bars = alt.layer(base.mark_bar(width={"band": 0.7}).encode(x=x, y=y), text).properties(width=WIDTH, height=170)
    order = list(names.values())
    quiet = alt.Axis(domain=False, ticks=False, grid=False, labelLimit=LABEL)
    row = alt.Y("account:N", sort=order, title=None, axis=quiet)
    member = alt.Opacity("in:N", legend=None, scale=alt.Scale(domain=["in", "out"], range=[1, 0.15]))
    matrix = alt.Chart(alt.Data(values=dots)).mark_circle(size=120).encode(x=x, y=row, opacity=member)
    lines = (
        alt.Chart(alt.Data(values=[dot for dot in dots if dot["in"] == "in"]))
        .mark_line(strokeWidth=2)
        .encode(x=x, y=row, detail="column:O")
    )
    return alt.vconcat(bars, alt.layer(lines, matrix).properties(width=WIDTH, height=alt.Step(22)), spacing=6)
