"""Rows in few bits: what comes back is what went in, and it takes about as few as there can be."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kring.reach.packing_kernel import packed, unpacked

numbers = st.sets(st.one_of(st.integers(0, 300), st.integers(0, 2**63 - 1)), max_size=40)


@given(st.lists(numbers, max_size=8))
def test_rows_come_back_as_they_were(rows: list[set[int]]) -> None:
    indptr = np.cumsum([0, *(len(row) for row in rows)])
    values = np.array([number for row in rows for number in sorted(row)], dtype=np.uint64)
    words, widths = packed(indptr, values)
    assert unpacked(indptr, words, widths).tolist() == values.tolist()


def test_words_that_end_too_soon_give_nothing() -> None:
    drawn = np.unique(np.random.default_rng(2).integers(0, 2**40, 5_000)).astype(np.uint64)
    indptr = np.array([0, len(drawn)])
    words, widths = packed(indptr, drawn)
    assert len(unpacked(indptr, words[: len(words) // 2], widths)) == 0


def test_numbers_spread_by_chance_take_a_tenth_of_a_bit_more_than_they_must() -> None:
    drawn = np.unique(np.random.default_rng(1).integers(0, 2**40, 50_000)).astype(np.uint64)
    words, _ = packed(np.array([0, len(drawn)]), drawn)
    least = np.log2(np.e * 2**40 / len(drawn))
    assert least <= 64 * len(words) / len(drawn) < least + 0.1
