"""How a weight stands on a page."""

from __future__ import annotations

from django import template

from kring.app.web.language import page_language
from kring.match.ranking.explanation import bits_in_words

register = template.Library()


@register.filter
def bits(value: float) -> str:
    """A weight in bits with its sign: +2.5, -1, 0."""
    return bits_in_words(value, page_language())
