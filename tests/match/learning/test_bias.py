"""What a change does to groups: a planted shift is found, none is none, and a small group is unknown."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from kring.match.criteria import active_criteria
from kring.match.learning.bias import PLACES, bias_report, places
from kring.match.learning.groups import GROUPS, groups_of
from kring.match.ranking import ranked
from tests.match.pools import BRIEF, pool

COUNT = 100
ACCOUNTS = pa.array([f"instagram:a{number:03d}" for number in range(COUNT)])


def grouped(tiers: list[str]) -> pa.Table:
    rows = [{"account": account, "tier": tier} for account, tier in zip(ACCOUNTS.to_pylist(), tiers, strict=True)]
    return pa.Table.from_pylist(rows, GROUPS)


def test_a_group_that_is_put_lower_is_found_and_the_others_go_up() -> None:
    rng, tables = np.random.default_rng(0), []
    nano = np.arange(COUNT) % 2 == 0
    for number in range(6):
        score = rng.normal(0, 1, COUNT)
        before, after = np.argsort(-score), np.argsort(-(score - 0.5 * nano))
        tables.append(places(f"r{number}", ACCOUNTS, before, after))
    groups = grouped(np.where(nano, "nano", "micro").tolist())
    found = {one.group: one for one in bias_report(pa.concat_tables(tables), groups)}
    assert found["nano"].lower
    assert not found["micro"].lower
    assert found["nano"].rank_shift.value == pytest.approx(-found["micro"].rank_shift.value)
    assert found["nano"].after.value < 1 < found["micro"].after.value
    assert found["nano"].before.low < 1 < found["nano"].before.high


def test_no_change_is_no_shift_and_small_groups_and_no_rows_tell_nothing() -> None:
    order = np.arange(COUNT)
    tiers = ["nano"] * 95 + ["mega"] * 5
    found = {one.group: one for one in bias_report(places("r", ACCOUNTS, order, order), grouped(tiers))}
    assert not found["mega"].rank_shift.known
    assert found["mega"].accounts == 5
    even = bias_report(places("r", ACCOUNTS, order, order), grouped(["nano"] * 50 + ["micro"] * 50))
    assert {(one.rank_shift.value, one.rank_shift.high) for one in even} == {(0.0, 0.0)}
    assert bias_report(PLACES.empty_table(), GROUPS.empty_table()) == ()


def test_groups_are_what_is_known_of_an_account_and_nothing_is_guessed() -> None:
    there = pool({"instagram:a": {"language": "nl"}, "instagram:b": {}})
    town = there.accounts.set_column(there.accounts.column_names.index("city"), "city", pa.array(["Amersfoort", None]))
    first, second = groups_of(ranked(BRIEF, type(there)(town, there.figures, there.details), active_criteria()).pool,
                              {"instagram:a": "female"}).to_pylist()  # fmt: skip
    assert (first["region"], first["gender"], first["language"]) == ("Utrecht", "female", "nl")
    assert (second["region"], second["gender"]) == (None, None)
