"""What axe finds on a page: asked for violations alone, and of a long list for the rows at its beginning."""

from __future__ import annotations

import json

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
FORMS = {
    "wide-light-en": {"viewport": SIZES["wide"], "color_scheme": "light", "locale": "en"},
    "phone-dark-nl": {"viewport": SIZES["phone"], "color_scheme": "dark", "locale": "nl"},
}
"""Two forms in which every size, every colour scheme and every language comes once."""

OPTIONS = json.dumps({"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
ROWS = 15
SHORTENED = """rows => document.querySelectorAll('tbody, ol, ul').forEach(
  list => [...list.children].slice(rows).forEach(row => row.remove()))"""
SETTLED = """() => new Promise(done => {
  let quiet = 0
  const look = () => {
    quiet = document.querySelector('.htmx-request') ? 0 : quiet + 1
    quiet < 3 ? setTimeout(look, 50) : done()
  }
  setTimeout(look, 50)
})"""


def unfold(page: object) -> None:
    """Open everything that can be opened, and wait for what that fetches."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")  # type: ignore[attr-defined]
    page.evaluate(SETTLED)  # type: ignore[attr-defined]


def problems(page: object) -> list[str]:
    """Whether the page scrolls sideways, and what axe finds; a list keeps its first rows, as one template makes all."""
    from axe_playwright_python.base import AXE_SCRIPT

    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")  # type: ignore[attr-defined]
    page.evaluate(SHORTENED, ROWS)  # type: ignore[attr-defined]
    page.evaluate(AXE_SCRIPT)  # type: ignore[attr-defined]
    violations = page.evaluate(f"axe.run({OPTIONS}).then(found => found.violations)")  # type: ignore[attr-defined]
    found = [f"{violation['id']}: {node['html'][:160]}" for violation in violations for node in violation["nodes"]]
    return [*found, *([f"scrolls {wide} px sideways"] if wide > 0 else [])]
