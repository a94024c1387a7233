"""Charts as SVG that a page may hold: no inline style, no script, colours left to the style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.plan import Plan
    from kring.reach import Overlap


def drawn(plan: Plan, overlap: Overlap | None, language: Language) -> dict[str, str]:
    """The plan's charts by name."""
    return {}
