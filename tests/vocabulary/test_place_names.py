"""Places as people write them: every name of a place, both countries, and homonyms that stay unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.vocabulary import places
from kring.vocabulary.places import Place, place_named, places_in


@pytest.mark.parametrize(
    ("written", "municipality"),
    [
        ("Den Haag", "'s-Gravenhage"), ("'s-Gravenhage", "'s-Gravenhage"), ("’s-Hertogenbosch", "'s-Hertogenbosch"),
        ("Den Bosch", "'s-Hertogenbosch"), ("Scheveningen", "'s-Gravenhage"), ("Amsterdam, Netherlands", "Amsterdam"),
        ("Vondelpark, Amsterdam", "Amsterdam"), ("Rijksmuseum Amsterdam", "Amsterdam"), ("Ede, Gelderland", "Ede"),
        ("Laren", "Laren"), ("Laren, Gelderland", "Lochem"), ("Hengelo, Gelderland", "Bronckhorst"),
        ("Bergen, Noord-Holland", "Bergen (NH.)"), ("Bergen (L.)", "Bergen (L.)"), ("Utrecht, Utrecht", "Utrecht"),
        ("Spijk, Groningen", "Eemsdelta"), ("Uden", "Maashorst"), ("Hasselt, Netherlands", "Zwartewaterland"),
    ],
)  # fmt: skip
def test_a_dutch_place_is_known_by_all_its_names(written: str, municipality: str) -> None:
    assert place_named(written) == Place(municipality, "NL")


@pytest.mark.parametrize(
    ("written", "municipality"),
    [
        ("Gent", "Gent"), ("Ghent, Belgium", "Gent"), ("Antwerp", "Antwerpen"), ("Kortrijk - Belgium", "Kortrijk"),
        ("Heverlee", "Leuven"), ("Tongeren", "Tongeren-Borgloon"), ("Bruxelles", "Brussel"), ("Hasselt", "Hasselt"),
    ],
)  # fmt: skip
def test_a_flemish_place_is_known_by_all_its_names(written: str, municipality: str) -> None:
    assert place_named(written) == Place(municipality, "BE")


@pytest.mark.parametrize(
    "written",
    ["Bergen", "Spijk", "Paris", "Amsterdam, New York", "Lille, France", "Halle, Germany", "Bali", "", "Limburg", "📍"],
)
def test_what_can_mean_several_places_or_none_of_ours_stays_unknown(written: str) -> None:
    assert place_named(written) is None


def test_the_country_of_the_account_decides_between_places_across_the_border() -> None:
    assert place_named("Mechelen", "BE") == Place("Mechelen", "BE")
    assert place_named("Mechelen", "NL") is None  # a village in South Limburg, or the Flemish city


@pytest.mark.parametrize("name", places.municipalities())
def test_every_dutch_municipality_is_found_by_its_own_name(name: str) -> None:
    assert place_named(name, "NL") == Place(name, "NL")


@pytest.mark.parametrize("name", places.flemish_municipality_table()["municipality"].to_pylist())
def test_every_flemish_municipality_is_found_by_its_own_name(name: str) -> None:
    assert place_named(name, "BE") == Place(name, "BE")


@pytest.mark.parametrize(
    ("bio", "found"),
    [
        ("reizen | Den Bosch", ["'s-Hertogenbosch"]), ("📍 Utrecht • mama van 2", ["Utrecht"]),
        ("Creator uit Best, hou van koffie", ["Best"]), ("Het beste van Best", []), ("Alles over fietsen", []),
        ("Woont in Den Haag met 2 katten", ["'s-Gravenhage"]), ("Beek | zon", ["Beek"]), ("Grave fouten", []),
        ("Amsterdam & Rotterdam", ["Amsterdam", "Rotterdam"]), ("Gewoon Lotte. Mama en baby.", []),
    ],
)  # fmt: skip
def test_a_bio_names_a_place_only_where_it_reads_as_one(bio: str, found: list[str]) -> None:
    assert [place.municipality for place in places_in(bio)] == found


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(isinstance(place, Place) for place in places_in(text))
    assert place_named(text) is None or isinstance(place_named(text), Place)


def test_flanders_has_its_municipalities_of_2025_and_brussels() -> None:
    table = places.flemish_municipality_table()
    assert table.num_rows == 285 + 1
    lon, lat = (table[axis].drop_null().to_numpy() for axis in ("lon", "lat"))
    assert 2.5 < lon.min() < lon.max() < 5.95
    assert 50.6 < lat.min() < lat.max() < 51.55
