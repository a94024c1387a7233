"""One large creator against what the planner finds for its fee."""

from __future__ import annotations

import json

import numpy as np

from kring.estimate import Basis, Estimate
from kring.plan.same_fee import for_the_same_fee
from kring.reach import Audience, target_group
from tests.reach.people import audience

SMALL = [f"x:m{number}" for number in range(8)]
LISTS = {"x:large": range(100), **{name: range(200 + 60 * place, 260 + 60 * place) for place, name in enumerate(SMALL)}}


def fees(large: float, small: float) -> dict[str, Estimate]:
    return {
        name: Estimate.exact(large if name == "x:large" else small, basis=Basis.DECLARED)
        for name in ("x:large", *SMALL)
    }


def test_the_set_is_what_the_fee_of_the_one_buys() -> None:
    there = audience(LISTS)
    found = for_the_same_fee(there, "x:large", SMALL, fees(500, 100), target_group(there))
    assert found.size == 5
    assert found.many_win is True
    assert found.clear
    assert found.reach.low <= 300 <= found.reach.high
    assert found.one_reach.low <= 100 <= found.one_reach.high


def test_small_creators_who_ask_too_much_lose_and_it_says_so() -> None:
    there = audience(LISTS)
    found = for_the_same_fee(there, "x:large", SMALL, fees(100, 99), target_group(there))
    assert found.size == 1
    assert found.many_win is False
    assert found.random_share_above is not None
    assert found.random_share_above < 0.05


def test_a_set_chosen_among_equals_looks_no_better_than_it_is() -> None:
    """Creators liked equally often, some by chance by more people: the longest list is luck, not skill."""
    rng = np.random.default_rng(7)
    names = [f"x:m{number}" for number in range(60)]
    lists = {"x:large": range(40)}
    lists |= {name: rng.choice(4_000, rng.poisson(40), replace=False).tolist() for name in names}
    asked = {name: Estimate.exact(1.0) for name in lists}
    there: Audience = audience(lists)
    found = for_the_same_fee(there, "x:large", names, asked, target_group(there), draws=400)
    assert abs(found.reach.value - 40) < 6
    assert max(len(people) for people in lists.values()) > 50


def test_without_a_fee_nothing_is_made_up() -> None:
    there = audience(LISTS)
    found = for_the_same_fee(there, "x:large", SMALL, {}, target_group(there))
    assert not found.reach.known
    assert found.many_win is None
    assert not found.clear
    assert json.loads(json.dumps(found.to_dict(), allow_nan=False))["share_above"] is None


def test_uncertain_fees_widen_the_interval_and_the_seed_repeats_it() -> None:
    there, sure = audience(LISTS), fees(500, 100)
    loose = {name: Estimate.between(fee.value, fee.value / 4, fee.value * 4, Basis.PRIOR) for name, fee in sure.items()}
    group = target_group(there)
    tight = for_the_same_fee(there, "x:large", SMALL, sure, group)
    wide = for_the_same_fee(there, "x:large", SMALL, loose, group)
    assert wide.reach.high - wide.reach.low > tight.reach.high - tight.reach.low
    assert wide == for_the_same_fee(there, "x:large", SMALL, loose, group)
