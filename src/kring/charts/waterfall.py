"""Why a creator has its score: bars that begin where the one before ended and end at the score."""

from __future__ import annotations

from typing import Any

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language
from kring.estimate.wording import percent
from kring.match.ranking import Explanation
from kring.match.ranking.explanation import bits_in_words

FOR, AGAINST, SCORE = "for", "against", "score"
WIDEST_LETTER, WIDEST_NAME = 7, 240
LEFT = 160
"""How much narrower than other pictures the bars are drawn: the names beside them are long."""
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Waaruit de score bestaat", "bits": "bits", "score": "score", "criterion": "criterium",
        "level": "niveau", "value": "waarde", "could_be": "kan zijn", "none": "–",
        "said": "Staven die samen de score van {} bits geven. {} Bekend is {} van wat kan meewegen.",
        "most": "Het zwaarst weegt {} ({}).", "nothing": "Er is niets bekend dat weegt.",
    },
    "en": {
        "title": "What the score is made of", "bits": "bits", "score": "score", "criterion": "criterion",
        "level": "level", "value": "value", "could_be": "could be", "none": "–",
        "said": "Bars that together make the score of {} bits. {} Known is {} of what could weigh.",
        "most": "Weighing most is {} ({}).", "nothing": "Nothing is known that weighs.",
    },
}  # fmt: skip


def waterfall(explanation: Explanation, language: Language = "en", *, synthetic: bool = False) -> alt.Chart:
    """The bars of an explanation, one standing on the other, and the score they sum to; the table has every bar."""
    words, bars = WORDS[language], _bars(explanation, language)
    label = f"({_names(bars)})[datum.value]"
    y = alt.Y(
        "row:O", sort=[bar["row"] for bar in bars], title=None,
        axis=alt.Axis(labelExpr=label, ticks=False, domain=False, minExtent=_room_for(bars)),
    )  # fmt: skip
    x = alt.X("start:Q", title=words["bits"], axis=alt.Axis(tickCount=6))
    kind = alt.Color("kind:N", legend=None, scale=alt.Scale(domain=[FOR, AGAINST, SCORE]))
    base = alt.Chart(alt.Data(values=bars)).encode(y=y)
    drawn = base.mark_bar(height={"band": 0.72}).encode(x=x, x2="end:Q", color=kind)
    zero = alt.Chart(alt.Data(values=[{"start": 0.0}])).mark_rule().encode(x=x)
    text = base.mark_text(align="left", dx=4).encode(x=alt.X("right:Q"), text="label:N")
    headings = [words["criterion"], words["bits"], words["level"], words["value"], words["could_be"]]
    chart = alt.layer(drawn, zero, text).properties(width=WIDTH - LEFT, height=alt.Step(22))
    return finished(
        chart, language, title=words["title"],
        described=_said(explanation, language), headings=headings, rows=_rows(explanation, language),
        synthetic=synthetic,
    )  # fmt: skip


def _bars(explanation: Explanation, language: Language) -> list[dict[str, Any]]:
    """One bar for everything that weighs, and the score."""
    named = {bar.criterion: bar for bar in explanation.bars}
    bars = [
        _bar(number, named[name].label.said_in(language), start, end, FOR if end > start else AGAINST, language)
        for number, (name, start, end) in enumerate(step for step in explanation.waterfall() if step[1] != step[2])
    ]
    return [*bars, _bar(len(bars), WORDS[language]["score"], 0.0, explanation.bits, SCORE, language)]


def _bar(row: int, name: str, start: float, end: float, kind: str, language: Language) -> dict[str, Any]:
    label = bits_in_words(end - start, language)
    return {"row": row, "name": name, "start": start, "end": end, "right": max(start, end), "kind": kind,
            "label": label}  # fmt: skip


def _names(bars: list[dict[str, Any]]) -> str:
    """Names by row as a Vega expression; two criteria may share a label, so rows are numbers."""
    import json

    return json.dumps({str(bar["row"]): bar["name"] for bar in bars}, ensure_ascii=False)


def _room_for(bars: list[dict[str, Any]]) -> int:
    """Room for the names in the widest font a page may use, so that none is cut."""
    return min(WIDEST_NAME, WIDEST_LETTER * max(len(bar["name"]) for bar in bars))


def _rows(explanation: Explanation, language: Language) -> list[list[str]]:
    words = WORDS[language]
    rows = [
        [
            bar.label.said_in(language), bits_in_words(bar.bits, language), bar.words.said_in(language),
            bar.said.said_in(language) if bar.known else words["none"], could_be(bar.could_be, language),
        ]
        for bar in explanation.bars
    ]  # fmt: skip
    return [*rows, [words["score"], bits_in_words(explanation.bits, language), *[words["none"]] * 3]]


def could_be(ends: tuple[float, float] | None, language: Language) -> str:
    """The weights that the interval of a figure leaves possible; a dash where there is no interval or one weight."""
    if ends is None or ends[0] == ends[1]:
        return WORDS[language]["none"]
    low, high = (bits_in_words(end, language) for end in ends)
    return {"nl": f"{low} tot {high}", "en": f"{low} to {high}"}[language]


def _said(explanation: Explanation, language: Language) -> str:
    words = WORDS[language]
    most = next((bar for bar in explanation.bars if bar.known and bar.bits), None)
    weightiest = words["nothing"] if most is None else words["most"].format(
        most.label.said_in(language), bits_in_words(most.bits, language)
    )  # fmt: skip
    score, known = bits_in_words(explanation.bits, language), percent(explanation.coverage, language, 0)
    return words["said"].format(score, weightiest, known)
