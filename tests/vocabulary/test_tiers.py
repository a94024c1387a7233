"""Tiers: exact boundaries, other schemes by name, unknown stays unknown."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import UnknownName
from kring.vocabulary.tiers import KRING, SCHEMES, scheme, tier_of


@pytest.mark.parametrize(
    ("followers", "tier"),
    [
        (0, "starter"), (499, "starter"), (500, "nano"), (4_999, "nano"), (5_000, "micro"), (49_999, "micro"),
        (50_000, "meso"), (99_999, "meso"), (100_000, "macro"), (999_999, "macro"), (1_000_000, "macro"),
        (1_000_001, "mega"), (500_000_000, "mega"),
    ],
)  # fmt: skip
def test_the_lower_bound_belongs_to_the_tier_and_macro_holds_the_million(followers: int, tier: str) -> None:
    found = tier_of(followers)
    assert found is not None
    assert found.name == tier


def test_an_unknown_number_of_followers_has_no_tier() -> None:
    assert tier_of(None) is None


def test_a_negative_number_is_an_error_not_a_starter() -> None:
    with pytest.raises(ValueError, match="-1"):
        tier_of(-1)


@pytest.mark.parametrize(
    ("name", "followers", "tier"),
    [
        ("hypeauditor", 999, None), ("hypeauditor", 19_999, "micro"), ("hypeauditor", 20_000, "meso"),
        ("modash", 9_999, "nano"), ("later", 10_000, "micro"), ("later", 499_999, "meso"),
        ("heepsy", 49_999, "micro"), ("heepsy", 50_000, None),
        ("influentials", 49_999, None), ("influentials", 50_000, "macro"), ("influentials", 100_001, "mega"),
    ],
)  # fmt: skip
def test_other_schemes_cut_elsewhere_and_say_nothing_where_their_source_does(
    name: str, followers: int, tier: str | None
) -> None:
    found = tier_of(followers, scheme(name))
    assert (found.name if found else None) == tier


@pytest.mark.parametrize("name", list(SCHEMES))
def test_tiers_of_a_scheme_touch_without_gap_or_overlap_and_name_their_source(name: str) -> None:
    tiers = SCHEMES[name].tiers
    assert SCHEMES[name].source
    assert all(tier.below == following.low for tier, following in itertools.pairwise(tiers))


@given(st.integers(min_value=0, max_value=10**10))
def test_every_size_has_exactly_one_tier_in_our_scheme(followers: int) -> None:
    assert sum(tier.holds(followers) for tier in KRING.tiers) == 1


def test_an_unknown_scheme_is_named_with_its_neighbours() -> None:
    with pytest.raises(UnknownName, match="hypeauditor"):
        scheme("hypauditor")
