"""Profiles made again for some accounts only are those made from scratch, to the byte; so are those made in parts."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.profile import Profiles, profiles
from kring.profile.profiles import updated_profiles
from kring.profile.static_words import StaticWords
from kring.world import Scale, netherlands
from tests.profile.observations import tables_as_facts

WORDS = StaticWords()
TABLES = netherlands(creators=24, people=2_000, seed=9, scale=Scale(posts=6, comments=3)).tables
ACCOUNTS = sorted(set(TABLES["accounts"]["account"].to_pylist()))


def without(share: float, accounts: list[str], seed: int, name: str) -> dict[str, pa.Table]:
    """The world before a share of what a table tells of these accounts was observed; comments go with their posts."""
    rng, rows, posts = np.random.default_rng(seed), TABLES[name], TABLES["posts"]
    of_them = posts.filter(pc.is_in(posts["account"], pa.array(accounts)))["post"].combine_chunks()
    mine = pc.is_in(rows["post"], of_them) if name == "comments" else pc.is_in(rows["account"], pa.array(accounts))
    known = rows.filter(pa.array(~(np.asarray(mine) & (rng.random(rows.num_rows) < share))))
    if name != "posts":
        return TABLES | {name: known}
    under = TABLES["comments"].filter(pc.is_in(TABLES["comments"]["post"], known["post"].combine_chunks()))
    return TABLES | {"posts": known, "comments": under}


def same(one: Profiles, other: Profiles) -> bool:
    tables = all(one.details[name].equals(other.details[name]) for name in other.details)
    return tables and one.details.keys() == other.details.keys() and one.figures.equals(other.figures) and (
        one.accounts.equals(other.accounts)
    )  # fmt: skip


@pytest.fixture(scope="module")
def scratch() -> Profiles:
    return profiles(tables_as_facts(TABLES), embedder=WORDS)


@pytest.mark.parametrize("name", ["posts", "comments", "accounts", "audience_people", "audience_shares", "rates"])
@settings(max_examples=2)
@given(st.sets(st.sampled_from(ACCOUNTS), min_size=1, max_size=5), st.floats(0.2, 1.0), st.integers(0, 99))
def test_only_what_changed_is_made_again(
    scratch: Profiles, name: str, changed: set[str], share: float, seed: int
) -> None:
    accounts = sorted(changed)
    before = profiles(tables_as_facts(without(share, accounts, seed, name)), embedder=WORDS)
    after = updated_profiles(before, tables_as_facts(TABLES), accounts, embedder=WORDS)
    assert same(after, scratch)


def test_profiles_are_the_same_made_in_parts(scratch: Profiles, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kring.profile.by_account.AT_ONCE", 7)
    assert same(profiles(tables_as_facts(TABLES), embedder=WORDS), scratch)
