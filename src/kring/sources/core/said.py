"""A sentence in both languages, for what a source says of itself and of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The same words in English and Dutch."""

    en: str
    nl: str

    def in_language(self, language: str) -> str:
        """The words in `nl`, or in English for every other language."""
        return self.nl if language == "nl" else self.en


def count_in_dutch(count: float) -> str:
    """A count as Dutch writes it: 1.234."""
    return f"{count:,.0f}".replace(",", ".")
