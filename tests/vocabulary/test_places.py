"""Places: the shipped CBS tables, the names people use, and target groups counted by area."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import UnknownName
from kring.estimate import Basis
from kring.vocabulary import places
from kring.vocabulary.people import AGE_BANDS

CBS_TOTAL = 17_472_870


def test_postcodes_are_four_digits_and_count_everybody_once() -> None:
    table = places.postcodes()
    assert table.num_rows == 4_074
    assert pc.all(pc.match_substring_regex(table["pc4"], r"^[1-9][0-9]{3}$")).as_py()
    assert pc.sum(table["people"]).as_py() == CBS_TOTAL


def test_population_by_age_and_gender_misses_five_people_because_cbs_rounds_each_figure() -> None:
    assert pc.sum(places.population()["people"]).as_py() == CBS_TOTAL - 5
    assert float(places.population_in()) == CBS_TOTAL - 5
    assert pc.sum(places.people_by_target_age()["people"]).as_py() == pytest.approx(CBS_TOTAL - 5)


def test_unpublished_population_stays_unknown() -> None:
    assert places.postcodes()["people"].null_count == 15
    assert places.postcodes()["municipality"].null_count == 9
    assert not places.population_in(pc4=["1044"]).known


def test_municipalities_are_those_of_today_and_lie_in_the_country() -> None:
    table = places.municipality_table()
    assert len(places.municipalities()) == table.num_rows == 342
    assert len(places.provinces()) == 12
    assert pc.sum(table["people"]).as_py() == CBS_TOTAL
    assert 3.3 < pc.min(table["lon"]).as_py() < pc.max(table["lon"]).as_py() < 7.3
    assert 50.7 < pc.min(table["lat"]).as_py() < pc.max(table["lat"]).as_py() < 53.7
    used = set(pc.drop_null(places.postcodes()["municipality"]).to_pylist())
    assert used == set(places.municipalities())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Den Haag", "'s-Gravenhage"),
        ("the hague", "'s-Gravenhage"),
        ("s Gravenhage", "'s-Gravenhage"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("gemeente Utrecht", "Utrecht"),
        ("Hoekse Waard", "Hoeksche Waard"),
        ("Sudwest Fryslan", "Súdwest-Fryslân"),
        ("Uden", "Maashorst"),
        ("Cuijk", "Land van Cuijk"),
        ("Beemster", "Purmerend"),
        ("Heerhugowaard", "Dijk en Waard"),
        ("Hellevoetsluis", "Voorne aan Zee"),
        ("Weesp", "Amsterdam"),
        ("BERGEN NH", "Bergen (NH.)"),
    ],
)
def test_a_municipality_is_known_by_the_names_people_use(written: str, meant: str) -> None:
    assert places.municipality(written) == meant


@given(st.sampled_from(places.municipalities()))
def test_every_municipality_knows_its_own_name_in_any_capitals(name: str) -> None:
    assert places.municipality(name.upper()) == places.municipality(name.lower()) == name


def test_every_successor_of_a_merged_municipality_exists() -> None:
    from kring.vocabulary.places.tables import names

    assert set(names()["municipality_changes"].values()) <= set(places.municipalities())
    assert set(names()["municipality_aliases"].values()) <= set(places.municipalities())
    assert set(names()["province_aliases"].values()) <= set(places.provinces())
    assert not set(names()["municipality_changes"]) & set(places.municipalities())


def test_land_of_a_municipality_that_was_split_goes_to_the_right_neighbours() -> None:
    rows = {row["pc4"]: row["municipality"] for row in places.postcodes().to_pylist()}
    haaren = {pc4: rows[pc4] for pc4 in ("5074", "5076", "5268", "5296")}
    assert haaren == {"5074": "Tilburg", "5076": "Oisterwijk", "5268": "Vught", "5296": "Boxtel"}


def test_provinces_are_known_in_dutch_frisian_and_english() -> None:
    assert places.province("Fryslân") == places.province("friesland") == "Friesland"
    assert places.province("North Holland") == "Noord-Holland"


def test_an_unknown_name_says_what_is_near_and_a_village_says_where_it_lies() -> None:
    with pytest.raises(UnknownName, match="Utrecht"):
        places.municipality("Utrehct")
    with pytest.raises(UnknownName, match="lies in the municipality Haarlemmermeer"):
        places.municipality("Hoofddorp")
    with pytest.raises(UnknownName):
        places.province("Vlaanderen")


def test_a_village_leads_to_its_municipality_unless_there_are_two_of_that_name() -> None:
    assert places.municipality_of_place("Hoofddorp") == "Haarlemmermeer"
    assert places.municipality_of_place("Nes") is None
    assert places.municipality_of_place("Atlantis") is None


def test_target_bands_divide_the_whole_population() -> None:
    parts = [float(places.population_in(["Utrecht"], ages=[band])) for band in AGE_BANDS]
    assert sum(parts) == pytest.approx(float(places.population_in(["Utrecht"])))


def test_a_cut_band_is_split_evenly_over_its_years() -> None:
    assert places.years_in_common("15-19", "13-17") == pytest.approx(3 / 5)
    assert places.years_in_common("15-19", "18-24") == pytest.approx(2 / 5)
    assert places.years_in_common("95+", "65+") == 1.0
    rows = [row for row in places.population().to_pylist() if row["pc4"] == "3511" and row["gender"] == "female"]
    by_band = {row["age_band"]: row["people"] for row in rows}
    youth = places.population_in(pc4=["3511"], ages=["18-24"], genders=["female"])
    assert float(youth) == pytest.approx(0.4 * by_band["15-19"] + by_band["20-24"])
    assert youth.basis is Basis.MODELLED


def test_a_whole_band_is_measured_and_a_cut_one_is_wider() -> None:
    whole = places.population_in(["Delft"], ages=["25-34"])
    cut = places.population_in(["Delft"], ages=["18-24"])
    assert whole.basis is Basis.MEASURED
    assert (cut.high - cut.low) / cut.value > 10 * (whole.high - whole.low) / whole.value


def test_a_student_town_gets_room_upward() -> None:
    """In Delft far more people are 20-24 than 10-14, so more of its 15-19 are 18 or 19 than an even split says."""
    delft = places.population_in(["Delft"], ages=["18-24"])
    assert delft.high - delft.value > 0.05 * delft.value


def test_places_add_up_without_counting_twice() -> None:
    province = places.population_in(provinces=["Utrecht"])
    both = places.population_in(["Utrecht"], provinces=["Utrecht"], pc4=["3511"])
    assert float(both) == float(province)
    with pytest.raises(UnknownName, match="0000"):
        places.population_in(pc4=["0000"])
    with pytest.raises(UnknownName, match="18-25"):
        places.population_in(ages=["18-25"])


def test_another_gender_is_unknown_not_zero() -> None:
    assert not places.population_in(genders=["other"]).known


def test_distances_and_circles() -> None:
    assert places.kilometres(4.9, 52.37, 5.12, 52.09) == pytest.approx(34.5, abs=0.5)
    near = set(places.postcodes_within(5.12, 52.09, 5))
    far = set(places.postcodes_within(5.12, 52.09, 20))
    assert "3511" in near < far
    assert np.all([pc4.startswith(("34", "35", "36", "37", "39")) for pc4 in near])


def test_the_shipped_tables_stay_small() -> None:
    files = list((Path(places.__file__).parent / "data").glob("*.parquet"))
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) < 600_000
