"""An address as the centre of a radius: found offline through its postcode, or through its place when it has none.

Street and number are read only to be set aside: nothing here knows where a house stands, and people are known by
postcode area anyway. `how_coarse` says how far off that may be.
"""

from __future__ import annotations

import re

import numpy as np

from kring.errors import BadInput
from kring.estimate import Language, number
from kring.vocabulary import places

POSTCODE = re.compile(r"(?<!\d)([1-9]\d{3})(?: ?[A-Z]{2}|[a-z]{2}|(?<=, \d{4}) [a-z]{2})(?![A-Za-z])")
HOUSE = re.compile(r".*?\D \d+ ?-?[A-Za-z]?(?:[-/ ]?\d+)? (\D+)")
COUNTRY = re.compile(r",? *(?:nederland|netherlands|the netherlands|nl)$", re.IGNORECASE)


def centre_of_address(text: str) -> places.Centre | None:
    """The centre of the postcode area or the place in an address; None for a text that isn't one.

    Langestraat 12, 3811 AB Amersfoort; 3811AB 12; Langestraat 12, Amersfoort. Raises UnknownName for a postcode or
    place that doesn't exist, and BadInput when postcode and place contradict each other.
    """
    plain = COUNTRY.sub("", text.strip())
    found = list(POSTCODE.finditer(plain))
    if found:
        centre = places.centre_of_postcode(found[-1][1])
        _check_place(text, centre, plain[found[-1].end() :].strip(" ,"))
        return centre
    street, comma, place = plain.rpartition(",")
    if comma and street.strip():
        return places.centre_of_place(place.strip())
    house = HOUSE.fullmatch(plain)
    return places.centre_of_place(house[1].strip()) if house else None


def _check_place(text: str, centre: places.Centre, place: str) -> None:
    """That the place behind the postcode, when there is one by that name, is where the postcode lies."""
    row = next(area for area in places.postcodes().to_pylist() if area["pc4"] == centre.name)
    named = places.municipality_of_place(place) if place else None
    if named is None or named == row["municipality"] or place.casefold() == str(row["place"]).casefold():
        return
    raise BadInput(
        f"in '{text}' the postcode {centre.name} lies in {row['municipality']}, not in {place}.",
        "Correct the postcode or the place.",
        nl=f"in '{text}' ligt postcode {centre.name} in {row['municipality']}, niet in {place}.",
        nl_advice="Verbeter de postcode of de plaats.",
    )


def how_coarse(centre: places.Centre, language: Language) -> str:
    """What the distance is measured from, and how far an address in it may lie from there."""
    table = places.postcodes().select(["pc4", "place", "municipality", "lon", "lat"]).drop_null()
    away = places.kilometres(centre.lon, centre.lat, table["lon"].to_numpy(), table["lat"].to_numpy())
    nearest = float(np.sort(away)[1])
    if centre.name.isdigit():
        km = number(nearest, language, 1)
        return {
            "nl": f"Gemeten vanaf het midden van postcodegebied {centre.name}; een adres daarin kan er zo'n {km} km "
            "vandaan liggen.",
            "en": f"Measured from the middle of postcode area {centre.name}; an address in it may lie about {km} km "
            "from there.",
        }[language]
    named = np.array([name == centre.name for name in table["place"].to_pylist()])
    if not named.any():
        named = np.array([name == centre.name for name in table["municipality"].to_pylist()])
    if not named.any():
        return {
            "nl": "Gemeten vanaf het punt zelf tot het midden van postcodegebieden.",
            "en": "Measured from the point itself to the middle of postcode areas.",
        }[language]
    km = number(max(float(away[named].max()), nearest), language, 1)
    return {
        "nl": f"Gemeten vanaf het midden van {centre.name}; een adres daarin kan er zo'n {km} km vandaan liggen. "
        "Met een postcode is het nauwkeuriger.",
        "en": f"Measured from the middle of {centre.name}; an address in it may lie about {km} km from there. "
        "A postcode is more precise.",
    }[language]
