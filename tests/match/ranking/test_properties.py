"""What holds of every ranking, whatever is known of whom."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow.compute as pc
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.match import Brief
from kring.match.criteria import Pool, active_criteria
from kring.match.ranking import ranked
from tests.match.pools import BRIEF, FIGURE_NAMES, pools, shuffled

briefs = st.builds(
    lambda unknown, niches, tiers, fees, contact: Brief.from_mapping(
        {**BRIEF.to_dict(), "unknown": unknown, "niches": niches, "tiers": tiers, "fees": fees,
         "limits": {"contact": {"least": contact}, "commercial_per_week": {"most": 3}}}
    ),
    st.sampled_from(["keep", "leave_out"]), st.sampled_from([[], ["mama"], ["mama", "vegan"]]),
    st.sampled_from([[], ["nano"], ["micro", "meso"]]), st.sampled_from([{}, {"least": 20, "most": 300}]),
    st.sampled_from(["0%", "30%"]),
)  # fmt: skip


@given(pools)
def test_the_bars_sum_to_the_score_and_the_waterfall_ends_there(pool: Pool) -> None:
    ranking = ranked(BRIEF, pool, active_criteria())
    for row in ranking:
        told = ranking.explain(row.account)
        assert abs(math.fsum(bar.bits for bar in told.bars) - row.bits) < 1e-9
        assert abs(math.fsum(row.bars.values()) - row.bits) < 1e-9
        assert not told.waterfall() or abs(told.waterfall()[-1][2] - row.bits) < 1e-9
        assert all(bar.bits == 0 and bar.value is None for bar in told.bars if not bar.known)


@given(pools, st.sampled_from(FIGURE_NAMES))
def test_removing_evidence_never_raises_coverage(pool: Pool, figure: str) -> None:
    less = replace(pool, figures=pool.figures.filter(pc.not_equal(pool.figures["figure"], figure)))
    before, after = (ranked(BRIEF, one, active_criteria()) for one in (pool, less))
    for name in pool.names.to_pylist():
        assert after.explain(name).coverage <= before.explain(name).coverage


@given(pools)
def test_with_all_evidence_removed_nothing_weighs_and_nothing_is_covered(pool: Pool) -> None:
    nothing = {name: table.slice(0, 0) for name, table in pool.details.items()}
    bare = replace(pool, figures=pool.figures.slice(0, 0), details=nothing, terms={})
    ranking = ranked(BRIEF, bare, active_criteria())
    for name in pool.names.to_pylist():
        assert (ranking.explain(name).bits, ranking.explain(name).coverage) == (0, 0)


@given(pools, briefs)
def test_a_failed_gate_never_appears_and_gates_in_columns_are_those_of_one_account(pool: Pool, brief: Brief) -> None:
    ranking = ranked(brief, pool, active_criteria())
    judged = {name: ranking.verdict(name) for name in pool.names.to_pylist()}
    assert sorted(ranking.accounts) == sorted(name for name, verdict in judged.items() if verdict.passes)
    assert all((verdict.passes) == (ranking.place_of(name) is not None) for name, verdict in judged.items())


@given(pools, st.sampled_from(["keep", "leave_out"]))
def test_it_is_counted_whom_a_gate_keeps_out(pool: Pool, unknown: str) -> None:
    asked = Brief.from_mapping({"name": "x", "tiers": ["nano"], "unknown": unknown})
    asked = replace(asked, required=tuple(pool.names.to_pylist()[:1]))
    ranking = ranked(asked, replace(pool, terms={}), active_criteria())
    assert dict(ranking.gates.stops) == {"tiers": len(pool) - len(ranking)}


@given(pools, briefs)
def test_who_is_kept_out_is_told_by_score(pool: Pool, brief: Brief) -> None:
    ranking = ranked(brief, pool, active_criteria())
    away = [pool.names[int(place)].as_py() for place in ranking.kept_out]
    assert sorted([*away, *ranking.accounts]) == pool.names.to_pylist()
    told = [ranking.explain(name) for name in away]
    assert all((one.bits, one.coverage) >= (other.bits, other.coverage) for one, other in pairwise(told))


@given(pools, st.lists(st.integers(0, 50), min_size=1, max_size=8))
def test_the_order_of_the_input_changes_nothing(pool: Pool, order: list[int]) -> None:
    one, other = (ranked(BRIEF, each, active_criteria()) for each in (pool, shuffled(pool, order)))
    assert one.to_dict() == other.to_dict()


@given(pools)
def test_higher_scores_stand_above_and_the_difference_says_why(pool: Pool) -> None:
    ranking = ranked(BRIEF, pool, active_criteria())
    rows = ranking.rows()
    for above, below in pairwise(rows):
        why = ranking.why_above(above.account, below.account)
        assert why.bits >= 0
        assert abs(math.fsum(gap for _, _, gap in why.parts) - (above.bits - below.bits)) < 1e-9


@given(pools)
@settings(max_examples=40)
def test_a_pool_of_one_account_explains_as_the_whole_pool_does(pool: Pool) -> None:
    whole = ranked(BRIEF, pool, active_criteria())
    for name in pool.names.to_pylist():
        alone = ranked(BRIEF, pool.only([name]), active_criteria())
        assert alone.explain(name) == whole.explain(name)
        assert alone.verdict(name) == whole.verdict(name)


@given(pools)
@settings(max_examples=40)
def test_every_counterfactual_leads_to_a_level_that_weighs_more(pool: Pool) -> None:
    ranking = ranked(BRIEF, pool, active_criteria())
    for name in pool.names.to_pylist():
        told = ranking.explain(name)
        for change in told.changes:
            criterion = ranking.criteria.named(change.criterion)
            reached = next(level for level in criterion.levels if level.name == change.level)
            now = told.bar(change.criterion)
            assert now is not None
            assert change.gain > 0
            assert np.isclose(now.bits + change.gain, reached.bits)
