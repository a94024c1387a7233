"""`Span`: where words stand in a text, first sign included and last not."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Whether it shares a sign with any of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)
