"""Cells of any locale say one number or none, and days without a year get the right one from their order."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kring.sources.exports.days import Day, date_in_name, dated, day_in, range_in
from kring.sources.exports.figures_in_cells import count_in, named_shares, percent_in, shares_by_sum
from kring.sources.exports.json_files import repaired_text
from kring.sources.exports.moments import moments_in

MADE = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("1,802", 1_802), ("1.802", 1_802), ("1 802", 1_802), ("1\u202f802", 1_802), ("1’802", 1_802), ("880", 880),
        ("1.2K", 1_200), ("1,2K", 1_200), ("1,2 dzd.", 1_200), ("3,4 mln", 3_400_000), ("12,3 Tsd.", 12_300),
        ("1.234.567", 1_234_567), ("--", None), ("undefined", None), ("", None), ("1,234K", None), ("veel", None),
        ("12.5", None), ("3-4", None), ("1,23,456", None),
    ],
)  # fmt: skip
def test_a_count_in_any_notation(cell: str, count: int | None) -> None:
    assert count_in(cell) == count


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "\u00a0", "\u202f", "'"]))
def test_thousands_are_read_whatever_parts_them(number: int, mark: str) -> None:
    assert count_in(f"{number:,}".replace(",", mark)) == number


@pytest.mark.parametrize(
    ("cell", "share"), [("6.9%", 0.069), ("6,9 %", 0.069), ("%6,9", 0.069), ("6.9", None), ("140%", None)]
)
def test_a_percentage(cell: str, share: float | None) -> None:
    assert percent_in(cell) == (None if share is None else pytest.approx(share))


NAMES = st.text(st.characters(categories=["Lu", "Ll"], include_characters=" ,'-."), min_size=1, max_size=20)


@given(st.lists(st.tuples(NAMES, st.integers(0, 1000)), min_size=1, max_size=8), st.booleans())
def test_a_list_of_shares_reads_back_whatever_commas_the_names_hold(
    entries: list[tuple[str, int]], comma: bool
) -> None:
    assume(all(name.strip() == name and name[0] not in ",.-' " for name, _ in entries))
    written = ", ".join(f"{name}: {tenths / 10}%" for name, tenths in entries)
    if comma:
        written = ", ".join(f"{name}\u00a0: {tenths / 10}".replace(".", ",", 0) + "\u202f%" for name, tenths in entries)
    found = named_shares(written)
    assert found is not None
    assert [(one.name, round(one.share * 1000)) for one in found] == [(name, tenths) for name, tenths in entries]


@pytest.mark.parametrize(
    "text", ["Utrecht: 6.9%, Zeist", "6.9%", "12am: 200, 3am: 90", "Utrecht 6.9%", "Utrecht: 6.9%; x"]
)
def test_what_is_no_list_is_none(text: str) -> None:
    assert named_shares(text) is None


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=6))
def test_fractions_and_percentages_of_everybody_are_told_apart_by_their_sum(parts: list[int]) -> None:
    shares = [part / sum(parts) for part in parts]
    for cells in ([f"{share:.6f}" for share in shares], [f"{100 * share:.4f}" for share in shares]):
        found = shares_by_sum(cells, whole=True)
        assert found is not None
        assert found == pytest.approx(shares, abs=1e-5)


def test_sums_of_neither_are_none() -> None:
    assert shares_by_sum(["30", "25"], whole=True) is None
    assert shares_by_sum(["0.3", "0.25"], whole=True) is None
    assert shares_by_sum(["80", "70"], whole=False) is None
    assert shares_by_sum(["0.3", "0.25"], whole=False) is None, "the largest places of many can be either"
    assert shares_by_sum(["0.3", "0.25"], whole=False, percent=False) == [0.3, 0.25]
    assert shares_by_sum(["0.3", "0.25"], whole=False, percent=True) == [0.003, 0.0025]
    assert shares_by_sum(["0.3", "0.25"], whole=False, most=250) == [0.3, 0.25], "250 countries can't make up 100 %"
    assert shares_by_sum(["0.6", "0.5"], whole=False, most=250) == [0.6, 0.5]
    assert shares_by_sum(["0.7", "undefined"], whole=True) == [0.7, None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("December 30", Day(12, 30)), ("30 december", Day(12, 30)), ("30. Dez.", Day(12, 30)), ("31 août", Day(8, 31)),
        ("Sep 26, 2026", Day(9, 26, 2026)), ("26 sep. 2026", Day(9, 26, 2026)), ("26 juillet", Day(7, 26)),
        ("26 de set. de 2026", Day(9, 26, 2026)), ("3 mrt 2026", Day(3, 3, 2026)), ("1er janv.", Day(1, 1)),
        ("2026-09-26", Day(9, 26, 2026)), ("Mar 3", Day(3, 3)), ("3. Mär.", Day(3, 3)), ("3 marras", Day(11, 3)),
        ("26 jui", None), ("undefined", None), ("December 42", None),
    ],
)  # fmt: skip
def test_a_day_in_many_languages(text: str, day: Day | None) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize("text", ["Aug 31 - Nov 28", "31 août - 28 nov.", "31 aug. – 28 nov.", "31 ago - 28 nov"])
def test_a_period(text: str) -> None:
    assert range_in(text) == (Day(8, 31), Day(11, 28))


@given(st.dates(dt.date(2024, 1, 1), dt.date(2026, 11, 29)), st.integers(1, 120), st.booleans(), st.integers(1, 40))
def test_years_are_told_by_the_order_and_the_moment_of_the_export(
    last: dt.date, rows: int, downwards: bool, step: int
) -> None:
    days = [last - dt.timedelta(days=step * place) for place in range(rows)]
    if not downwards:
        days.reverse()
    made = dt.datetime(last.year, last.month, last.day, 12, tzinfo=dt.UTC)
    assert dated([Day(one.month, one.day) for one in days], made) == days


def test_no_year_is_told_where_the_rows_stand_in_no_order() -> None:
    assert dated([Day(12, 30), Day(12, 28), Day(12, 31)], MADE) == [None] * 3


def test_a_day_after_the_export_is_none() -> None:
    assert moments_in(["2027-03-01", "2026-11-29"], MADE) == [None, dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)]


def test_the_date_in_a_name() -> None:
    assert date_in_name("instagram-anna-2026-11-29-x.zip") == dt.date(2026, 11, 29)
    assert date_in_name("Content 2026-10-01_2026-10-28 Anna.zip") == dt.date(2026, 10, 28)
    assert date_in_name("20261129.zip") is None


@given(st.text())
def test_letters_encoded_twice_are_repaired_and_others_stay(text: str) -> None:
    try:
        twice = text.encode().decode("latin-1")
    except UnicodeError:
        return
    assert repaired_text(twice) == text
