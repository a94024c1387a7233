"""Long columns are read from their bytes where cells are ordinary; what comes out is what short columns give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kring.sources.files import dates, names, numbers, ordinary
from kring.sources.files.cells import MISSING, NOTHING_IN_NAMES, Converted, text_of

LATEST = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
NEVER = 1_000_000_000

WORDS = [*sorted(MISSING | NOTHING_IN_NAMES), "Total", "TOTAAL", "summe", "Nan", "nora", "N/A", "Undefined"]
NUMBERS = [
    "0", "-0", "+5", "7.", ".5", "1.234", "1,234", "-1.234", "0.234", "12.5", "12,5", "1.234.567", "1,234.5", "12K",
    "1e5", "6.9 %", "0.069", "100", "101", "-3", "123456789012345678", "1234567890123456789", "9007199254740993.5",
    "0.1234567890123456", "€ 1.250", "1 234", "99999999999999.9",
]  # fmt: skip
MOMENTS = [
    "2026-09-26", "2026-02-29", "2024-02-29", "2026-09-31", "2026-09-26 17:05", "2026-09-26T17:05:09Z", "26-9-2026",
    "2026-09-26t17:05:09", "2026-09-26T24:00:00", "2026-09-26 17:05z", "2026-13-01", "1994-12-31", "2031-01-01",
    "2026-10-25 02:30", "2026-03-29 02:30", "1700000000", "20260926", "2026-09-26T17:05:09+02:00", "2026-09-2617:05",
]  # fmt: skip
NAMES = [
    "@anna", "@@anna", "Anna.B", "instagram:anna", "https://www.instagram.com/anna/", "@", "@total", "an na", "a/b",
    "www.anna.nl", "x" * 200, "x" * 201, "@" + "x" * 200, "é", "anna@home.nl", "dQw4w9WgXcQ", "https://youtu.be/dQw4w",
]  # fmt: skip
TEXTS = [
    "wat mooi @iemand", "bel 06-12345678", "bel 0612345678!", "mail a@b.nl", "123 4567 8", "in 2026 om 17:05",
    "+31612345678",
]  # fmt: skip

cells = st.one_of(
    st.none(),
    st.sampled_from(WORDS + NUMBERS + MOMENTS + NAMES + TEXTS),
    st.integers(-(10**19), 10**19).map(str),
    st.decimals(-1000, 1000, places=3).map(str),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2035, 1, 1)).map(lambda moment: moment.isoformat()),
    st.text(max_size=8),
    st.sampled_from(WORDS + NUMBERS + NAMES).map(lambda cell: f" {cell}\u00a0"),
)
columns = st.lists(cells, max_size=30)


def as_text(values: pa.Array) -> Converted:
    return Converted(text_of(values))


def on_instagram(values: pa.Array, part: Callable[[names.Accounts], pa.Array] | None = None) -> Converted:
    accounts = names.accounts(values, pa.repeat(pa.scalar("instagram"), len(values)))
    return Converted(part(accounts)) if part else accounts.found


def on_many_platforms(values: pa.Array) -> Converted:
    every = ["instagram", None, "blog", "youtube", "mastodon"]
    return names.accounts(values, pa.array([every[row % 5] for row in range(len(values))], pa.string())).found


READERS: dict[str, Callable[[pa.Array], Converted]] = {
    "text": as_text,
    "names as text": lambda values: Converted(text_of(values, NOTHING_IN_NAMES)),
    "counts": lambda values: numbers.counts(values, numbers.Mark.POINT),
    "counts by comma": lambda values: numbers.counts(values, numbers.Mark.COMMA),
    "amounts": lambda values: numbers.amounts(values, numbers.Mark.POINT),
    "amounts by comma": lambda values: numbers.amounts(values, numbers.Mark.COMMA),
    "shares": lambda values: numbers.shares(values, numbers.Mark.POINT, percent=False),
    "percentages": lambda values: numbers.shares(values, numbers.Mark.COMMA, percent=True),
    "moments": lambda values: dates.moments(values, dates.DateOrder.DAY_FIRST, "Europe/Amsterdam", LATEST),
    "accounts": on_instagram,
    "handles": lambda values: on_instagram(values, lambda accounts: accounts.handles),
    "platforms": lambda values: on_instagram(values, lambda accounts: accounts.platforms),
    "accounts of many platforms": on_many_platforms,
    "posts": names.post_ids,
    "captions": lambda values: Converted(names.without_contacts(values)),
    "comments": lambda values: Converted(names.without_people(values)),
}


def read(reader: str, values: list[str | None], long_from: int) -> tuple[list[object], dict[str, list[bool]]]:
    """What comes out, and where which reason is given."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordinary, "MANY", long_from)
        found = READERS[reader](pa.array(values, pa.string()))
    reasons: dict[str, np.ndarray] = {}
    for fault in found.faults:
        reasons[fault.reason] = reasons.get(fault.reason, np.zeros(len(values), np.bool_)) | fault.where
    return found.values.to_pylist(), {reason: where.tolist() for reason, where in reasons.items()}


@pytest.mark.parametrize("reader", READERS)
@settings(deadline=None, max_examples=60)
@given(values=columns)
@example(values=[*NUMBERS, *MOMENTS, *NAMES, *TEXTS, *WORDS, None])
def test_long_columns_give_what_short_ones_give(reader: str, values: list[str | None]) -> None:
    assert read(reader, values, 0) == read(reader, values, NEVER)


@settings(deadline=None, max_examples=100)
@given(values=columns)
@example(values=[*NUMBERS, *MOMENTS, *WORDS])
def test_long_columns_tell_the_same_of_marks_and_of_the_order_of_dates(values: list[str | None]) -> None:
    def told(long_from: int) -> tuple[object, ...]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ordinary, "MANY", long_from)
            marks, order = numbers.mark_evidence(column), dates.order_evidence(column)
        return marks.point, marks.comma, marks.either, bool(marks.example), order

    column = pa.array(values, pa.string())
    assert told(0) == told(NEVER)


@pytest.mark.parametrize("reader", READERS)
def test_part_of_a_column_is_read_as_that_part(reader: str) -> None:
    values = [*NAMES, *NUMBERS, *MOMENTS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ordinary, "MANY", 0)
        part = READERS[reader](pa.array(values, pa.string()).slice(5, 20)).values.to_pylist()
    assert part == read(reader, values[5:25], NEVER)[0]
