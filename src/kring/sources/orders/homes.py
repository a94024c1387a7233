"""Where an order went, no nearer than a postcode area: four digits in the Netherlands and Belgium, else the country."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kring.sources.files.words import countries, plain

_DUTCH = re.compile(r"([1-9]\d{3})(?:\.0)?(\s*[A-Za-z]{2})?")
_BELGIAN = re.compile(r"(?:B-?\s*)?([1-9]\d{3})(?:\.0)?")


@dataclass(frozen=True, slots=True)
class Home:
    """A country and an area in it, None where unknown."""

    country: str | None = None
    area: str | None = None


NOWHERE = Home()


def home_of(postcode: str | None, country: str | None) -> Home:
    """The area of a postcode. Without a country only a postcode with Dutch letters tells where it is."""
    code = countries().get(plain(country)) if country else None
    written = (postcode or "").strip().lstrip("'").strip()
    dutch = _DUTCH.fullmatch(written)
    if country is None and dutch and dutch[2]:
        code = "NL"
    if code == "NL" and dutch:
        return Home(code, dutch[1])
    if code == "BE" and (belgian := _BELGIAN.fullmatch(written)):
        return Home(code, belgian[1])
    return Home(code)
