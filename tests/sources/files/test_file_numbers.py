"""Numbers come out as people meant them, or are put aside; the decimal mark is decided from the whole column."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.sources.files.numbers import Mark, amounts, counts, decide_mark, mark_evidence, shares


@pytest.mark.parametrize(
    ("written", "mark", "meant"),
    [
        ("1.234", Mark.COMMA, 1234),
        ("1,234", Mark.POINT, 1234),
        ("12,3K", Mark.COMMA, 12_300),
        ("12.3k", Mark.POINT, 12_300),
        ("1.2M", Mark.POINT, 1_200_000),
        ("409.8M", Mark.POINT, 409_800_000),
        ("1,2 mln", Mark.COMMA, 1_200_000),
        ("3 duizend", Mark.COMMA, 3000),
        ("1,5 Mio.", Mark.COMMA, 1_500_000),
        ("2 Mrd", Mark.COMMA, 2_000_000_000),
        ("1 234 567", Mark.COMMA, 1_234_567),
        ("1\u202f234", Mark.COMMA, 1234),
        ("1'234'567", Mark.POINT, 1_234_567),
        ("+5", Mark.POINT, 5),
        ("007", Mark.POINT, 7),
        ("9007199254740993", Mark.POINT, 9007199254740993),
    ],
)
def test_counts_in_many_notations(written: str, mark: Mark, meant: int) -> None:
    found = counts(pa.array([written]), mark)
    assert found.values.to_pylist() == [meant]
    assert not found.faults


@pytest.mark.parametrize(
    ("written", "mark", "reason"),
    [
        ("abc", Mark.POINT, "no number"),
        ("-5", Mark.POINT, "negative"),
        ("348.5", Mark.POINT, "whole"),
        ("12,34", Mark.POINT, "no number"),
        ("1.23.456", Mark.COMMA, "no number"),
        ("1,234", Mark.COMMA, "whole"),
        ("1e300", Mark.POINT, "no number|too large"),
        ("99999999999999999999", Mark.POINT, "too large"),
    ],
)
def test_nonsense_is_put_aside_with_a_reason(written: str, mark: Mark, reason: str) -> None:
    found = counts(pa.array([written, "7"]), mark)
    assert found.values.to_pylist() == [None, 7]
    assert any(word in found.faults[0].reason for word in reason.split("|"))


@pytest.mark.parametrize("written", ["-", "--", "N/A", "N/A'", "n.v.t.", "undefined", "", "  ", None, "–", "NaN"])
def test_ways_to_write_nothing_are_missing_and_not_zero(written: str | None) -> None:
    found = counts(pa.array([written, "1"]), Mark.POINT)
    assert found.values.to_pylist() == [None, 1]
    assert not found.faults


def test_typed_numbers_pass_and_half_ones_do_not() -> None:
    assert counts(pa.array([5, None], pa.int32()), Mark.COMMA).values.to_pylist() == [5, None]
    assert counts(pa.array([5.0, float("nan")]), Mark.POINT).values.to_pylist() == [5, None]
    assert counts(pa.array([5.5, -1.0]), Mark.POINT).values.to_pylist() == [None, None]


def test_the_mark_is_decided_from_all_values() -> None:
    def decided(*values: str, three_decimals: bool = False) -> tuple[Mark, bool]:
        mark, doubt = decide_mark(mark_evidence(pa.array(values)), three_decimals)
        return mark, bool(doubt)

    assert decided("1.234", "12,5K") == (Mark.COMMA, False)
    assert decided("1,234", "12.5K") == (Mark.POINT, False)
    assert decided("1.234.567", "1.234") == (Mark.COMMA, False)
    assert decided("1.234", "999") == (Mark.COMMA, True)
    assert decided("1,234", "999") == (Mark.POINT, True)
    assert decided("1.234", three_decimals=True) == (Mark.POINT, True)
    assert decided("12", "13") == (Mark.POINT, False)
    assert decided("1.5", "1,5") == (Mark.POINT, True)


def test_amounts_with_signs() -> None:
    assert amounts(pa.array(["€ 1.250,50", "EUR 75", "19,95 €"]), Mark.COMMA).values.to_pylist() == [
        1250.5,
        75.0,
        19.95,
    ]


def test_shares_as_fraction_and_as_percentage() -> None:
    assert shares(pa.array(["6.9%", "12 %", "0.5"]), Mark.POINT, percent=False).values.to_pylist() == pytest.approx(
        [0.069, 0.12, 0.5]
    )
    assert shares(pa.array(["6,9", "100"]), Mark.COMMA, percent=True).values.to_pylist() == pytest.approx([0.069, 1.0])
    outside = shares(pa.array(["1.7", "-0.1", "101%"]), Mark.POINT, percent=False)
    assert outside.values.to_pylist() == [None] * 3
    assert outside.faults[0].where.all()


def in_dutch(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30))
def test_counts_come_back_from_dutch_and_english_writing(numbers: list[int]) -> None:
    english = [f"{number:,}" for number in numbers]
    assert counts(pa.array(english), Mark.POINT).values.to_pylist() == numbers
    assert counts(pa.array([in_dutch(text) for text in english]), Mark.COMMA).values.to_pylist() == numbers


@given(st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=1, max_size=30))
def test_amounts_come_back_from_dutch_and_english_writing(numbers: list[object]) -> None:
    english = [f"{number:,}" for number in numbers]
    meant = [float(str(number)) for number in numbers]
    assert amounts(pa.array(english), Mark.POINT).values.to_pylist() == meant
    assert amounts(pa.array([in_dutch(text) for text in english]), Mark.COMMA).values.to_pylist() == meant


@given(st.lists(st.text(max_size=15), min_size=1, max_size=10), st.sampled_from(list(Mark)))
def test_every_text_is_a_number_missing_or_at_fault(texts: list[str], mark: Mark) -> None:
    found = counts(pa.array(texts), mark)
    assert all(value is None or value >= 0 for value in found.values.to_pylist())
    at_fault = [any(fault.where[place] for fault in found.faults) for place in range(len(texts))]
    assert all(value is None for value, wrong in zip(found.values.to_pylist(), at_fault, strict=True) if wrong)
