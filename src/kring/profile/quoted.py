"""`Evidence`: one observation behind a conclusion, with the words that count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kring.vocabulary.text import Words

QUOTE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Evidence:
    """One observation behind a figure: its kind (post, comment, account), moment, words, and why it counts."""

    kind: str
    name: str
    moment: datetime | None
    quote: str
    rule: str
    why: Words


def quoted(text: str | None) -> str:
    """A text on one line, cut to a readable length."""
    return " ".join((text or "").split())[:QUOTE_LENGTH]
