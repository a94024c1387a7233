"""The company of a brief: likeness of a whole pool is that of one pair, and too little of it stops larger creators."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.estimate import Estimate
from kring.match import Brief
from kring.match.brand_fit import BrandProfile, Company, creator_fit, niches_alike
from kring.match.criteria import Pool, active_criteria, quantities, shipped_criteria
from kring.match.ranking import ranked
from kring.vocabulary.brand_fit import fit_rules
from kring.vocabulary.tiers import tier_of
from tests.match.pools import pool

NICHES = ("mama", "baby", "zwangerschap", "vegan", "golf", "koken")
sides = st.dictionaries(st.sampled_from(NICHES), st.floats(0.01, 1), max_size=4)
BRIEF = Brief.from_mapping({"name": "x", "company": "Fabelzool", "unknown": "keep"})


def about(**shares: float) -> dict[str, Estimate]:
    return {name: Estimate.exact(share, 20) for name, share in shares.items()}


def known(there: Pool, niches: dict[str, float], **more: object) -> Pool:
    company = Company(BrandProfile("Fabelzool", about(**niches)), **more)  # type: ignore[arg-type]
    return replace(there, companies=lambda name: company if name == "Fabelzool" else None)


@settings(max_examples=60, deadline=None)
@given(sides, st.lists(sides, min_size=1, max_size=4))
def test_the_likeness_of_a_pool_is_that_of_each_pair(brand: dict[str, float], creators: list[dict[str, float]]) -> None:
    there = known(pool({f"instagram:a{at}": {"niches": one} for at, one in enumerate(creators)}), brand)
    found = quantities(BRIEF, there, shipped_criteria()).get("brand_fit")
    if found is None:
        assert not brand
        return
    for value, creator in zip(found, creators, strict=True):
        pair = niches_alike(about(**brand), about(**creator), fit_rules())
        assert np.isnan(value) if not pair.known else value == pytest.approx(pair.value, abs=1e-9)


@pytest.mark.parametrize("followers", [800, 9_000, 80_000, 700_000, None])
@pytest.mark.parametrize("niches", [{"golf": 1.0}, {"mama": 0.6, "golf": 0.4}, {}])
def test_whoever_fits_too_little_for_their_size_is_stopped_with_the_reason(
    followers: int | None, niches: dict[str, float]
) -> None:
    there = known(pool({"instagram:a": {"niches": niches, "followers": followers}}), {"mama": 1.0})
    verdict = ranked(BRIEF, there, active_criteria()).verdict("instagram:a")
    tier = tier_of(followers)
    pair = creator_fit(BrandProfile("x", about(mama=1.0)), about(**niches), [], tier.name if tier else None)
    assert verdict.passes == (pair.passes is not False)
    assert verdict.passes or verdict.reasons[0].en == "fits the company too little for a creator with so many followers"


def test_a_gate_of_fit_can_be_taken_away_and_never_stops_a_creator_who_is_required() -> None:
    large = pool({"instagram:a": {"niches": {"golf": 1.0}, "followers": 80_000}})
    assert not ranked(BRIEF, known(large, {"mama": 1.0}), active_criteria()).accounts
    assert ranked(BRIEF, known(large, {"mama": 1.0}, fit_is_a_gate=False), active_criteria()).accounts
    must = replace(BRIEF, required=("instagram:a",))
    assert ranked(must, known(large, {"mama": 1.0}), active_criteria()).accounts


def test_the_accounts_of_the_company_are_never_matched_with_it() -> None:
    there = known(pool({"instagram:fabelzool": {}, "instagram:a": {}}), {}, accounts=frozenset({"instagram:fabelzool"}))
    must = replace(BRIEF, required=("instagram:fabelzool",))
    ranking = ranked(must, there, active_criteria())
    assert ranking.accounts == ["instagram:a"]
    assert ranking.verdict("instagram:fabelzool").reasons[-1].en == "this is an account of the company itself"
    assert dict(ranking.gates.stops) == {"own_account": 1}
    assert ranked(replace(must, company="Ander"), there, active_criteria()).accounts == there.names.to_pylist()


def test_fit_counts_half_as_much_again_from_meso_up() -> None:
    shares = {"niches": {"mama": 0.5, "golf": 0.5}}
    there = known(
        pool({"instagram:a": {**shares, "followers": 900}, "instagram:b": {**shares, "followers": 90_000}}),
        {"mama": 1.0},
    )
    small, large = (ranked(BRIEF, there, active_criteria()).explain(name) for name in there.names.to_pylist())
    for told, times in ((small, 1.0), (large, 1.5)):
        bars = [told.bar(name) for name in ("brand_fit", "brand_fit_of_larger")]
        assert sum(bar.bits for bar in bars if bar) == pytest.approx(times * 1.5)


def test_the_larger_tiers_weigh_what_the_rules_of_fit_say() -> None:
    once, again = (shipped_criteria().named(name).levels for name in ("brand_fit", "brand_fit_of_larger"))
    rules = fit_rules()
    extra = {rules.tiers[name].counts - 1 for name in ("meso", "macro", "mega")}
    assert extra == {0.5}
    assert [level.bits for level in again[1:]] == [level.bits * 0.5 for level in once]
    assert [level.at_least for level in again[2:]] == [level.at_least for level in once[1:]]
