"""Target groups: what is accepted, what is refused with which words, and how they are said."""

from __future__ import annotations

from typing import Any

import pytest

from kring.errors import BadInput, UnknownName
from kring.reach import Segment


@pytest.mark.parametrize(
    ("written", "bands"),
    [
        ("25-34", ("25-34",)),
        ("25-44", ("25-34", "35-44")),
        ("45+", ("45-54", "55-64", "65+")),
        ("65+", ("65+",)),
        (" 18 - 24 ", ("18-24",)),
    ],
)
def test_ages_are_bands_or_ranges_of_them(written: str, bands: tuple[str, ...]) -> None:
    assert Segment(ages=(written,)).ages == bands


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"ages": ["25-40"]}, "age band '25-40'"),
        ({"ages": ["44-25"]}, "age band '44-25'"),
        ({"genders": ["dames"]}, "gender 'dames'"),
        ({"municipalities": ["Amersvoort"]}, "Did you mean Amersfoort"),
        ({"provinces": ["Utregt"]}, "Did you mean Utrecht"),
        ({"languages": ["nederlands"]}, "language 'nederlands'"),
        ({"interests": ["bakkken"]}, "niche 'bakkken'"),
        ({"countries": ["Nederland"]}, "two letters"),
        ({"postcode_areas": ["3811AB"]}, "four digits"),
        ({"age": ["25-34"]}, "Did you mean ages"),
    ],
)
def test_what_is_not_in_a_list_is_refused_with_what_is(given: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        Segment.from_mapping(given)


def test_a_target_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(BadInput, match="conditions"):
        Segment.from_mapping("vrouwen")  # type: ignore[arg-type]


def test_words_people_use_are_understood() -> None:
    segment = Segment.from_mapping({"genders": "vrouwen", "municipalities": ["den haag"], "interests": "Cooking"})
    assert segment == Segment(genders=("female",), municipalities=("'s-Gravenhage",), interests=("koken",))


def test_a_segment_is_said_in_both_languages() -> None:
    segment = Segment(genders=("female",), ages=("25-44", "65+"), municipalities=("Amersfoort", "Utrecht"))
    assert segment.in_words("nl") == "vrouwen van 25 tot en met 44 jaar of 65 jaar en ouder in Amersfoort of Utrecht"
    assert segment.in_words("en") == "women aged 25 to 44 or 65 and over in Amersfoort or Utrecht"
    assert Segment().in_words("nl") == "iedereen"
    assert (
        Segment(languages=("nl",), interests=("koken",)).in_words("en")
        == "people interested in cooking who speak Dutch"
    )


def test_a_segment_reads_back_what_it_wrote() -> None:
    segment = Segment(ages=("25-44",), genders=("man",), postcode_areas=("3811",))
    assert Segment.from_mapping(segment.to_dict()) == segment
