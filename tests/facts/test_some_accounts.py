"""The observations of some accounts are those of all, without the others, whichever files they lie in."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.facts.account_files import AccountFiles
from kring.facts.engine import start_engine
from kring.facts.facts import Facts
from kring.facts.schema import TABLES
from kring.facts.some_accounts import FactsOfAccounts
from kring.world import Scale, netherlands

WORLD = netherlands(creators=12, people=1_500, seed=4, scale=Scale(posts=5, comments=3)).tables
ACCOUNTS = sorted(set(WORLD["accounts"]["account"].to_pylist()))
NAMES = ("accounts", "posts", "comments", "audience_people", "people", "rates")
PARTS = 3


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    """The world, each table in a few files, a part of the rows in each."""
    folder, files = tmp_path_factory.mktemp("world"), {}
    for name in NAMES:
        rows = WORLD[name]
        if "batch_id" not in rows.column_names:
            rows = rows.append_column("batch_id", pa.array(["b"] * rows.num_rows, pa.string()))
        rows = rows.select(TABLES[name].arrow_schema.names).cast(TABLES[name].arrow_schema)
        size = -(-rows.num_rows // PARTS)
        files[name] = [
            _written(rows.slice(part * size, size), folder / f"{name}-{part}.parquet") for part in range(PARTS)
        ]
    return Facts(start_engine(), 1, files, {"b": 1})


def _written(rows: pa.Table, file: Path) -> str:
    pq.write_table(rows, file)
    return str(file)


def told_of(facts: Facts, name: str, accounts: list[str]) -> pa.Table:
    """The plain way: everything is read, and what is of others left out."""
    rows = facts.collect(facts.table(name))
    column, wanted = "account", pa.array(accounts, pa.string())
    if name == "comments":
        column, wanted = "post", told_of(facts, "posts", accounts)["post"].combine_chunks()
    if name == "people":
        column, wanted = "person_key", told_of(facts, "audience_people", accounts)["person_key"].combine_chunks()
    return rows.filter(pc.is_in(rows[column], wanted))


def in_order(rows: pa.Table) -> list[str]:
    return sorted(map(str, rows.to_pylist()))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=4, deadline=None)
@given(chosen=st.sets(st.sampled_from(ACCOUNTS), max_size=3))
def test_rows_of_some_accounts(facts: Facts, name: str, chosen: set[str]) -> None:
    of_them = FactsOfAccounts.among(facts, sorted(chosen))
    assert in_order(of_them.collect(of_them.table(name))) == in_order(told_of(facts, name, sorted(chosen)))


@pytest.fixture(scope="module")
def stand(facts: Facts) -> AccountFiles:
    return AccountFiles.of(facts)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=4, deadline=None)
@given(chosen=st.sets(st.sampled_from(ACCOUNTS), max_size=3))
def test_rows_of_accounts_whose_files_are_known(facts: Facts, stand: AccountFiles, name: str, chosen: set[str]) -> None:
    of_them = FactsOfAccounts.among(facts, sorted(chosen), stand)
    assert in_order(of_them.collect(of_them.table(name))) == in_order(told_of(facts, name, sorted(chosen)))


def test_only_files_that_tell_of_an_account_are_opened(facts: Facts, stand: AccountFiles) -> None:
    found = stand.files(facts, ACCOUNTS[:1])
    for name in ("accounts", "audience_people", "comments"):
        told = told_of(facts, name, ACCOUNTS[:1])
        key = TABLES[name].key[-1] if name == "comments" else "account"
        holding = [
            file
            for file in facts.files[name]
            if pc.any(pc.is_in(pq.read_table(file)[key], told[key].combine_chunks())).as_py()
        ]
        assert set(found[name]) == set(holding)


def test_what_is_known_grows_with_new_files_and_is_kept(facts: Facts, stand: AccountFiles, tmp_path: Path) -> None:
    half = replace(facts, files={name: files[:1] for name, files in facts.files.items()})
    before = AccountFiles.of(half)
    assert set(before.files(facts, ACCOUNTS[:1])["posts"]) >= set(facts.files["posts"][1:]), "not looked through"
    AccountFiles.of(half).save(tmp_path)
    kept = AccountFiles.open(tmp_path)
    assert kept.looked == before.looked
    assert in_order(kept.stands) == in_order(before.stands)


def test_an_account_nobody_heard_of_opens_nothing(facts: Facts, stand: AccountFiles) -> None:
    found = stand.files(facts, ["instagram:zzz-nobody"])
    assert all(found[name] == [] for name in NAMES)


@pytest.mark.parametrize("name", ["accounts", "posts", "comments", "rates"])
def test_states_of_some_accounts(facts: Facts, name: str) -> None:
    of_them, everybody = FactsOfAccounts.among(facts, ACCOUNTS[:4]), facts.collect(facts.newest(name))
    first = TABLES[name].key[0]
    theirs = pc.is_in(everybody[first], told_of(facts, name, ACCOUNTS[:4])[first].combine_chunks())
    assert in_order(of_them.collect(of_them.newest(name))) == in_order(everybody.filter(theirs))
