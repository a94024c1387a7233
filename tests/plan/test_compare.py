"""Many small creators against one large."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import pytest

from kring.errors import NothingToPlan, UnknownName
from kring.plan import comparison_table, comparisons, many_against_one, verdict_in_words
from kring.reach import Audience
from tests.reach.people import accounts, audience

LISTS = {"x:large": range(50), **{f"x:m{number}": range(100 + 15 * number, 120 + 15 * number) for number in range(8)}}
SIZES: dict[str, int | None] = {"x:large": 60_000, **{f"x:m{number}": 12_000 for number in range(8)}}


def test_sets_of_the_same_follower_total_are_compared() -> None:
    found = many_against_one(audience(LISTS), accounts(SIZES), "x:large", draws=50)
    assert float(found.one_reach) == 50
    assert found.size == 5
    assert found.draws == 50
    assert found.many_reach.low <= found.many_reach.value <= found.many_reach.high <= 100
    assert found.many_win is True
    assert found.best_reach.value >= found.many_reach.high
    assert len(found.best) == 5
    assert "5 random micro creators" in found.in_words("en")


def test_the_same_seed_gives_the_same_comparison() -> None:
    first, second = (many_against_one(audience(LISTS), accounts(SIZES), "x:large", draws=20, seed=4) for _ in range(2))
    assert first.to_dict() == second.to_dict()


def test_without_a_set_of_that_size_the_answer_is_unknown() -> None:
    few = {name: SIZES[name] for name in ("x:large", "x:m0")}
    found = many_against_one(audience(LISTS), accounts(few), "x:large", draws=20)
    assert not found.many_reach.known
    assert found.many_win is None
    assert "hebben er samen niet zoveel" in found.in_words("nl")


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(UnknownName, match="account 'x:nobody'"):
        many_against_one(audience(LISTS), accounts(SIZES), "x:nobody")
    with pytest.raises(NothingToPlan, match="no nano creator"):
        many_against_one(audience(LISTS), accounts(SIZES), "x:large", tier="nano")
    with pytest.raises(NothingToPlan, match="are not known"):
        many_against_one(audience(LISTS), accounts(SIZES | {"x:new": 70_000}), "x:new")


def test_the_climbing_niche_gives_the_published_comparison(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("climbing_niche")
    likers = pyarrow.parquet.read_table(folder / "likers.parquet")
    table = pa.table({
        "account": likers["creator"].cast(pa.string()),
        "person_key": pc.dictionary_encode(likers["person"].cast(pa.string())).combine_chunks().indices.cast("int64"),
        "relation": ["liker"] * len(likers), "complete": [False] * len(likers),
    })  # fmt: skip
    there = Audience.build(table)
    assert (len(there.accounts), there.pairs, there.people) == (115, 113_517, 85_597)
    creators = (
        pyarrow.csv.read_csv(folder / "creators.csv")
        .select(["creator", "followers"])
        .rename_columns(["account", "followers"])
    )
    found = comparisons(there, creators)
    wins = [(one.one_tier, one.many_win) for one in found]
    assert wins.count(("meso", True)) == 5
    assert wins.count(("meso", False)) == 3
    assert wins.count(("macro", True)) == 2
    at = {one.followers: one for one in found}
    assert float(at[93_200].one_reach) == 2_693
    assert at[93_200].many_reach.value == pytest.approx(4_973, rel=0.06)
    assert float(at[216_227].one_reach) == 1_827
    assert at[216_227].many_reach.value == pytest.approx(11_907, rel=0.06)
    assert comparison_table(found).num_rows == 10
    said = verdict_in_words(found)
    assert "in 5 of 8 cases (meso) and in 2 of 2 cases (macro)" in said


def test_the_verdict_tells_choosing_well_from_choosing_small() -> None:
    found = comparisons(audience(LISTS), accounts(SIZES), draws=20)
    said = {language: verdict_in_words(found, language) for language in ("nl", "en")}
    assert "For the fee of that one the planned set reaches more in" in said["en"]
    assert "een willekeurige set in" in said["nl"]


def test_without_a_set_that_comes_close_nothing_is_made_up() -> None:
    there = audience({"x:one": range(100), "x:small": range(50)})
    table = pa.table({"account": ["x:one", "x:small"], "followers": [90_000, 6_000]})
    comparison = many_against_one(there, table, "x:one")
    assert not comparison.many_reach.known
    assert json.loads(json.dumps(comparison.to_dict(), allow_nan=False))["share_above"] is None
