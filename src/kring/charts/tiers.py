"""The tier table as a picture: each figure with its interval, tier by tier."""

from __future__ import annotations

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Estimate, Language, in_words, number
from kring.profile import TierTable
from kring.vocabulary.figures import figure
from kring.vocabulary.tiers import KRING, SCHEMES

WORDS: dict[Language, dict[str, str]] = {
    "nl": {"title": "Wat elke grootte kenmerkt", "tier": "grootte", "accounts": "accounts", "posts": "berichten"},
    "en": {"title": "What marks each tier", "tier": "tier", "accounts": "accounts", "posts": "posts"},
}


def tier_table_picture(table: TierTable, language: Language = "en", *, synthetic: bool = False) -> alt.Chart:
    """One panel a figure, one dot with its interval a tier, smallest first; unknown figures have no dot."""
    words, scheme = WORDS[language], SCHEMES.get(table.scheme, KRING)
    names = list(table.lines[0].figures) if table.lines else []
    order = [scheme.tier(line.tier).words.said_in(language) for line in table.lines]
    values = [
        {"tier": tier, "figure": figure(name).words.said_in(language), **_ends(line.figures[name])}
        for tier, line in zip(order, table.lines, strict=True)
        for name in names
        if line.figures[name].known
    ]
    panels = [figure(name).words.said_in(language) for name in names]
    y = alt.Y("tier:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False))
    axis = alt.Axis(format=".0%", tickCount=4)
    x = alt.X("value:Q", title=None, axis=axis, scale=alt.Scale(zero=True))
    base = alt.Chart().encode(y=y)
    layered = alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.5).encode(x=alt.X("low:Q", title=None, axis=axis), x2="high:Q"),
        base.mark_point(size=90, filled=True, opacity=1).encode(x=x),
        data=alt.Data(values=values),
    ).properties(width=WIDTH // 2 - 60, height=alt.Step(24))
    facet = alt.Facet("figure:N", sort=panels, title=None, header=alt.Header(labelFontSize=12, labelAnchor="start"))
    chart = layered.facet(facet=facet, columns=2).resolve_scale(x="independent")
    return finished(
        chart, language, title=words["title"], described=_said(table, order, names, language),
        headings=[words["tier"], words["accounts"], words["posts"], *panels], rows=_rows(table, order, names, language),
        synthetic=synthetic,
    )  # fmt: skip


def _ends(estimate: Estimate) -> dict[str, float]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _rows(table: TierTable, order: list[str], names: list[str], language: Language) -> list[list[str]]:
    return [
        [
            tier,
            number(line.accounts, language),
            number(line.posts, language),
            *(in_words(line.figures[name], "share", language) for name in names),
        ]
        for tier, line in zip(order, table.lines, strict=True)
    ]


def _said(table: TierTable, order: list[str], names: list[str], language: Language) -> str:
    said = []
    for name in names:
        parts = [
            f"{tier} {in_words(line.figures[name], 'share', language)}"
            for tier, line in zip(order, table.lines, strict=True)
        ]
        said.append(f"{figure(name).words.said_in(language)}: {', '.join(parts)}")
    return "; ".join(said) + "."
