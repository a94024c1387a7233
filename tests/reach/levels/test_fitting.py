"""Fitted on some accounts, the intervals hold the truth of others, on real lists whose unions are known."""

from __future__ import annotations

import numpy as np
import pytest

from kring.errors import BadInput
from kring.reach.levels.evidence import Told
from kring.reach.levels.fitting import fit
from kring.reach.levels.rows import ByPopulation, Rows
from kring.reach.levels.spread import Spread
from kring.reach.levels.unions import Shared, union_of
from tests.reach.people import follower_lists


@pytest.fixture(scope="module")
def lists() -> Rows:
    """The 100 follower lists."""
    table = follower_lists()
    account, person = (
        np.unique(np.array(table[name].to_pylist()), return_inverse=True)[1] for name in ("account", "person_key")
    )
    return Rows.of_pairs(account, person, 100, int(person.max()) + 1)


def engaged(followers: Rows, rng: np.random.Generator, activity: np.ndarray) -> Rows:
    """The pairs in which the person engages, by the chance of each person."""
    account = np.repeat(np.arange(followers.accounts), followers.sizes.astype(int))
    seen = rng.random(len(account)) < activity[followers.rows]
    return Rows.of_pairs(account[seen], followers.rows[seen].astype(np.int64), followers.accounts, followers.people)


def test_intervals_hold_the_unions_of_accounts_they_were_not_fitted_on(lists: Rows) -> None:
    held: dict[str, list[bool]] = {"shares": [], "engaged": []}
    errors: dict[str, list[float]] = {"shares": [], "engaged": []}
    expected = ByPopulation(lists.sizes, lists.people)
    for split in range(4):
        rng = np.random.default_rng(split)
        likers = engaged(lists, rng, 0.1 * rng.gamma(1.0, 1.0, lists.people))
        order = rng.permutation(100)
        found = fit(lists, expected, engaged=likers, among=np.sort(order[:50]), draws=100, seed=split)
        for number in np.repeat((2, 5, 20), 12):
            chosen = np.sort(rng.choice(order[50:], number, replace=False))
            true, size = lists.union(chosen), lists.sizes[chosen]
            told = Told.by_union(likers.sizes[chosen], likers.union(chosen), size, found.shape)
            for level, shared in (
                ("shares", Shared.by_shares(found, expected.pairs(chosen), number)),
                ("engaged", Shared.by_engaged(found, told, expected.pairs(chosen), number)),
            ):
                union = union_of(size, shared, found.shape, most=lists.people)
                held[level].append(union.low - 1e-6 <= true <= union.high + 1e-6)
                errors[level].append(abs(union.value - true) / true)
    assert 0.88 <= np.mean(held["shares"]) <= 1
    assert 0.88 <= np.mean(held["engaged"]) <= 1
    assert np.mean(errors["engaged"]) < 0.8 * np.mean(errors["shares"])


def test_inflation_is_that_of_the_activity_of_people(lists: Rows) -> None:
    """One in five engages with 0.4 of what they follow, the others with 0.05: E[q^2] / E[q]^2 is 2.32."""
    rng = np.random.default_rng(3)
    likers = engaged(lists, rng, np.where(rng.random(lists.people) < 0.2, 0.4, 0.05))
    found = fit(lists, ByPopulation(lists.sizes, lists.people), engaged=likers, draws=20)
    assert found.inflation == pytest.approx((0.2 * 0.16 + 0.8 * 0.0025) / (0.2 * 0.4 + 0.8 * 0.05) ** 2, rel=0.1)
    assert found.one_sided == pytest.approx(1.0, abs=0.1)


def test_fitting_asks_for_enough_accounts(lists: Rows) -> None:
    with pytest.raises(BadInput, match="9 accounts"):
        fit(lists, ByPopulation(lists.sizes, lists.people), among=np.arange(9))


def test_the_same_seed_gives_the_same_parameters(lists: Rows) -> None:
    expected = ByPopulation(lists.sizes, lists.people)
    assert fit(lists, expected, draws=20, seed=5) == fit(lists, expected, draws=20, seed=5)


def test_a_spread_of_scores_holds_19_of_20_and_is_wider_for_few_accounts() -> None:
    rng = np.random.default_rng(0)
    scores = {2: rng.normal(0, 1, 4_000)}
    many, few = Spread.of_scores(scores, 10**6), Spread.of_scores(scores, 4)
    low, middle, high = many.at(2)
    assert np.mean((rng.normal(0, 1, 4_000) > low) & (rng.normal(0, 1, 4_000) < high)) == pytest.approx(0.95, abs=0.02)
    assert middle == pytest.approx(0, abs=0.05)
    assert few.at(2)[2] > 1.5 * high


def test_an_unknown_network_lies_as_far_out_as_the_outermost_surprised_the_others() -> None:
    lows = (-1.0, -3.0, -0.5)
    spreads = [Spread((2,), (low,), (middle,), (1.5,)) for low, middle in zip(lows, (0.1, -0.4, 0.0), strict=True)]
    assert Spread.beyond(spreads).at(2) == (-5.0, 0.0, 1.5)
