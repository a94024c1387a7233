"""Pictures as SVG and PNG, made without network and without a browser.

The SVG scales with its box, is one image with one text alternative, and holds no script and no inline style, so that a
strict content security policy shows it.
"""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import Any, Literal

import altair as alt

from kring.charts.look import config
from kring.charts.picture import described, language_of
from kring.estimate import Language

LOCALES: dict[Language, Literal["nl-NL", "en-US"]] = {"nl": "nl-NL", "en": "en-US"}
PRESENTATION = frozenset({
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "opacity", "font-size", "font-family", "font-weight", "font-style", "text-anchor",
    "dominant-baseline", "pointer-events", "display", "visibility", "cursor",
})  # fmt: skip
"""Style properties that may stand as an attribute of their own (SVG 1.1, appendix N)."""


def svg(chart: alt.Chart, dark: bool = False) -> str:
    """The picture as SVG text, to put in a page as it is."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(specification(chart, dark), format_locale=LOCALES[language_of(chart)])
    return _own_names(_one_image(_shorter(_without_style(drawn)), described(chart)))


def png(chart: alt.Chart, dark: bool = False, scale: float = 2.0) -> bytes:
    """The picture as PNG, on white or on a dark ground, `scale` pixels a unit."""
    import vl_convert

    drawn = specification(chart, dark)
    drawn["config"] = {**drawn["config"], "background": "#0d1117" if dark else "#ffffff"}
    drawn["background"] = drawn["config"]["background"]
    picture: bytes = vl_convert.vegalite_to_png(drawn, scale=scale, format_locale=LOCALES[language_of(chart)])
    return picture


def specification(chart: alt.Chart, dark: bool = False) -> dict[str, Any]:
    """The Vega-Lite specification with the look of a light or dark page."""
    drawn: dict[str, Any] = chart.to_dict()
    drawn["config"] = config(dark)
    drawn["background"] = "transparent"
    return drawn


def _without_style(drawn: str) -> str:
    """Inline styles as attributes; what can't be one is left out."""
    return re.sub(r'\sstyle="([^"]*)"', lambda found: _as_attributes(found[1]), drawn)


def _as_attributes(style: str) -> str:
    pairs = [entry.split(":", 1) for entry in style.split(";") if ":" in entry]
    kept = [(name.strip(), value.strip()) for name, value in pairs if name.strip() in PRESENTATION]
    return "".join(f' {name}="{value}"' for name, value in kept)


def _one_image(drawn: str, alternative: str) -> str:
    """One image with one text alternative that scales with its box."""
    head, rest = drawn.split(">", 1)
    rest = re.sub(r'\s(?:role|aria-[a-z]+)="[^"]*"', "", rest)
    head = re.sub(r'\s(?:width|height)="[^"]*"', "", head)
    return f'{head} role="img" aria-label="{escape(alternative)}">{rest}'


def _shorter(drawn: str) -> str:
    """Paths to a tenth of a unit: finer than a pixel, and half the text of a map."""
    return re.sub(r'\sd="[^"]*"', lambda path: re.sub(r"(\.\d)\d+", r"\1", path[0]), drawn)


def _own_names(drawn: str) -> str:
    """Names inside the picture made its own, so that several pictures on a page don't share a clip or a gradient."""
    names = set(re.findall(r'\sid="([^"]+)"', drawn))
    if not names:
        return drawn
    own = hashlib.sha256(drawn.encode()).hexdigest()[:8]
    for name in names:
        drawn = drawn.replace(f'id="{name}"', f'id="{name}-{own}"').replace(f"#{name})", f"#{name}-{own})")
    return drawn
