"""A creator is taken out of a kept ranking: nothing names it any more, the others keep their scores, and it replays."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kring.match import Brief
from kring.match.criteria import Pool, active_criteria
from kring.match.ranking import ranked, record_of
from kring.match.ranking.unnaming import names, without
from tests.match.pools import BRIEF, pool, pools


@given(pools, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_others_keep_their_scores_and_their_order(pool: Pool, random: object) -> None:
    ranking = ranked(BRIEF, pool, active_criteria())
    if not len(ranking):
        return
    gone = ranking.accounts[random.randrange(len(ranking))]  # type: ignore[attr-defined]
    record = record_of(ranking, {"position": 1})
    left = without(record, gone)
    assert names(record, gone)
    assert not names(left, gone)
    assert left.replayed() == left.answer
    before, after = (
        [(row["account"], row["bits"], row["coverage"], row["bars"]) for row in json.loads(one.answer)["rows"]]
        for one in (record, left)
    )
    assert after == [row for row in before if row[0] != gone]
    assert [row["place"] for row in json.loads(left.answer)["rows"]] == list(range(1, len(after) + 1))
    assert json.loads(left.inputs)["erased"] == 1


def test_a_brief_that_asks_for_the_creator_by_name_does_so_no_more() -> None:
    there = pool({"instagram:anna": {"followers": 900, "fee": 80}, "instagram:bram": {"followers": 900, "fee": 80}})
    record = record_of(ranked(Brief.from_mapping({"name": "x", "budget": 900}), there, active_criteria()), {})
    given = json.loads(record.inputs)
    given["brief"] |= {
        "required": ["@Anna", "bram"], "forbidden": ["instagram:anna"],
        "limits": {"unavailable": [{"creator": "anna", "from": "2027-01-01"}, {"creator": "bram"}]},
    }  # fmt: skip
    left = json.loads(without(replace(record, inputs=json.dumps(given).encode()), "instagram:anna").inputs)["brief"]
    assert (left["required"], left["forbidden"]) == (["bram"], [])
    assert left["limits"] == {"unavailable": [{"creator": "bram"}]}
