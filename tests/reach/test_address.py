"""Addresses: found through their postcode or place, refused when they contradict themselves, and how coarse that is."""

from __future__ import annotations

import pytest

from kring.errors import BadInput, UnknownName
from kring.reach import Radius, Segment
from kring.vocabulary import places


@pytest.mark.parametrize(
    "address",
    [
        "Langestraat 12, 3811 AB Amersfoort",
        "Langestraat 12-14, 3811AB, Amersfoort, Nederland",
        "langestraat 12a, 3811 ab amersfoort",
        "3811AB 12",
        "3811 AB",
        "3811 AB Amersfoort",
        "Plein 1944 12, 3811 AB Amersfort",
    ],
)
def test_an_address_is_where_its_postcode_is(address: str) -> None:
    for given in (f"8 km around {address}", f"{address}: 8 km", {"address": address, "km": 8}):
        assert Segment(near=(given,)).near == ("8 km around 3811",)


@pytest.mark.parametrize(
    "address",
    [
        "Langestraat 12, Amersfoort", "Langestraat 1200 Amersfoort", "2e Dwarsstraat 5 bis, Amersfoort, NL",
        "Langestraat, Amersfoort",
    ],
)  # fmt: skip
def test_without_a_postcode_it_is_where_its_place_is(address: str) -> None:
    assert Radius.read(f"8 km rond {address}") == Radius.read("8 km around Amersfoort")


def test_a_village_may_be_called_by_its_own_name_or_its_municipality() -> None:
    for place in ("Hoogland", "Amersfoort"):
        assert Radius.read(f"Kerklaan 1, 3828 AB {place}: 5 km").centre.name == "3828"


@pytest.mark.parametrize(
    ("address", "message", "dutch"),
    [
        ("Langestraat 12, 3511 AB Amersfoort", "3511 lies in Utrecht, not in Amersfoort", "ligt postcode 3511"),
        ("Langestraat 12, Amersvoort", "Did you mean .*Amersfoort", "Amersfoort"),
        ("Langestraat 12, 1001 AB Amsterdam", "postcode area '1001'", "postcodegebied"),
        ("Meir 1, 2000 Antwerpen", "2000 Antwerpen", "Gebruik een plaats"),
    ],
)
def test_what_is_not_there_or_contradicts_itself_is_refused(address: str, message: str, dutch: str) -> None:
    with pytest.raises((BadInput, UnknownName), match=message) as refused:
        Radius.read({"address": address, "km": 5})
    assert dutch in " ".join(refused.value.said_in("nl"))


def test_a_text_that_is_no_address_is_refused_as_one() -> None:
    with pytest.raises(BadInput, match="is not an address") as refused:
        Radius.read({"address": "Langestraat", "km": 5})
    assert "is geen adres" in refused.value.said_in("nl")[0]


def test_how_coarse_it_is_is_said_in_kilometres() -> None:
    postcode, place = Radius.read("3811AB 12: 8 km"), Radius.read("Langestraat 12, Amersfoort: 8 km")
    table = places.postcodes().select(["pc4", "lon", "lat"]).drop_null()
    away = places.kilometres(postcode.centre.lon, postcode.centre.lat, table["lon"].to_numpy(), table["lat"].to_numpy())
    neighbour = sorted(away)[1]
    assert f"about {neighbour:.1f} km" in postcode.how_coarse("en")
    assert "postcodegebied 3811" in postcode.how_coarse("nl")
    assert "A postcode is more precise" in place.how_coarse("en")
    assert "0.0 km" not in Radius.read("Hoogland: 5 km").how_coarse("en")
    assert "het punt zelf" in Radius.read("52.156 5.388: 8 km").how_coarse("nl")
