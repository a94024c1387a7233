"""A proposal says how it does on briefs it didn't learn from and whom it moves; too little to learn from is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from kring.errors import BadInput, UnknownName
from kring.estimate import Basis, Estimate
from kring.match.criteria import active_criteria, read_criteria
from kring.match.criteria.writing import written
from kring.match.learning.decisions import DECISIONS, decided
from kring.match.learning.judging import auc, ndcg, parts, reliability
from kring.match.learning.proposing import ProposedWeights, moves, propose, require_enough
from kring.match.learning.reporting import report
from tests.match.learning.made_decisions import decisions, groups, records


@pytest.fixture(scope="module")
def proposal() -> ProposedWeights:
    return propose(decisions(), records(), active_criteria(), groups())


def test_on_briefs_left_out_learned_weights_tell_more_than_the_current_ones(proposal: ProposedWeights) -> None:
    found = {one.name: one for one in proposal.measures}
    assert found["auc"].difference.low > 0
    assert found["log_loss"].difference.high < 0
    assert proposal.better is True
    for one in found.values():
        gap = one.proposed.value - one.current.value
        assert one.difference.value == pytest.approx(gap)


def test_chances_on_briefs_left_out_hold(proposal: ProposedWeights) -> None:
    inside = [one.found.low - 0.03 <= one.expected <= one.found.high + 0.03 for one in proposal.reliability]
    assert sum(inside) >= 4
    assert sum(one.found.n or 0 for one in proposal.reliability) == proposal.matches + proposal.others


def test_the_proposal_is_written_as_criteria_are_read_and_has_a_version_of_its_own(proposal: ProposedWeights) -> None:
    assert read_criteria(written(proposal.criteria)) == proposal.criteria
    assert read_criteria(written(active_criteria())) == active_criteria()
    assert proposal.criteria.version.startswith(f"{proposal.current.version}+")
    assert "learned" in proposal.criteria.named("contact").why.en.lower()
    assert proposal.criteria.named("reliability") == proposal.current.named("reliability")


def test_whom_it_moves_is_told_for_groups_that_are_large_enough(proposal: ProposedWeights) -> None:
    found = {(one.attribute, one.group): one for one in proposal.bias}
    women, men = found["gender", "female"], found["gender", "male"]
    assert women.rank_shift.known
    assert women.rank_shift.value == pytest.approx(-men.rank_shift.value, abs=1e-9)
    assert women.rank_shift.low <= 0 <= women.rank_shift.high
    assert not found["region", "Zeeland"].rank_shift.known
    same = moves(records(), active_criteria(), active_criteria())
    assert same["before"] == same["after"]


@pytest.mark.parametrize(("language", "words"), [("nl", "Wie erdoor verschuift"), ("en", "Whom it moves")])
def test_the_report_speaks_both_languages(proposal: ProposedWeights, language: str, words: str) -> None:
    told = report(proposal, language)  # type: ignore[arg-type]
    assert words in told
    assert proposal.criteria.version in told
    assert ("onbekend" if language == "nl" else "unknown") in told


def test_too_few_decisions_or_briefs_are_refused_with_the_reason() -> None:
    few = decisions().slice(0, 70)
    with pytest.raises(BadInput, match=r"on \d briefs: too few") as fault:
        propose(few, records(), active_criteria(), groups())
    assert "opdrachten" in fault.value.said_in("nl")[0]
    none = decided(DECISIONS.empty_table(), records(), active_criteria())
    with pytest.raises(BadInput, match="0 matches and 0 others, on 0 briefs"):
        require_enough(none)


def test_an_outcome_below_what_was_expected_is_no_match_and_the_last_decision_counts() -> None:
    name, record = next(iter(records().items()))
    account = record.quantities["account"][0].as_py()

    def row(decision: str, outcome: float | None = None) -> pa.Table:
        return pa.Table.from_pylist([{"ranking": name, "account": account, "decision": decision, "outcome": outcome}],
                                    DECISIONS)  # fmt: skip

    def matched(*tables: pa.Table) -> list[bool]:
        return decided(pa.concat_tables(tables), records(), active_criteria()).matched.tolist()

    assert matched(row("chosen")) == [True]
    assert matched(row("chosen", 1.1)) == [True]
    assert matched(row("chosen", 0.5)) == [False]
    assert matched(row("chosen"), row("passed")) == [False]
    with pytest.raises(BadInput, match="no decision"):
        matched(row("maybe"))
    with pytest.raises(UnknownName):
        decided(row("chosen"), {}, active_criteria())


def test_parts_keep_the_decisions_on_a_brief_together_and_measures_are_what_they_say() -> None:
    of = decided(decisions(), records(), active_criteria())
    inside = np.stack(list(parts(of)))
    assert (inside.sum(axis=0) == 1).all()
    for brief in range(of.brief_count):
        assert (inside[:, of.briefs == brief].all(axis=1) | ~inside[:, of.briefs == brief].any(axis=1)).all()
    score, truth = np.array([3.0, 2.0, 1.0, 0.0]), np.array([True, False, True, False])
    assert auc(score, truth) == 0.75
    assert ndcg(score, truth) == pytest.approx((1 + 0.5) / (1 + 1 / np.log2(3)))
    assert ndcg(np.zeros(4), truth) < ndcg(score, truth)
    (one,) = reliability(np.array([0.5]), np.array([True]))
    assert one.found.value == 1.0


def test_a_proposal_knows_nothing_of_better_where_briefs_are_too_few(proposal: ProposedWeights) -> None:
    doubt = Estimate.between(0.0, -0.1, 0.1, Basis.MODELLED, 5)
    assert replace(proposal, measures=tuple(replace(one, difference=doubt) for one in proposal.measures)).better is None
