"""How every picture looks: colours that differ in lightness as well, so that they work in light, in dark, for the
colour-blind and in print; and type that follows the page.

Colours: Okabe and Ito, "Color universal design" (2008), lighter on dark so that contrast stays above 3 to 1 (WCAG
1.4.11).
"""

from __future__ import annotations

from typing import Any

MAIN, ACCENT, QUIET, THIRD = 0, 1, 2, 3
"""Places in the palette: the plan itself, what it is compared with, the background, a third kind.

`shades` go from none to most, away from the ground of the page.
"""

LIGHT = {
    "text": "#1b1f24",
    "faint": "#57606a",
    "line": "#d0d7de",
    "palette": ["#0067a5", "#b84a00", "#6e7781", "#00795c"],
    "shades": ["#f3f5f7", "#cfe3f2", "#92c1e2", "#4b97cc", "#0a6cb0", "#073f6b"],
}
DARK = {
    "text": "#e6edf3",
    "faint": "#9da7b1",
    "line": "#3d444d",
    "palette": ["#56b4e9", "#f0a13a", "#9da7b1", "#3fc1a0"],
    "shades": ["#161b22", "#12344d", "#1b5680", "#2d82bd", "#6fb6e8", "#cde8fb"],
}
FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
WIDTH = 560


def config(dark: bool = False) -> dict[str, Any]:
    """The Vega-Lite configuration for a light or a dark page; the background stays see-through."""
    look = DARK if dark else LIGHT
    text, faint, line, palette = look["text"], look["faint"], look["line"], look["palette"]
    label = {
        "labelColor": text,
        "titleColor": faint,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }
    return {
        "background": None,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**label, "gridColor": line, "domainColor": line, "tickColor": line, "labelLimit": 220},
        "header": {"labelColor": text, "titleColor": faint},
        "legend": {**label, "orient": "bottom", "labelLimit": 320},
        "title": {"color": text, "subtitleColor": faint, "fontSize": 15, "anchor": "start", "subtitleFontSize": 12},
        "text": {"color": text, "fontSize": 12},
        "range": {"category": palette, "ordinal": look["shades"]},
        "style": {"place": {"stroke": line, "strokeWidth": 0.4}, "outline": {"color": faint, "strokeWidth": 0.8}},
        "mark": {"color": palette[MAIN]},
        **{mark: {"color": palette[MAIN]} for mark in ("bar", "line", "point", "circle", "tick", "area")},
        "rule": {"color": text},
    }
