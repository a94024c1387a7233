"""Audience shares as cells: what is suppressed stays unknown, and what is told adds up."""

from __future__ import annotations

import pyarrow as pa
import pytest

from kring.reach import Segment
from kring.reach.levels.cells import Division, Populations, told_by_account
from kring.reach.levels.masks import mask_of, share_in

NATION = Populations.netherlands()
TOLD = {
    "country": {"NL": 0.9, "BE": 0.1},
    "municipality": {"Utrecht": 0.4, "Amersfoort": 0.2},
    "age": {"18-24": 0.25, "25-34": 0.5, "35-44": 0.25},
    "gender": {"female": 0.8, "male": 0.2},
}


def part(segment: Segment, told: dict[str, dict[str, float]] = TOLD) -> tuple[float, float, float]:
    mask = mask_of(segment)
    assert mask is not None
    share = share_in(Division.of_shares(told, NATION), mask)
    return share.low, share.value, share.high


def test_the_cells_hold_the_people_cbs_counts() -> None:
    assert NATION.people[:-1].sum() == pytest.approx(17_472_870, rel=0.005)


def test_told_shares_multiply_and_unlisted_places_may_hold_more() -> None:
    assert part(Segment(genders=("female",), ages=("25-34",)))[1] == pytest.approx(0.4)
    low, value, high = part(Segment(municipalities=("Utrecht",)))
    assert value == pytest.approx(0.36)
    assert low < 0.36 < high
    unlisted = part(Segment(municipalities=("Zwolle",)))
    assert unlisted[0] == 0
    assert 0 < unlisted[1] < unlisted[2] <= 0.2 * 1.12**2


def test_provinces_share_out_the_country() -> None:
    from kring.vocabulary import places

    every = sum(part(Segment(provinces=(name,)))[1] for name in places.provinces())
    assert every == pytest.approx(0.9)
    assert part(Segment(countries=("NL",)))[1] == pytest.approx(0.9)
    assert part(Segment())[1] == 1


def test_a_dimension_that_was_not_told_makes_the_share_unknown() -> None:
    mask = mask_of(Segment(ages=("25-34",)))
    assert mask is not None
    told = {"gender": TOLD["gender"]}
    assert not share_in(Division.of_shares(told, NATION), mask).known


@pytest.mark.parametrize(
    "segment", [Segment(languages=("nl",)), Segment(countries=("BE",)), Segment(genders=("other",))]
)
def test_what_shares_cannot_tell_has_no_cells(segment: Segment) -> None:
    assert mask_of(segment) is None


def test_a_suppressed_share_is_left_out_and_not_zero() -> None:
    table = pa.table({
        "account": ["a", "a", "a"], "dimension": ["gender"] * 3, "value": ["female", "male", "other"],
        "share": [0.7, None, 0.0], "suppressed": [False, True, True],
    })  # fmt: skip
    assert told_by_account(table) == {"a": {"gender": {"female": 0.7}}}


def test_cities_as_platforms_write_them_count_for_their_municipality() -> None:
    cities = {"Utrecht, Utrecht": 0.4, "Vleuten": 0.1, "London, United Kingdom": 0.05, "Amersfoort": None}
    rows = [
        {"account": "a", "dimension": "city", "value": city, "share": share, "suppressed": share is None}
        for city, share in cities.items()
    ]
    (shares,) = told_by_account(pa.Table.from_pylist(rows)).values()
    assert shares["municipality"]["Utrecht"] == pytest.approx(0.5)
    assert "Amersfoort" not in shares["municipality"]


def test_shares_by_municipality_go_before_those_by_city() -> None:
    rows = [
        {"account": "a", "dimension": dimension, "value": "Utrecht", "share": share, "suppressed": False}
        for dimension, share in (("city", 0.4), ("municipality", 0.5))
    ]
    assert told_by_account(pa.Table.from_pylist(rows)) == {"a": {"municipality": {"Utrecht": 0.5}}}
