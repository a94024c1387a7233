"""Rankings of many accounts go through compiled loops; they say to the bit what numpy says of few."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.match.criteria import Pool, active_criteria, bits
from kring.match.criteria.bits import packed, places_of
from kring.match.criteria.entries import Entries
from kring.match.ranking import ranked, record_of, scoring
from kring.match.ranking.scoring import by_comparing, by_groups, sums, sums_of_many
from kring.match.ranking.standing import alike
from tests.match.pools import BRIEF, pools

weight = st.floats(-9, 9) | st.sampled_from([0.0, -0.0, 0.25, 0.1])
CRITERIA = active_criteria().all[:4]


@contextmanager
def compiled_from_one_on() -> Iterator[None]:
    """As if one account were many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bits, "MANY", 0)
        yield


@given(pools, st.sampled_from(["keep", "leave_out"]))
@settings(max_examples=25)
def test_many_are_ranked_explained_and_kept_as_few_are(pool: Pool, unknown: str) -> None:
    brief = replace(BRIEF, unknown=unknown)  # type: ignore[arg-type]
    few = ranked(brief, pool, active_criteria())
    with compiled_from_one_on():
        many = ranked(brief, replace(pool), active_criteria())
        kept, record = many.kept_out.tolist(), record_of(many, {})
        assert record.replayed() == record.answer
    assert many.to_dict() == few.to_dict()
    assert kept == few.kept_out.tolist()
    assert record_of(few, {}).id == record.id
    assert [many.explain(name) for name in many.accounts] == [few.explain(name) for name in few.accounts]


@given(st.lists(st.tuples(weight, st.floats(0, 1) | st.just(0.5)), max_size=60), st.sampled_from([1, 4, 1 << 15]))
def test_equals_are_put_together_in_the_order_of_comparing_all(rows: list[tuple[float, float]], most: int) -> None:
    scores, known = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True)) if rows else (
        np.zeros(0), np.zeros(0))  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "MOST_GROUPS", most)
        assert by_groups(scores, known).tolist() == by_comparing(scores, known).tolist()


@given(st.data(), st.integers(1, 40), st.booleans())
def test_the_sum_of_many_is_the_plain_sum(data: st.DataObject, number: int, all_unknown: bool) -> None:
    levels = {
        one.name: np.array(data.draw(st.lists(st.integers(-1, len(one.levels) - 1), min_size=number,
                                              max_size=number)), dtype=np.int8)
        for one in CRITERIA
    }  # fmt: skip
    if all_unknown:
        levels[CRITERIA[0].name] = np.broadcast_to(np.int8(-1), number)
    starts = np.array([data.draw(st.lists(weight, min_size=3, max_size=3)), [0.0, 1.5, 0.1]])
    codes = np.array(data.draw(st.lists(st.integers(0, 2), min_size=number, max_size=number)), dtype=np.uint16)
    many, few = (how(CRITERIA, levels, codes, starts) for how in (sums_of_many, sums))
    assert all(np.array_equal(one, other) for one, other in zip(many, few, strict=True))


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 1), st.integers(-1, 4)), max_size=30))
def test_accounts_share_a_code_when_all_their_levels_are_the_same(rows: list[tuple[int, int, int]]) -> None:
    columns = [np.array(column, dtype=np.int8) for column in zip(*rows, strict=True)] if rows else []
    codes, places = alike(columns, len(rows))
    assert [rows[place] for place in places[codes]] == rows
    assert len(places) == len(set(rows))


@given(st.lists(st.booleans(), max_size=90))
def test_the_places_of_many_are_those_of_few(flags: list[bool]) -> None:
    given_flags = np.array(flags, dtype=bool)
    with compiled_from_one_on():
        # a bit behind the last account is nobody's
        assert places_of(~packed(~given_flags), len(flags)).tolist() == np.flatnonzero(given_flags).tolist()


shares = st.dictionaries(st.tuples(st.integers(0, 29), st.integers(0, 2)), st.floats(0, 1), max_size=40)


@given(shares, st.sets(st.integers(0, 29)), st.sets(st.sampled_from("abx")), st.sampled_from([0.0, np.nan]))
def test_the_shares_of_many_are_those_of_few(
    held: dict[tuple[int, int], float], places: set[int], asked: set[str], silent: float
) -> None:
    rows = sorted(held, key=lambda row: row[1])
    at, names = np.array(sorted(places), dtype=np.int64), tuple("abc")
    entries = Entries(
        np.array([place for place, _ in rows], dtype=np.int64), np.array([held[row] for row in rows]), names,
        np.searchsorted([name for _, name in rows], np.arange(4)).astype(np.int64), 30,
    )  # fmt: skip
    few, many = (how(sorted(asked), at, silent) for how in (entries.shares_at, entries.many_shares_at))
    assert np.array_equal(few, many, equal_nan=True)
