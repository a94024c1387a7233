"""Where the followers of one account live: municipalities shaded by their share, and each with its interval below.

The shade says the share, see-through says how unsure it is, and the list under the map shows the interval itself: a map
of means alone looks surer than it is (MacEachren et al., "Visualizing geospatial information uncertainty", 2005).
Borders: Statistics Netherlands (CBS), 2022, CC BY 4.0; municipalities of Flanders stand in the list only.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import altair as alt

from kring.charts.look import LIGHT, MAIN
from kring.charts.picture import finished
from kring.charts.reach_map import HEIGHT, WIDTH, borders_of, outlines
from kring.estimate import Estimate, Language, in_words, percent

if TYPE_CHECKING:
    from kring.profile import Profile

LIMITS = (0.0, 0.01, 0.03, 0.1, 0.25)
SURE, FAIR = 0.5, 1.2
OPACITY = {"sure": 1.0, "fair": 0.65, "unsure": 0.35}
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Waar de volgers wonen", "municipality": "gemeente", "share": "deel van de volgers",
        "rests_on": "berust op", "none": "niet bij de grootste", "from": "{} en meer", "between": "{} tot {}",
        "below": "minder dan {}", "sure": "vrij zeker", "fair": "onzeker", "unsure": "zeer onzeker",
        "borders": "Grenzen: CBS, 2022. Hoe doorzichtiger, hoe onzekerder.",
        "said": "Kaart van Nederland met de gemeenten waar de meeste volgers wonen: {}. De lijst geeft intervallen.",
    },
    "en": {
        "title": "Where the followers live", "municipality": "municipality", "share": "share of followers",
        "rests_on": "rests on", "none": "not among the largest", "from": "{} and more", "between": "{} up to {}",
        "below": "less than {}", "sure": "fairly sure", "fair": "unsure", "unsure": "very unsure",
        "borders": "Borders: CBS, 2022. The more see-through, the less sure.",
        "said": "A map of the Netherlands: most followers live in {}. The list below gives the intervals.",
    },
}  # fmt: skip


def locality_map(profile: Profile, language: Language = "en", *, synthetic: bool = False) -> alt.Chart:
    """The largest municipalities of an account; raises ValueError when nothing is known of where followers live."""
    from kring.vocabulary.locality import locality_terms

    if not profile.locality:
        raise ValueError(f"nothing is known of where the followers of {profile.account} live")
    words, sources = WORDS[language], locality_terms().sources
    shares = [(one.municipality, one.share) for one in profile.locality]
    rows = [
        [
            one.municipality,
            in_words(one.share, "share", language),
            ", ".join(sources[name].said_in(language) for name in one.rests_on),
        ]
        for one in profile.locality
    ]
    most = ", ".join(f"{name} ({in_words(share, 'share', language)})" for name, share in shares[:3])
    both = alt.vconcat(_map(shares, language), _list(shares, language)).resolve_scale(opacity="independent")
    return finished(
        both, language, title=words["title"], described=words["said"].format(most),
        headings=[words["municipality"], words["share"], words["rests_on"]], rows=rows, synthetic=synthetic,
        under=words["borders"],
    )  # fmt: skip


def certainty(share: Estimate) -> str:
    """How sure a share is, by the width of its interval beside its value: sure, fair or unsure."""
    width = (share.high - share.low) / max(share.value, 1e-9)
    return "sure" if width <= SURE else "fair" if width <= FAIR else "unsure"


def _labels(language: Language) -> list[str]:
    words, ends = WORDS[language], [percent(limit, language, 0) for limit in LIMITS]
    middle = [words["between"].format(low, high) for low, high in pairwise(ends[1:])]
    return [words["none"], words["below"].format(ends[1]), *middle, words["from"].format(ends[-1])]


def _map(shares: list[tuple[str, Estimate]], language: Language) -> alt.LayerChart:
    labels, words = _labels(language), WORDS[language]
    values = [
        {
            "id": name,
            "class": labels[1 + max(place for place, limit in enumerate(LIMITS) if share.value >= limit)],
            "certainty": words[certainty(share)],
        }
        for name, share in shares
    ]
    found = alt.LookupData(data=alt.InlineData(values=values), key="id", fields=["class", "certainty"])
    legend: dict[str, Any] = {"direction": "vertical", "symbolStrokeWidth": 0, "offset": 0}
    shade = alt.Color(
        "class:O", title=None, sort=labels, scale=alt.Scale(domain=labels),
        legend=alt.Legend(symbolType="square", orient="top-left", **legend),
    )  # fmt: skip
    opacity = alt.Opacity(
        "certainty:N", title=None,
        legend=alt.Legend(symbolType="square", orient="bottom-right", symbolFillColor=LIGHT["palette"][MAIN], **legend),
        scale=alt.Scale(domain=[words[name] for name in OPACITY], range=list(OPACITY.values())),
    )  # fmt: skip
    areas = (
        alt.Chart(borders_of("municipalities", feature="municipalities"))
        .mark_geoshape(style="place")
        .transform_lookup("id", found, default=None)
        .transform_calculate(
            **{"class": f"isValid(datum.class) ? datum.class : '{labels[0]}'"},
            certainty=f"isValid(datum.certainty) ? datum.certainty : '{words['sure']}'",
        )
        .encode(color=shade, opacity=opacity)
    )
    drawn = alt.layer(areas, outlines()).properties(width=WIDTH, height=HEIGHT)
    return drawn.project("identity", reflectY=True)


def _list(shares: list[tuple[str, Estimate]], language: Language) -> alt.LayerChart:
    values = [
        {"municipality": name, "value": share.value, "low": share.low, "high": share.high} for name, share in shares
    ]
    axis = alt.Axis(format=".0%", tickCount=5)
    y = alt.Y("municipality:N", sort=[name for name, _ in shares], title=None, axis=alt.Axis(ticks=False, domain=False))
    base = alt.Chart().encode(y=y)
    return alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.5).encode(
            x=alt.X("low:Q", title=WORDS[language]["share"], axis=axis), x2="high:Q"
        ),
        base.mark_point(size=70, filled=True, opacity=1).encode(x=alt.X("value:Q", axis=axis)),
        data=alt.Data(values=values),
    ).properties(width=WIDTH - 120, height=alt.Step(20))
