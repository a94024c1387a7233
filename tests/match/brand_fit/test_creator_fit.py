"""The fit of a creator to a brand: between 0 and 1, unknown without evidence, a gate from meso up."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.estimate import Basis, Estimate, share
from kring.match.brand_fit import BrandProfile, creator_fit, hashtags_alike, niches_alike
from kring.vocabulary.brand_fit import fit_rules
from kring.vocabulary.niches import niches
from kring.vocabulary.tiers import KRING

RULES = fit_rules()
TAGS = {"wielrennen": 12, "gravel": 5, "koffie": 3}
POSTS = [["#Gravel", "weekend"]] * 6 + [["gravel"]] * 2 + [["thuis"]] * 2 + [[]]
names = st.sampled_from(sorted(niches()))
shares = st.dictionaries(names, st.floats(0.01, 1), min_size=1, max_size=5)
hashtags = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=4), max_size=12)


def about(**parts: float) -> dict[str, Estimate]:
    return {
        name: Estimate.between(part, max(part - 0.1, 0), min(part + 0.1, 1), Basis.MODELLED, 20)
        for name, part in parts.items()
    }


CYCLING = BrandProfile("Merk", about(wielrennen=0.9, koffie=0.1), TAGS)


@given(one=shares, other=shares, tags=hashtags)
def test_fit_lies_between_nothing_and_all(
    one: dict[str, float], other: dict[str, float], tags: list[list[str]]
) -> None:
    fit = creator_fit(BrandProfile("a", about(**one), {"a": 3, "c": 1}), about(**other), tags, "nano").fit
    assert 0 <= fit.low <= fit.value <= fit.high <= 1 + 1e-9


@given(one=shares, other=shares)
def test_likeness_in_niches_is_the_same_both_ways(one: dict[str, float], other: dict[str, float]) -> None:
    there, back = niches_alike(about(**one), about(**other), RULES), niches_alike(about(**other), about(**one), RULES)
    assert there.value == pytest.approx(back.value)


def test_the_same_is_all_and_nothing_in_common_is_nothing() -> None:
    same = creator_fit(CYCLING, CYCLING.niches, [["gravel"]] * 5, "nano")
    assert same.fit.value == pytest.approx(1)
    far = creator_fit(CYCLING, about(mama=1.0), [["baby"]] * 20, "nano")
    assert far.fit.value == 0


def test_without_evidence_the_fit_is_unknown_and_a_missing_aspect_adds_nothing() -> None:
    nothing = creator_fit(CYCLING, {}, [], "nano")
    assert not nothing.fit.known
    assert nothing.coverage == 0
    half = creator_fit(CYCLING, CYCLING.niches, [["wielrennen"]] * 4, "nano")
    assert half.fit.value == half.aspects["niches"].value
    assert not half.aspects["hashtags"].known
    assert half.coverage == pytest.approx(2 / 3)
    assert creator_fit(CYCLING, CYCLING.niches, POSTS, "nano").coverage == 1


@pytest.mark.parametrize("tier", [tier.name for tier in KRING.tiers])
def test_fit_is_a_gate_from_meso_up(tier: str) -> None:
    large = KRING.position(tier) >= KRING.position("meso")
    stranger = creator_fit(CYCLING, about(mama=1.0), [], tier)
    assert stranger.passes is not large
    assert (stranger.reason is not None) is large
    assert creator_fit(CYCLING, CYCLING.niches, [], tier).passes
    assert creator_fit(CYCLING, {}, [], tier).passes is (None if large else True)
    assert creator_fit(CYCLING, {}, [], None).passes is None


def test_fit_counts_no_less_for_larger_tiers() -> None:
    counted = [RULES.tiers[tier.name].counts for tier in KRING.tiers]
    assert counted == sorted(counted)
    assert counted[0] < counted[-1]


def test_an_organisation_may_set_its_own_gate() -> None:
    strict = replace(RULES, tiers={"nano": replace(RULES.tiers["nano"], gate=0.9)})
    assert creator_fit(CYCLING, about(koffie=1.0), [], "nano", strict).passes is False


def test_niches_close_to_each_other_have_something_in_common() -> None:
    mum, pregnant, cyclist = about(mama=1.0), about(zwangerschap=1.0), about(wielrennen=1.0)
    assert niches_alike(mum, pregnant, RULES).value > niches_alike(mum, cyclist, RULES).value == 0


def test_hashtags_are_compared_by_post_whatever_their_case() -> None:
    found = hashtags_alike(TAGS, POSTS, RULES)
    assert (found.value, found.n) == (0.8, 10)
    assert not hashtags_alike({}, POSTS, RULES).known
    assert not hashtags_alike(TAGS, [["gravel"]] * 4 + [[]] * 9, RULES).known


def test_figures_known_for_certain_leave_no_doubt() -> None:
    found = niches_alike({"wielrennen": Estimate.exact(1.0)}, {"wielrennen": Estimate.exact(0.5)}, RULES)
    assert found.is_exact


@pytest.mark.parametrize(("texts", "least"), [(24, 0.85), (100, 0.85)])
def test_intervals_hold_the_truth(texts: int, least: float) -> None:
    rng, held, widths = np.random.default_rng(3), 0, []
    kinds = ["wielrennen", "koffie", "techniek"]
    for _ in range(100):
        parts = rng.dirichlet(np.ones(3), 2)
        seen = [
            {
                name: share(int(count), texts)
                for name, count in zip(kinds, rng.multinomial(texts, part), strict=True)
                if count
            }
            for part in parts
        ]
        found = niches_alike(seen[0], seen[1], RULES)
        held += found.low <= float(np.sqrt(parts[0] * parts[1]).sum()) <= found.high
        widths.append(found.high - found.low)
    assert held / 100 >= least
    assert np.mean(widths) < 0.35
