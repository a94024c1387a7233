"""Unique reach against plain Python sets, and what is said when something is not known."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import UnknownFigure
from kring.estimate import Basis
from kring.reach import Audience, Segment, unique_reach
from tests.reach.people import audience, follower_lists, pairs

WOMEN = Segment(genders=("female",))
lists = st.dictionaries(
    st.sampled_from("abcdefghijklmn"), st.sets(st.integers(1, 40), min_size=1), min_size=1, max_size=14
)


def test_sum_union_exclusive_shared_and_frequency_are_never_confused() -> None:
    reach = unique_reach(audience({"a": [1, 2, 3], "b": [1, 4], "c": [1, 3, 5]}), ["a", "b", "c"])
    assert float(reach.sum) == 8
    assert float(reach.unique) == 5
    assert {account: float(people) for account, people in reach.exclusive.items()} == {"a": 1, "b": 1, "c": 1}
    assert float(reach.shared) == 2
    assert float(reach.frequency) == pytest.approx(1.6)
    assert [float(people) for people in reach.distribution[:4]] == [3, 1, 1, 0]
    assert reach.unique.is_exact
    assert reach.unique.basis == Basis.MEASURED


@given(lists)
def test_reach_equals_plain_sets(rows: dict[str, set[int]]) -> None:
    reach = unique_reach(audience(rows), list(rows))
    union = set().union(*rows.values())
    times = {person: sum(person in row for row in rows.values()) for person in union}
    assert float(reach.unique) == len(union)
    assert float(reach.sum) == sum(map(len, rows.values()))
    assert float(reach.shared) == sum(count > 1 for count in times.values())
    for account, row in rows.items():
        others = set().union(*(other for name, other in rows.items() if name != account))
        assert float(reach.exclusive[account]) == len(row - others)
        assert float(reach.each[account]) == len(row)
    expected = [sum(min(count, 10) == often for count in times.values()) for often in range(1, 11)]
    assert [float(people) for people in reach.distribution] == expected


@given(lists, st.randoms())
def test_union_laws_hold_in_a_target_group(rows: dict[str, set[int]], random) -> None:  # type: ignore[no-untyped-def]
    known = {person: {"gender": random.choice(["female", "male", None])} for person in range(1, 41)}
    known[41] = {"gender": "female"}
    there = audience(rows | {"z": {41}}, known)
    accounts = list(rows)
    random.shuffle(accounts)
    all_of_them, fewer = unique_reach(there, accounts, WOMEN), unique_reach(there, accounts[:-1] or accounts, WOMEN)
    largest = max(people.value for people in all_of_them.each.values())
    assert largest - 1e-9 <= all_of_them.unique.value <= all_of_them.sum.value + 1e-9
    assert all_of_them.unique.value >= fewer.unique.value - 1e-9
    assert all_of_them.unique.low >= fewer.unique.low
    assert sum(people.value for people in all_of_them.distribution) == pytest.approx(all_of_them.unique.value)
    inside_and_out = all_of_them.unique.value + all_of_them.outside.value
    assert inside_and_out == pytest.approx(all_of_them.everybody.value)
    assert unique_reach(there, sorted(accounts), WOMEN).unique == all_of_them.unique


def test_the_hundred_follower_lists_have_the_published_reach() -> None:
    there = Audience.build(follower_lists())
    ten_largest = sorted(there.accounts, key=lambda account: -len(there.row(account)))[:10]
    assert (len(there.accounts), there.people, there.pairs) == (100, 28_459, 100_600)
    assert float(unique_reach(there, ten_largest).sum) == 24_733
    assert float(unique_reach(there, ten_largest).unique) == 14_518


def test_an_unknown_attribute_widens_the_interval_and_is_not_zero() -> None:
    known = {1: {"gender": "female"}, 2: {"gender": "male"}, 3: {"gender": "female"}, 4: {"gender": None}}
    reach = unique_reach(audience({"a": [1, 2, 3, 4]}, known), ["a"], WOMEN)
    assert (reach.unique.low, reach.unique.high) == (2, 3)
    assert reach.unique.value == pytest.approx(2 + 2 / 3)
    assert reach.unique.basis == Basis.MODELLED
    assert (reach.outside.low, reach.outside.high) == (1, 2)


def test_a_known_condition_that_fails_leaves_no_doubt() -> None:
    known = {1: {"gender": "male"}, 2: {"gender": "female", "age_band": "25-34"}}
    reach = unique_reach(audience({"a": [1, 2]}, known), ["a"], Segment(genders=("female",), ages=("25-34",)))
    assert reach.unique.is_exact
    assert float(reach.unique) == 1


def test_reach_is_unknown_when_nobodys_attribute_is_known() -> None:
    reach = unique_reach(audience({"a": [1, 2]}), ["a"], WOMEN)
    assert not reach.unique.known
    with pytest.raises(UnknownFigure):
        float(reach.unique)
    assert float(reach.everybody) == 2
    assert "niemand" in reach.in_words("nl")


def test_accounts_without_a_known_audience_make_it_a_lower_bound() -> None:
    reach = unique_reach(audience({"a": [1, 2]}), ["a", "b"])
    assert reach.unknown_accounts == ("b",)
    assert reach.is_lower_bound
    assert "at least 2" in reach.in_words("en")
    assert "minstens 2" in reach.in_words("nl")


def test_only_unknown_accounts_give_an_unknown_reach() -> None:
    reach = unique_reach(audience({"a": [1, 2]}), ["b"])
    assert not reach.unique.known
    assert reach.to_dict()["unique"]["value"] is None


def test_an_account_named_twice_counts_once() -> None:
    there = audience({"a": [1, 2], "b": [2]})
    assert unique_reach(there, ["a", "b", "a"]).sum == unique_reach(there, ["a", "b"]).sum


def test_the_frequency_interval_allows_the_odds_of_the_unknown_to_be_half_or_twice_as_large() -> None:
    known = {1: {"gender": "female"}, 2: {"gender": "male"}, 3: {}, 4: {}}
    there = audience({"a": [1, 2, 3], "b": [3, 4], "c": [3]}, known)
    reach = unique_reach(there, ["a", "b", "c"], WOMEN)
    # everybody of whom it is known is a woman with chance 1/2; so are 3, reached three times, and 4, reached once
    means = [(1 + 3 * chance + chance) / (1 + 2 * chance) for chance in (1 / 3, 1 / 2, 2 / 3)]
    assert reach.frequency.low == pytest.approx(min(means))
    assert reach.frequency.value == pytest.approx(means[1])
    assert reach.frequency.high == pytest.approx(max(means))


def test_likers_are_a_sample_and_are_said_to_be() -> None:
    there = Audience.build(pairs({"a": [1, 2]}, relation="liker"))
    reach = unique_reach(there, ["a"])
    assert reach.engaged_accounts == ("a",)
    assert reach.unique.basis == Basis.SAMPLED


def test_a_notebook_shows_names_escaped() -> None:
    table = pa.concat_tables([pairs({"<b>a</b>": [1]}), pairs({"b": [2]})])
    html = unique_reach(Audience.build(table), ["<b>a</b>", "b"])._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;a" in html
