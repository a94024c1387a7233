"""The judge of rankings on the synthetic world: values are what its truth says, and peers order as they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from kring.match import Brief
from kring.reach import Segment
from kring.world import World, netherlands
from tests.docs.pages import ROOT


@pytest.fixture(scope="module")
def world() -> World:
    return netherlands(creators=30, people=3_000, seed=5)


@pytest.fixture(scope="module")
def judge() -> Iterator[Any]:
    """The modules of the benchmark, which stand outside of the package."""
    import importlib
    import sys

    place = str(ROOT / "benchmarks" / "accuracy")
    sys.path.insert(0, place)
    names = ("planted_value", "ranking_peers")
    yield [importlib.import_module(name) for name in names]
    sys.path.remove(place)
    for name in names:
        del sys.modules[name]


def test_everybody_is_every_real_follower_and_a_group_is_part_of_them(world: World, judge: Any) -> None:
    planted = judge[0].PlantedValue.of(world)
    assert planted.inside(Segment()) == pytest.approx(planted.real)
    women, men, other = (planted.inside(Segment(genders=(name,))) for name in ("female", "male", "other"))
    assert women + men + other == pytest.approx(planted.real)
    near, country = planted.inside(Segment(near=("20 km around Utrecht",))), planted.inside(Segment(countries=("NL",)))
    assert (near <= country).all()
    assert near.sum() > 0


def test_the_value_follows_fee_platform_and_subject(world: World, judge: Any) -> None:
    planted = judge[0].PlantedValue.of(world)
    plain = planted.for_brief(Brief.from_mapping({"name": "x", "platforms": ["instagram"]}))
    on_instagram = planted.platforms == "instagram"
    assert (plain[~on_instagram] == 0).all()
    assert (plain[on_instagram] > 0).all()
    fees = np.array([planted.fees[name].get("post", np.nan) for name in planted.accounts])
    dear = planted.for_brief(Brief.from_mapping({"name": "x", "platforms": ["instagram"], "budget": 60}))
    assert (dear[fees > 60] == 0).all()
    assert dear[on_instagram & (fees <= 60)] == pytest.approx(plain[on_instagram & (fees <= 60)])
    niche = next(iter(planted.niches[planted.creators[0].as_py()]))
    about = planted.for_brief(Brief.from_mapping({"name": "x", "niches": [niche], "platforms": ["instagram"]}))
    share = [planted.niches[creator].get(niche, 0.0) for creator in planted.creators.to_pylist()]
    assert about == pytest.approx(plain * np.array(share))


def test_bm25_puts_the_text_that_says_rare_words_of_the_query_first(judge: Any) -> None:
    words = judge[1].Bm25(["koffie en taart", "koffie koffie koffie", "fietsen naar Gent", "koffie in Gent"])
    assert int(np.argmax(words.scores("fietsen"))) == 2
    assert int(np.argmax(words.scores("koffie in Gent"))) == 3
    assert words.scores("niets hiervan").tolist() == [0, 0, 0, 0]
