"""Age bands as platforms write them: 18-24, 25 – 34, 65+."""

from __future__ import annotations

import re

from kring.vocabulary.people import AGE_BANDS

_AGE = re.compile(r"(\d{1,2})\s*[-–—]\s*(\d{2})|(65)\s*\+|\+\s*(65)")


def age_band(text: str, *, alone: bool = True) -> str | None:
    """The band a text names, in our words; None for another. `alone`: nothing else may stand in the text."""
    found = _AGE.fullmatch(text.strip()) if alone else _AGE.search(text)
    band = None if found is None else f"{found[1]}-{found[2]}" if found[1] else "65+"
    return band if band in AGE_BANDS else None
