"""The language of the page, as the other rooms name it."""

from __future__ import annotations

from django.utils.translation import get_language

from kring.estimate import Language


def page_language() -> Language:
    """Nl or en."""
    return "nl" if (get_language() or "nl").startswith("nl") else "en"
