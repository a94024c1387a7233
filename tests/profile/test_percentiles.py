"""Percentiles: an account's place among peers of its tier and platform, unknown where these are few."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from kring.facts.facts import Facts
from kring.profile import profiles
from kring.profile.peers import mid_ranks
from tests.profile.observations import account, facts, posts


def crowd(size: int, tier_followers: int = 1_000) -> Facts:
    names = [f"instagram:c{place:02d}" for place in range(size)]
    seen = [row for place, name in enumerate(names) for row in posts(6, name, likes=10 + place, comments=0)]
    return facts(accounts=[account(name, tier_followers) for name in names], posts=seen)


def test_a_percentile_is_the_share_of_peers_with_a_lower_figure() -> None:
    found = profiles(crowd(25))
    first, last = found.of("instagram:c00"), found.of("instagram:c24")
    assert first.standings["engagement_per_follower"].percentile == pytest.approx(0)
    assert last.standings["engagement_per_follower"].percentile == pytest.approx(100)
    assert found.of("instagram:c12").standings["engagement_per_follower"].percentile == pytest.approx(50)
    assert first.standings["engagement_per_follower"].peers == 24


def test_below_the_least_number_of_peers_a_percentile_is_unknown() -> None:
    standing = profiles(crowd(20)).of("instagram:c00").standings["engagement_per_follower"]
    assert standing.percentile is None
    assert standing.peers == 19


def test_peers_share_tier_and_platform() -> None:
    names = [f"instagram:c{place:02d}" for place in range(30)]
    seen = [row for name in names for row in posts(6, name, likes=10, comments=0)]
    sizes = [1_000 if place < 15 else 10_000 for place in range(30)]
    rows = [account(name, size) for name, size in zip(names, sizes, strict=True)]
    found = profiles(facts(accounts=rows, posts=seen))
    assert found.of("instagram:c00").standings["engagement_per_follower"].peers == 14


@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(0, 5)), max_size=40))
def test_ranks_are_those_of_scipy_in_each_group(pairs: list[tuple[int, int]]) -> None:
    groups = np.array([group for group, _ in pairs], dtype=np.int64)
    values = np.array([value for _, value in pairs], dtype=float)
    rank, size = mid_ranks(groups, values)
    for group in set(groups.tolist()):
        inside = groups == group
        assert rank[inside].tolist() == rankdata(values[inside]).tolist()
        assert set(size[inside].tolist()) == {int(inside.sum())}
