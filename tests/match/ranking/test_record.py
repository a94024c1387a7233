"""A kept ranking is made again to the byte, and one that was changed is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings

from kring.errors import BadInput
from kring.match.criteria import Criteria, Pool, active_criteria
from kring.match.ranking import briefs_for, ranked, record_of
from kring.match.ranking.how_it_works import how_ranking_works
from tests.match.pools import BRIEF, pool, pools

SOME = pool({
    "instagram:a": {"followers": 900, "niches": {"mama": 0.6}, "fee": 80, "answered_comments": 0.4,
                    "terms": {"wishes": ("vegan",), "exclusions": ("casino",), "minimum_fee": 50.0}},
    "instagram:b": {"followers": 9_000, "niches": {"mama": 0.2}, "fee": 300, "authenticity": 0.5},
    "instagram:c": {},
})  # fmt: skip


@given(pools)
@settings(max_examples=50)
def test_replay_gives_the_same_bytes_and_the_same_rows(pool: Pool) -> None:
    ranking = ranked(BRIEF, pool, active_criteria())
    record = record_of(ranking, {"position": 1})
    assert record.replayed() == record.answer
    assert record.id == record_of(ranking, {"position": 1}).id
    told = json.loads(record.answer)
    assert [(row["account"], row["bits"], row["coverage"], row["bars"]) for row in told["rows"]] == [
        (row.account, row.bits, row.coverage, dict(row.bars)) for row in ranking
    ]


def test_changed_quantities_are_refused_and_other_weights_have_another_name() -> None:
    ranking = ranked(BRIEF, SOME, active_criteria())
    record = record_of(ranking, {})
    at = record.quantities.schema.get_field_index("niche")
    changed = record.quantities.set_column(at, "niche", pa.array([1.0] * record.quantities.num_rows))
    with pytest.raises(BadInput, match="not those it was made from"):
        replace(record, quantities=changed).replayed()
    first = ranking.criteria.all[0]
    heavier = replace(first, levels=tuple(replace(level, bits=level.bits * 2) for level in first.levels))
    assert record_of(ranked(BRIEF, SOME, ranking.criteria.with_own([heavier])), {}).id != record.id


def test_criteria_come_back_from_plain_values() -> None:
    there = active_criteria()
    assert Criteria.of_plain(json.loads(json.dumps(there.plain()))) == there


@given(pools)
@settings(max_examples=40)
def test_the_creator_sees_the_bars_that_the_company_sees(pool: Pool) -> None:
    other = replace(BRIEF, name="najaar", niches=("vegan",), budget=100.0)
    rankings = {brief.name: ranked(brief, pool, active_criteria()) for brief in (BRIEF, other)}
    for account in pool.names.to_pylist():
        seen = briefs_for(account, [other, BRIEF], pool, active_criteria())
        assert seen == briefs_for(account, [BRIEF, other], pool.only([account]), active_criteria())
        for fit in (*seen.fitting, *seen.refused):
            assert fit.explanation == rankings[fit.brief.name].explain(account)
            assert fit.verdict.passes == (account in rankings[fit.brief.name].accounts) == (fit in seen.fitting)


def test_what_a_creator_asks_is_a_gate_with_a_reason_or_a_bar() -> None:
    ranking = ranked(BRIEF, SOME, active_criteria())
    wishes, fee = (ranking.explain("instagram:a").bar(name) for name in ("wishes", "fee"))
    assert wishes is not None
    assert wishes.side == "creator"
    assert wishes.bits > 0
    assert fee is not None
    assert fee.value == pytest.approx(2_000 / 4 / 50)
    casino = replace(BRIEF, category="Casino")
    refused = briefs_for("instagram:a", [casino], SOME, active_criteria()).refused[0]
    assert [reason.en for reason in refused.verdict.reasons] == ["the creator doesn't work for casino"]
    poor = ranked(replace(BRIEF, budget=40.0), SOME, active_criteria()).verdict("instagram:a")
    assert any("at least" in reason.en and "minstens" in reason.nl for reason in poor.reasons)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_public_page_names_every_criterion_level_and_weight(language: str) -> None:
    criteria = active_criteria()
    _, page = how_ranking_works(criteria, language)  # type: ignore[arg-type]
    assert criteria.digest in page
    for criterion in criteria:
        section = page.split(f"### {criterion.words.said_in(language)}\n")[1].split("\n###")[0]  # type: ignore[arg-type]
        assert all(f"| {level.words.said_in(language)} |" in section for level in criterion.levels)  # type: ignore[arg-type]
        assert section.count("\n| ") == len(criterion.levels) + 3
