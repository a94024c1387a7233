"""Discount codes as people and shops write them, in one form: upper case, no blanks around, nobody's address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_BETWEEN = re.compile(r"\s*[,;|\n]\s*")
_TELEPHONE = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){8,}")
_LONGEST = 80


def plain_code(written: str) -> str | None:
    """A code in the form all are compared in; None for a blank, an e-mail address or a telephone number."""
    spelled = unicodedata.normalize("NFKC", written)
    visible = "".join(letter for letter in spelled if unicodedata.category(letter) not in ("Cf", "Cc"))
    plain = " ".join(visible.split()).upper()
    return plain if plain and not names_a_person(plain) and len(plain) <= _LONGEST else None


def codes_in(cell: str | None) -> tuple[str, ...]:
    """The codes in a cell, each once, in their order."""
    return distinct_codes(_BETWEEN.split(cell)) if cell else ()


def distinct_codes(written: Iterable[str]) -> tuple[str, ...]:
    """These codes in one form, each once, in their order."""
    return tuple(dict.fromkeys(code for one in written if (code := plain_code(one))))


def names_a_person(text: str) -> bool:
    """Whether a code or label holds an e-mail address or a telephone number."""
    return "@" in text or "%40" in text or _TELEPHONE.search(text) is not None
