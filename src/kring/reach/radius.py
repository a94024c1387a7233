"""`Radius`: kilometres around a place, a postcode, an address or a point, and the postcode areas that lie within.

It approximates: people are known by postcode area, so an area belongs whole when its centroid lies within the radius
and not at all when it doesn't. A Dutch postcode area is about 3 km across, so near the edge people up to some 1.5 km on
the wrong side of the circle count or don't; within 2 km and less it is coarse. Distance is as the crow flies.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kring.errors import BadInput, UnknownName
from kring.estimate import Language, number
from kring.reach.address import centre_of_address, how_coarse
from kring.vocabulary import places

MOST_KM = 500
FORMS = (("place", "km"), ("postcode", "km"), ("address", "km"), ("lat", "lon", "km"))
AROUND = re.compile(r"(?:(?:within|binnen) )?([\d.,]+) ?km (?:around|of|from|rond|rondom|van|om) (.+)", re.IGNORECASE)
COLON = re.compile(r"(.+?) ?: ?([\d.,]+) ?(?:km)?", re.IGNORECASE)
POINT = re.compile(r"(-?\d+(?:\.\d+)?)(?: ?[,/] ?| )(-?\d+(?:\.\d+)?)")
POSTCODE = re.compile(r"([1-9]\d{3}) ?(?:[A-Za-z]{2})?")


@dataclass(frozen=True)
class Radius:
    """`km` kilometres around a centre; `centre.name` is a place, a postcode area or "latitude longitude"."""

    centre: places.Centre
    km: float

    @classmethod
    def read(cls, given: str | Mapping[str, Any]) -> Radius:
        """The radius meant by a text or by fields.

        Texts: "8 km around Amersfoort" (or a postcode, an address, or "52.156 5.388"; Dutch: "8 km rond Amersfoort")
        and "Amersfoort:8km". Fields: {place, km}, {postcode, km}, {address, km} or {lat, lon, km}. Of a postcode such
        as 3811 AB the four digits count, and of an address its postcode, or its place when it has none; `how_coarse`
        says what that means.

        Raises UnknownName for a place or postcode that doesn't exist, and BadInput for what can't be read, a distance
        of 0 or less or above 500 km, and a circle in which no postcode area has its centroid.
        """
        if isinstance(given, Mapping):
            return _of_fields(given)
        return _of_text(" ".join(str(given).split()))

    @property
    def text(self) -> str:
        """The one way a radius is written: 8 km around Amersfoort."""
        return f"{_plain(self.km)} km around {self.centre.name}"

    @property
    def postcode_areas(self) -> tuple[str, ...]:
        """The postcode areas whose centroid lies within."""
        return _areas_within(self.centre.lon, self.centre.lat, self.km)

    def how_coarse(self, language: Language = "en") -> str:
        """What the distance is measured from, and how far an address may lie from there."""
        return how_coarse(self.centre, language)

    def in_words(self, language: Language = "en") -> str:
        """The radius as a person would say it: within 8 km of Amersfoort."""
        km = number(self.km, language, len(_plain(self.km).partition(".")[2]))
        place = f"postcode {self.centre.name}" if self.centre.name.isdigit() else self.centre.name
        return f"binnen {km} km van {place}" if language == "nl" else f"within {km} km of {place}"


@cache
def _of_text(text: str) -> Radius:
    if found := AROUND.fullmatch(text):
        return _radius(_centre(found[2]), found[1])
    if found := COLON.fullmatch(text):
        return _radius(_centre(found[1]), found[2])
    raise BadInput(
        f"'{text}' is not a distance around a place.", "Write '8 km around Amersfoort', with the kilometres.",
        nl=f"'{text}' is geen afstand rond een plaats.",
        nl_advice="Schrijf bijvoorbeeld '8 km rond Amersfoort', met de kilometers erbij.",
    )  # fmt: skip


def _of_fields(given: Mapping[str, Any]) -> Radius:
    for name in given:
        if not any(name in form for form in FORMS):
            raise UnknownName("field in 'near'", str(name), ["place", "postcode", "address", "lat", "lon", "km"])
    if set(given) not in [set(form) for form in FORMS] or any(value is None for value in given.values()):
        shown = ", ".join(map(str, given))
        raise BadInput(
            f"'near' with {shown or 'nothing in it'} is not complete, or says two things.",
            "Write {place: Amersfoort, km: 8}, {postcode: 3811 AB, km: 8} or {lat: 52.156, lon: 5.388, km: 8}.",
            nl=f"'near' met {shown or 'niets erin'} is niet volledig, of zegt twee dingen.",
            nl_advice="Schrijf {place: Amersfoort, km: 8}, {postcode: 3811 AB, km: 8} of "
            "{lat: 52.156, lon: 5.388, km: 8}.",
        )  # fmt: skip
    if "lat" in given:
        return _radius(_point(given["lat"], given["lon"]), given["km"])
    if "address" in given:
        return _radius(_address(str(given["address"]).strip()), given["km"])
    if "place" in given:
        return _radius(places.centre_of_place(str(given["place"]).strip()), given["km"])
    return _radius(_postcode(str(given["postcode"]).strip()), given["km"])


def _centre(text: str) -> places.Centre:
    if POSTCODE.fullmatch(text):
        return _postcode(text)
    if found := POINT.fullmatch(text):
        return _point(found[1], found[2])
    return centre_of_address(text) or places.centre_of_place(text)


def _address(text: str) -> places.Centre:
    found = _postcode(text) if POSTCODE.fullmatch(text) else centre_of_address(text)
    if found is None:
        raise BadInput(
            f"'{text}' is not an address.", "Write it as 'Langestraat 12, 3811 AB Amersfoort', with its postcode.",
            nl=f"'{text}' is geen adres.",
            nl_advice="Schrijf het als 'Langestraat 12, 3811 AB Amersfoort', met de postcode erbij.",
        )  # fmt: skip
    return found


def _postcode(text: str) -> places.Centre:
    found = POSTCODE.fullmatch(text)
    return places.centre_of_postcode(found[1] if found else text)


def _point(lat: Any, lon: Any) -> places.Centre:
    north, east = _as_number(lat), _as_number(lon)
    if not (abs(north) <= 90 and abs(east) <= 180):
        raise BadInput(
            f"'{lat} {lon}' is not a point.", "Write latitude and longitude in degrees, such as 52.156 5.388.",
            nl=f"'{lat} {lon}' is geen punt.",
            nl_advice="Schrijf breedte- en lengtegraad, zoals 52.156 5.388.",
        )  # fmt: skip
    return places.Centre(f"{_plain(north)} {_plain(east)}", east, north)


def _radius(centre: places.Centre, km: Any) -> Radius:
    distance = math.nan if isinstance(km, bool) else round(_as_number(str(km).replace(",", ".")), 3)
    if not 0 < distance <= MOST_KM:
        raise BadInput(
            f"a distance of '{km}' km can't be used.", f"Write a number of kilometres above 0, at most {MOST_KM}.",
            nl=f"een afstand van '{km}' km kan niet.",
            nl_advice=f"Schrijf een aantal kilometers boven 0, hoogstens {MOST_KM}.",
        )  # fmt: skip
    radius = Radius(centre, distance)
    if not radius.postcode_areas:
        raise BadInput(
            f"no Dutch postcode area has its middle {radius.in_words('en')}.",
            "Make the distance larger; for a point, write the latitude (about 52) before the longitude (about 5).",
            nl=f"geen Nederlands postcodegebied heeft zijn midden {radius.in_words('nl')}.",
            nl_advice="Maak de afstand groter; schrijf bij een punt de breedtegraad (zo'n 52) voor de lengtegraad "
            "(zo'n 5).",
        )  # fmt: skip
    return radius


@cache
def _areas_within(lon: float, lat: float, km: float) -> tuple[str, ...]:
    return places.postcodes_within(lon, lat, km)


def _as_number(given: Any) -> float:
    """The number given, NaN when it is none."""
    try:
        return float(given)
    except (TypeError, ValueError):
        return math.nan


def _plain(value: float) -> str:
    """A number without more digits than it has: 8, 2.5, 52.1561."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
