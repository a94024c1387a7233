"""Decisions of a made-up company: contact weighs four times as much to it, and what reach costs nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pyarrow as pa

from kring.match import Brief
from kring.match.criteria import Criteria, active_criteria
from kring.match.learning.decisions import DECISIONS, levels_in
from kring.match.learning.fitting import NATS, LevelTable, expit
from kring.match.learning.groups import GROUPS
from kring.match.ranking import Record, ranked, record_of
from tests.match.pools import pool

ACCOUNTS, BRIEFS = 60, 10
TIMES = {"contact": 4.0, "reach_for_fee": 0.0}


@cache
def records() -> dict[str, Record]:
    """Kept rankings of ten briefs over accounts of which a third of everything is unknown."""
    rng = np.random.default_rng(4)
    known = {}
    for number in range(ACCOUNTS):
        one = {"followers": int(rng.integers(600, 40_000)), "answered_comments": float(rng.beta(1, 2)),
               "clean_feed": float(rng.beta(5, 1)), "monthly_growth": float(rng.normal(0, 0.03)),
               "posts_per_week": float(rng.gamma(2, 1.5)), "authenticity": float(rng.beta(9, 1)),
               "fee": float(rng.uniform(20, 900))}  # fmt: skip
        kept = {name: value for name, value in one.items() if name == "followers" or rng.random() > 1 / 3}
        known[f"instagram:a{number:02d}"] = kept
    there = pool(known)
    briefs = [Brief.from_mapping({"name": f"brief {number}", "unknown": "keep"}) for number in range(BRIEFS)]
    found = [record_of(ranked(brief, there, active_criteria()), {}) for brief in briefs]
    return {record.id: record for record in found}


def of_company() -> Criteria:
    """The shipped criteria as the company weighs them."""
    criteria, own = active_criteria(), []
    for name, times in TIMES.items():
        one = criteria.named(name)
        own.append(replace(one, levels=tuple(replace(level, bits=level.bits * times) for level in one.levels)))
    return criteria.with_own(own)


@cache
def decisions(each: int = ACCOUNTS) -> pa.Table:
    """What the company decided on so many accounts of every ranking, by chance as its own weights have it."""
    criteria = of_company()
    table, rng, rows = LevelTable(criteria), np.random.default_rng(5), []
    for name, record in records().items():
        bits = table.summed(table.current, table.places(levels_in(record.quantities, criteria)))
        chosen = rng.random(ACCOUNTS) < expit(NATS * bits + rng.normal(0, 0.3))
        accounts = record.quantities["account"].to_pylist()
        rows += [
            {"ranking": name, "account": accounts[place], "decision": "chosen" if chosen[place] else "passed"}
            for place in rng.choice(ACCOUNTS, each, replace=False).tolist()
        ]
    return pa.Table.from_pylist(rows, DECISIONS)


def groups() -> pa.Table:
    """Two genders by turns, one language, and a region with too few accounts."""
    rows = [
        {"account": f"instagram:a{number:02d}", "tier": "nano", "gender": "female" if number % 2 else "male",
         "language": "nl", "region": "Zeeland" if number < 3 else None}
        for number in range(ACCOUNTS)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, GROUPS)
