"""Sets of counted, engaged and shares accounts in the synthetic world, where the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pytest

from kring.estimate import Basis, Estimate
from kring.reach import Audience, Segment, unique_reach
from kring.reach.levels.knowledge import Knowledge
from kring.world import netherlands
from tests.reach.people import audience, pairs


@dataclass(frozen=True)
class Seen:
    """A world of which a third of the lists is known, of a third the engaged, of a third sizes and shares."""

    truth: Audience
    there: Audience
    known: Knowledge


@pytest.fixture(scope="module")
def seen() -> Seen:
    """The world as it is and as it is seen."""
    world = netherlands(creators=120, people=20_000, seed=5)
    follows = world.truth.follows
    account = np.array(follows["account"].cast(pa.string()).to_pylist())
    person = follows["person_key"].to_numpy()
    names = np.unique(account)
    third = np.random.default_rng(1).integers(0, 3, len(names))
    kind = third[np.searchsorted(names, account)]
    whole = _table(account, person, np.full(len(account), "follower"))
    watched = world.tables["audience_people"]
    seen_account = np.array(watched["account"].to_pylist())
    relation = np.array(watched["relation"].to_pylist())
    engaged = (relation != "follower") & (third[np.searchsorted(names, seen_account)] == 1)
    likes = _table(seen_account[engaged], watched["person_key"].to_numpy()[engaged], relation[engaged])
    there = Audience.build(pa.concat_tables([whole.filter(pa.array(kind == 0)), likes]), world.tables["people"])
    counts = world.truth.accounts
    followers = dict(zip(counts["account"].to_pylist(), counts["followers"].to_pylist(), strict=True))
    known = Knowledge.of(followers, world.tables["audience_shares"], same_people=None).calibrated(there, draws=60)
    return Seen(Audience.build(whole), there, known)


def _table(account: np.ndarray, person: np.ndarray, relation: np.ndarray) -> pa.Table:
    complete = pa.array(relation == "follower")
    return pa.table({
        "account": pa.array(account.tolist(), pa.string()), "person_key": pa.array(person, pa.int64()),
        "relation": pa.array(relation.tolist(), pa.string()), "complete": complete,
    })  # fmt: skip


def test_intervals_of_mixed_sets_hold_the_truth(seen: Seen) -> None:
    rng = np.random.default_rng(2)
    held = []
    for number in np.repeat((2, 3, 5, 8), 15):
        chosen = sorted(rng.choice(seen.truth.accounts, number, replace=False).tolist())
        true = float(unique_reach(seen.truth, chosen).unique)
        union = unique_reach(seen.there, chosen, known=seen.known).unique
        held.append(union.low - 1e-6 <= true <= union.high + 1e-6)
    assert np.mean(held) >= 0.85


@pytest.mark.parametrize("segment", [None, Segment(ages=("18-24",)), Segment(provinces=("Utrecht",))])
def test_no_estimate_lies_below_the_people_who_are_counted(seen: Seen, segment: Segment | None) -> None:
    rng = np.random.default_rng(4)
    for number in np.repeat((2, 6, 20, 60), 10):
        chosen = sorted(rng.choice(seen.truth.accounts, number, replace=False).tolist())
        estimated = unique_reach(seen.there, chosen, segment, known=seen.known).unique
        counted = unique_reach(seen.there, chosen, segment).unique
        if estimated.known and counted.known:
            assert estimated.low >= counted.low - 1e-6
            assert estimated.value >= counted.low - 1e-6


def test_every_level_is_used_and_said(seen: Seen) -> None:
    reach = unique_reach(seen.there, seen.truth.accounts, known=seen.known)
    assert set(reach.levels.values()) == {"persons", "engaged", "shares"}
    assert not reach.unknown_accounts
    assert reach.unique.basis.strength >= Basis.MODELLED.strength
    assert max(size.value for size in reach.each.values()) <= reach.unique.value <= reach.sum.value
    assert sum(times.value for times in reach.distribution) == pytest.approx(reach.unique.value, rel=0.01)
    assert reach.to_dict()["levels"] == reach.levels
    assert "estimated from who engages" in reach.in_words("en")
    assert "geschat uit wie reageert" in reach.in_words("nl")


def test_the_order_of_accounts_changes_nothing(seen: Seen) -> None:
    some = list(seen.truth.accounts[:12])
    first, last = (unique_reach(seen.there, order, known=seen.known) for order in (some, some[::-1]))
    assert first.unique.value == pytest.approx(last.unique.value)
    assert first.unique.low == pytest.approx(last.unique.low)


def test_counted_accounts_alone_give_the_counted_answer(seen: Seen) -> None:
    listed = [account for account in seen.there.accounts if seen.known.level(seen.there, account) == "persons"][:6]
    counted, estimated = unique_reach(seen.there, listed), unique_reach(seen.there, listed, known=seen.known)
    assert estimated.unique == counted.unique
    assert estimated.exclusive == counted.exclusive
    assert estimated.distribution == counted.distribution


def test_an_account_whose_shares_do_not_tell_the_group_stays_unknown() -> None:
    there = audience({"x:a": range(100)}, {person: {"gender": "female"} for person in range(100)})
    known = Knowledge.of({"x:a": 100, "x:b": 5_000})
    women = unique_reach(there, ["x:a", "x:b"], Segment(genders=("female",)), known=known)
    assert women.unknown_accounts == ("x:b",)
    assert women.is_lower_bound
    everybody = unique_reach(there, ["x:a", "x:b"], known=known)
    assert everybody.unknown_accounts == ()
    assert everybody.levels == {"x:a": "persons", "x:b": "shares"}
    assert 5_000 <= everybody.unique.low <= everybody.unique.high <= 5_100


def test_keys_by_platform_span_from_nobody_the_same_to_the_parameter() -> None:
    lists = {"instagram:a": range(1_000), "tiktok:a": range(5_000, 5_600)}
    same = Estimate.between(0.25, 0.0, 0.5, Basis.DECLARED)
    known = Knowledge.of(dict.fromkeys(lists), same_people=same)
    reach = unique_reach(Audience.build(pairs(lists)), list(lists), known=known)
    assert (reach.unique.low, reach.unique.value, reach.unique.high) == (1_300, 1_450, 1_600)
    assert reach.unique.basis == Basis.DECLARED
    assert reach.same_people == same
    assert "assumed to follow them on the other platform" in reach.in_words("en")
