"""Numbers kept as lists, one row an account, come back as they went in."""

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from kring.profile.listed import listed, listing, unlisted

SCHEMA = listing(posts=pa.int64(), hours=pa.float64())
ROWS = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9), st.floats(0, 9)))


@given(ROWS)
def test_what_is_listed_comes_back_by_account_in_the_same_order(rows: list[tuple[str, int, float]]) -> None:
    columns = list(zip(*rows, strict=True)) or [[], [], []]
    table = pa.table(
        {"account": pa.array(columns[0], pa.string()), "posts": columns[1], "hours": pa.array(columns[2], pa.float64())}
    )
    names, groups, values = unlisted(listed(table, SCHEMA))
    back = list(zip(names.take(pa.array(groups)).to_pylist(), values["posts"], values["hours"], strict=True))
    assert back == sorted(rows, key=lambda row: row[0])


def test_a_part_of_the_accounts_keeps_its_own_values() -> None:
    table = pa.table({"account": ["b", "a", "b"], "posts": [1, 2, 3], "hours": [0.5, None, 1.5]})
    some = listed(table, SCHEMA)
    names, groups, values = unlisted(some.filter(pc.equal(some["account"], "b")))
    assert names.to_pylist() == ["b"]
    assert groups.tolist() == [0, 0]
    assert values["posts"].tolist() == [1, 3]
