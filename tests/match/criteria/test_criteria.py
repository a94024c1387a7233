"""Criteria as data: what may stand in them, how a quantity becomes a level, and how a plugin adds one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from kring.errors import KringError
from kring.estimate import Estimate
from kring.match import Brief
from kring.match.brand_fit import BrandProfile, Company
from kring.match.criteria import (
    HISTORY,
    Criterion,
    Pool,
    active_criteria,
    kring_hook,
    plugins,
    quantities,
    read_criteria,
    shipped_criteria,
)  # fmt: skip
from kring.match.criteria.bits import At
from kring.match.criteria.criterion import Floats
from kring.profile.brands import COLLABORATIONS
from kring.reach import Audience
from tests.match.pools import BRIEF, pool

ONE = """
criteria:
  quick:
    label: {nl: snel, en: quick}
    quantity: hours_to_answer
    unknown: 0
    levels:
      - {bits: 1, label: {nl: binnen een dag, en: within a day}}
      - {at_least: 24, bits: -1, label: {nl: later, en: later}}
"""


def test_every_shipped_criterion_is_complete_in_both_languages_and_looks_at_something_known() -> None:
    criteria = active_criteria()
    designed = {
        "niche", "audience", "area", "contact", "authenticity", "clean_feed", "value", "role", "fan", "competitor",
        "brand_fit", "brand_fit_of_larger", "past_results", "price", "reach_for_fee", "growth", "reliability", "wishes",
        "fee", "capacity",
    }  # fmt: skip
    assert {criterion.name for criterion in shipped_criteria()} == designed
    for criterion in criteria:
        assert criterion.meaning.nl != criterion.meaning.en
        assert criterion.span > 0
    target = {"genders": ["female"], "municipalities": ["Utrecht"]}
    asked = Brief.from_mapping({**BRIEF.to_dict(), "values": ["tips"], "target": target})
    about = BrandProfile("Fabelzool", {"mama": Estimate.exact(1.0, 20)})
    there = replace(pool({"instagram:a": {}}), companies=lambda _: Company(about))
    assert set(quantities(asked, there, criteria)) == {one.name for one in criteria}


def test_a_level_holds_from_its_bound_up_to_the_next_and_unknown_weighs_nothing() -> None:
    (quick,) = read_criteria(ONE).all
    levels = quick.level_of(np.array([0.0, 23.999, 24.0, np.inf, np.nan]))
    assert levels.tolist() == [0, 0, 1, 1, -1]
    assert quick.bits[levels].tolist() == [1, 1, -1, -1, 0]
    assert (quick.kind, quick.evidence) == ("number", ("hours_to_answer",))


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("unknown: 0", "unknown: 1", 6, "can't weigh"), ("bits: 1", "bits: veel", 8, "not a number"),
        ("bits: 1", "bits: 900", 8, "drowns"), ("at_least: 24, ", "", 7, "don't rise"),
        ("{nl: snel, en: quick}", "{nl: snel}", 4, "nl and en"),
        ("quantity: hours_to_answer", "side: shop", 3, "quantity"),
        ("unknown: 0", "side: shop", 6, "side"), ("unknown: 0", "colour: red", 6, "colour"),
        ("unknown: 0", "evidence: [nothing]", 6, "figure"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_line_in_both_languages(old: str, new: str, line: int, said: str) -> None:
    with pytest.raises(KringError) as fault:
        read_criteria(ONE.replace(old, new))
    assert f"line {line}" in fault.value.message
    assert said in str(fault.value)
    assert f"regel {line}" in fault.value.said_in("nl")[0]


@pytest.fixture
def season() -> Iterator[Criterion]:
    (criterion,) = read_criteria(ONE.replace("hours_to_answer", "season_fit").replace("quick", "season")).all

    def criteria() -> Sequence[Criterion]:
        return (criterion,)

    def measured() -> Mapping[str, Callable[[Brief, Pool, At], Floats | None]]:
        return {"season_fit": lambda brief, pool, at: np.full(len(pool), 30.0)[at] if brief.period.start else None}

    plugin = SimpleNamespace(kring_criteria=kring_hook(criteria), kring_quantities=kring_hook(measured))
    plugins().register(plugin, name="season")
    yield criterion
    plugins().unregister(plugin)


def test_a_plugin_adds_a_criterion_that_counts_only_when_the_brief_asks_for_it(season: Criterion) -> None:
    criteria, accounts = active_criteria(), pool({"instagram:a": {}, "instagram:b": {}})
    assert criteria.named("season") == season
    assert "season" not in quantities(BRIEF, accounts, criteria)
    spring = Brief.from_mapping({**BRIEF.to_dict(), "period": {"from": "2027-03-01", "until": "2027-04-01"}})
    assert quantities(spring, accounts, criteria)["season"].tolist() == [30.0, 30.0]


def test_the_plugin_that_comes_with_kring_counts_posts_a_week() -> None:
    found = quantities(BRIEF, pool({"instagram:a": {"posts_per_week": 2.0}, "instagram:b": {}}), active_criteria())
    assert found["steady_posting"][0] == 2.0
    assert np.isnan(found["steady_posting"][1])


def test_reach_for_the_fee_counts_where_people_count_and_rests_on_the_expected_fee() -> None:
    there = pool({"instagram:a": {"fee": 100.0, "followers": 5_000}, "instagram:b": {"followers": 5_000}})
    found = quantities(BRIEF, there, shipped_criteria())["reach_for_fee"]
    assert found[0] == 50.0
    assert np.isnan(found[1])
    expected = there.details["prices"].set_column(7, "rests_on", pa.array(["prior"]))
    guessed = Pool(there.accounts, there.figures, {**there.details, "prices": expected})
    assert quantities(BRIEF, guessed, shipped_criteria())["reach_for_fee"][0] == 50.0
    assert np.isnan(quantities(BRIEF, guessed, shipped_criteria())["price"][0])
    sales = Brief.from_mapping({**BRIEF.to_dict(), "goal": "revenue"})
    assert "reach_for_fee" not in quantities(sales, there, shipped_criteria())
    partly = Brief.from_mapping({**BRIEF.to_dict(), "goal": {"mix": {"reach": 1, "revenue": 2}}})
    assert "reach_for_fee" in quantities(partly, there, shipped_criteria())


def test_own_criteria_may_look_at_any_figure_or_at_one_niche() -> None:
    accounts = pool(
        {"instagram:a": {"niches": {"vegan": 0.4}}, "instagram:b": {"niches": {"mama": 1.0}}, "instagram:c": {}}
    )
    own = read_criteria(ONE.replace("hours_to_answer", "niche:vegan"))
    assert quantities(BRIEF, accounts, own)["quick"].tolist()[:2] == [0.4, 0.0]
    assert np.isnan(quantities(BRIEF, accounts, own)["quick"][2])
    with pytest.raises(KringError, match="quantity"):
        quantities(BRIEF, accounts, read_criteria(ONE.replace("hours_to_answer", "horoscope")))


def test_a_competitor_counts_by_the_days_since_its_last_paid_post() -> None:
    noon = datetime(2026, 6, 1, tzinfo=UTC)
    rows = [{"account": name, "brand": brand, "category": "shoes", "last": noon - timedelta(days=days)}
            for name, brand, days in (("instagram:a", "Ander", 40), ("instagram:a", "Ander", 10),
                                      ("instagram:b", "Fabelzool", 5))]  # fmt: skip
    there = pool({name: {"commercial_share": 0.1} for name in ("instagram:a", "instagram:b")} | {"instagram:c": {}})
    details = {**there.details, "collaborations": pa.Table.from_pylist(rows, COLLABORATIONS)}
    found = quantities(
        BRIEF, Pool(there.accounts, there.figures, details, seen_at=noon, shown_brands=there.shown_brands),
        shipped_criteria(),
    )["competitor"]  # fmt: skip
    assert found[0] == 10
    assert np.isinf(found[1])
    assert np.isnan(found[2])


def test_past_work_counts_where_it_is_like_the_brief_and_reliability_grows_with_experience() -> None:
    there = pool({"instagram:a": {}, "instagram:b": {}, "instagram:c": {}})
    history = pa.Table.from_pylist([
        {"account": "instagram:a", "category": "Shoes", "achieved_to_expected": 1.5, "agreed": 9, "on_time": 9},
        {"account": "instagram:a", "niche": "mama", "achieved_to_expected": 0.5},
        {"account": "instagram:b", "category": "cars", "achieved_to_expected": 3.0, "agreed": 1, "on_time": 1},
    ], HISTORY)  # fmt: skip
    found = quantities(BRIEF, Pool(there.accounts, there.figures, there.details, history=history), shipped_criteria())
    assert found["past_results"][0] == 1.0
    assert np.isnan(found["past_results"][1:]).all()
    assert found["reliability"][:2].tolist() == pytest.approx([10 / 11, 2 / 3])
    assert np.isnan(found["reliability"][2])


def test_the_lift_of_an_audience_is_its_share_over_that_of_all_audiences() -> None:
    people = [("instagram:a", key) for key in range(40)] + [("instagram:b", key) for key in range(20, 100)]
    people += [("instagram:c", key) for key in range(5)]
    keys = pa.array([key for _, key in people], pa.int64())
    pairs = pa.table({"account": [name for name, _ in people], "person_key": keys,
                      "relation": ["follower"] * len(people), "complete": [True] * len(people)})  # fmt: skip
    known = pa.table({"person_key": pa.array(range(100), pa.int64()),
                      "gender": ["female" if key < 30 else "male" for key in range(100)]})  # fmt: skip
    there = pool({"instagram:a": {}, "instagram:b": {}, "instagram:c": {}, "instagram:d": {}})
    whole = Pool(there.accounts, there.figures, there.details, Audience.build(pairs, known))
    brief = Brief.from_mapping({"name": "x", "target": {"genders": ["female"]}})
    found = quantities(brief, whole, shipped_criteria())["audience"]
    usual = (30 + 10 + 5) / 125
    assert found[:2].tolist() == pytest.approx([30 / 40 / usual, 10 / 80 / usual])
    assert np.isnan(found[2:]).all(), "five people tell nothing, and nobody even less"
    assert "area" not in quantities(brief, whole, shipped_criteria())


def test_few_accounts_and_many_are_found_at_the_same_places(monkeypatch: pytest.MonkeyPatch) -> None:
    there = pool({f"instagram:{name}": {} for name in "dbaé"})
    asked = pa.chunked_array([["instagram:b", "instagram:x", None, "instagram:é", "instagram:a"]])
    found = []
    for few in (0, 1_000):
        monkeypatch.setattr("kring.match.criteria.pool.FEW_OF", few)
        found.append(there.places(asked).tolist())
    assert found == [[1, -1, -1, 3, 0]] * 2
