"""Captions as they are compared: one alphabet, one case, nothing invisible; with the way back to what was written.

Method: Unicode NFKC (full-width and mathematical letters become plain ones), invisible characters dropped, case folded.
Source: Unicode Standard Annex 15. Limits: letters of other alphabets that only look Latin stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
LONGEST_QUOTE = 160
_RUN = re.compile(r"[\x00-\x7f]+|[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text, and for each of its characters the place in the original it came from.

    `folded` is for comparing words; `plain` is the same text with its capitals kept. Both have the same length.
    """

    original: str
    plain: str
    folded: str
    places: tuple[int, ...] | None

    def quote(self, start: int, end: int) -> str:
        """What was written where the normalised text has start to end, on one line and cut to a readable length."""
        return self.written(start, end)[:LONGEST_QUOTE]

    def written(self, start: int, end: int) -> str:
        """The same at its full length."""
        if self.places is not None and start < end:
            start, end = self.places[start], self.places[end - 1] + 1
        return " ".join(self.original[start:end].split())


def normalised(text: str) -> Normalised:
    """The text made comparable."""
    folded = text.lower()
    if text.isascii() or (
        len(folded) == len(text) and INVISIBLE.isdisjoint(text) and unicodedata.is_normalized("NFKC", text)
    ):
        return Normalised(text, text, folded, None)
    pieces: list[str] = []
    places: list[int] = []
    for found in _RUN.finditer(text):
        piece = found[0]
        if not piece.isascii():
            piece = "" if piece in INVISIBLE else unicodedata.normalize("NFKC", piece)
            places.extend([found.start()] * len(piece))
        else:
            places.extend(range(*found.span()))
        pieces.append(piece)
    plain = "".join(pieces)
    return Normalised(text, plain, _lowered(plain), tuple(places))


def _lowered(plain: str) -> str:
    """Lower case of the same length: the few letters that would become two stay as they are."""
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in plain)
