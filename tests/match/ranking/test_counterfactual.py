"""A counterfactual says exactly what is lacking: so many followers bring the next level, one fewer does not."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest

from kring.match import Brief
from kring.match.criteria import Pool, shipped_criteria
from kring.match.ranking import ranked
from kring.reach import Audience
from tests.match.pools import pool


@pytest.mark.parametrize(("inside", "size"), [(3, 60), (20, 100), (45, 90), (1, 400)])
def test_so_many_followers_more_reach_the_next_level_and_one_fewer_does_not(inside: int, size: int) -> None:
    people = [("instagram:a", key) for key in range(size)] + [("instagram:b", key) for key in range(300, 800)]
    pairs = pa.table({"account": [name for name, _ in people], "relation": ["follower"] * len(people),
                      "person_key": pa.array([key for _, key in people], pa.int64()),
                      "complete": [True] * len(people)})  # fmt: skip
    known = pa.table({"person_key": pa.array(range(800), pa.int64()),
                      "municipality": ["Utrecht" if key < inside or 500 <= key < 560 else "Breda"
                                       for key in range(800)],
                      })  # fmt: skip
    there = pool({"instagram:a": {"fee": 10}, "instagram:b": {"fee": 10}})
    whole = Pool(there.accounts, there.figures, there.details, Audience.build(pairs, known))
    brief = Brief.from_mapping({"name": "x", "target": {"municipalities": ["Utrecht"]}})
    ranking = ranked(brief, whole, shipped_criteria())
    told = ranking.explain("instagram:a")
    (change,) = [one for one in told.changes if one.criterion == "area"] or [None]
    bar = told.bar("area")
    assert bar is not None
    if change is None:
        assert bar.bits == max(level.bits for level in shipped_criteria().named("area").levels)
        return
    more = 1 if "one follower" in change.change.en else int(re.findall(r"[\d,]+", change.change.en)[0].replace(",", ""))
    assert "Utrecht" in change.change.en
    assert "volger" in change.change.nl
    usual = (inside + 60 + max(0, size - 500)) / len(people)
    area = shipped_criteria().named("area")
    bound = next(level.at_least for level in area.levels if level.name == change.level)
    assert bound is not None
    assert (inside + more) / (size + more) / usual >= bound - 1e-9
    assert (inside + more - 1) / (size + more - 1) / usual < bound


def test_a_rule_that_can_t_be_met_by_followers_is_said_as_a_figure() -> None:
    ranking = ranked(Brief(name="x"), pool({"instagram:a": {"answered_comments": 0.1}}), shipped_criteria())
    (change,) = ranking.explain("instagram:a").changes
    assert change.in_words("en") == (
        "With at least 20.0% instead of 10.0% for 'contact with followers' the score would be 0.75 bits higher."
    )
    assert change.in_words("nl").startswith("Met minstens 20,0 % in plaats van 10,0 % bij 'contact met volgers'")
