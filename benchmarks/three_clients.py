"""Three briefs as clients bring them, planned on a synthetic country: what is said, and how long they wait.

    python benchmarks/three_clients.py [--creators N] [--people N] [--language nl] [--json]

A bakery in Amersfoort with 750 euros for women of 25 to 44 within 8 km; a bicycle brand with 15,000 euros for six
cities; a national launch with 250,000 euros in which two macro creators must take part. The wait runs from the brief to
the plan with its proof, other budgets, outlook and sentences, with audience and profiles at hand and code compiled.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from kring.match import Brief
from kring.plan import Plan, plan_brief
from kring.profile.price import expected_prices
from kring.reach import Audience
from kring.vocabulary.tiers import tier_of
from kring.world import netherlands

BAKERY = {
    "name": "A bakery in Amersfoort", "budget": 750,
    "target": {"near": "8 km around Amersfoort", "genders": ["female"], "ages": ["25-44"]},
}  # fmt: skip
BICYCLES = {
    "name": "A bicycle brand in six cities", "budget": 15_000,
    "target": {"municipalities": ["Amsterdam", "Rotterdam", "Den Haag", "Utrecht", "Eindhoven", "Groningen"]},
}  # fmt: skip
LAUNCH = {"name": "A national launch", "budget": 250_000, "target": {"ages": ["18-54"]}}


def newest_accounts(table: pa.Table) -> pa.Table:
    """The last observation of every account."""
    places = {account: place for place, account in enumerate(table["account"].to_pylist())}
    return table.take(pa.array(sorted(places.values())))


def two_macros(accounts: pa.Table) -> list[str]:
    """The two smallest macro creators."""
    followers = zip(accounts["followers"].to_pylist(), accounts["account"].to_pylist(), strict=True)
    macro = sorted(
        (n, name) for n, name in followers if n is not None and (tier := tier_of(n)) and tier.name == "macro"
    )
    return [name for _, name in macro[:2]]


def briefs(accounts: pa.Table) -> list[Brief]:
    """The three briefs."""
    return [Brief.from_mapping(given) for given in (BAKERY, BICYCLES, LAUNCH | {"required": two_macros(accounts)})]


def measured(brief: Brief, audience: Audience, accounts: pa.Table, prices: pa.Table) -> tuple[Plan, dict[str, Any]]:
    """The plan and what it took: the wall clock and the processor's seconds of the second run."""
    plan_brief(brief, audience, accounts, prices)
    clock, processor = time.perf_counter(), time.process_time()
    plan = plan_brief(brief, audience, accounts, prices)
    seconds, used = time.perf_counter() - clock, time.process_time() - processor
    figures: Mapping[str, Any] = {
        "brief": brief.name, "creators": len(plan.chosen), "value": plan.value.value, "low": plan.value.low,
        "high": plan.value.high, "bound": plan.bound, "gap": plan.gap, "cost": plan.cost.value, "seconds": seconds,
        "processor_seconds": used, "considered": plan.considered,
    }  # fmt: skip
    return plan, dict(figures)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the country, plan, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--creators", type=int, default=1_000)
    options.add_argument("--people", type=int, default=800_000)
    options.add_argument("--language", choices=("nl", "en"), default="en")
    options.add_argument("--json", action="store_true")
    asked = options.parse_args(arguments)
    world = netherlands(creators=asked.creators, people=asked.people, seed=5)
    audience = Audience.build(world.tables["audience_people"], world.tables["people"])
    accounts = newest_accounts(world.tables["accounts"])
    prices = expected_prices(accounts, world.tables["rates"])
    rows = []
    for brief in briefs(accounts):
        plan, figures = measured(brief, audience, accounts, prices)
        rows.append(figures)
        if not asked.json:
            print(f"== {brief.name} ({figures['seconds']:.2f} s, {figures['processor_seconds']:.2f} s of processor)")
            print(plan.in_words(asked.language), flush=True)
    if asked.json:
        print(json.dumps({"pairs": audience.pairs, "people": audience.people, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
