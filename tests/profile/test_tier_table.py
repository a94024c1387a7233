"""The tier table: on observations written down, and on the Instagram creators beside the published figures."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kring.facts.facts import Facts
from kring.profile import tier_table
from kring.profile.tier_table import FIGURES_BY_TIER, clustered_median
from kring.vocabulary.tiers import scheme
from tests.profile.observations import account, facts, posts

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "accuracy" / "tier_table.py"


def two_sizes() -> Facts:
    small = [f"instagram:s{place}" for place in range(5)]
    large = [f"instagram:l{place}" for place in range(5)]
    rows = [row for name in small for row in posts(3, name, likes=50, comments=0, caption="bos")]
    rows += [row for name in large for row in posts(2, name, likes=200, comments=0, caption="#ad")]
    return facts(accounts=[*(account(n, 1_000) for n in small), *(account(n, 20_000) for n in large)], posts=rows)


def test_each_tier_has_its_own_line_smallest_first() -> None:
    table = tier_table(two_sizes())
    assert [(line.tier, line.accounts, line.posts) for line in table.lines] == [("nano", 5, 15), ("micro", 5, 10)]
    nano, micro = table.lines
    assert nano.figures["engagement_per_follower"].value == pytest.approx(0.05)
    assert micro.figures["engagement_per_follower"].value == pytest.approx(0.01)
    assert nano.figures["commercial_share"].value == 0
    assert micro.figures["commercial_share"].value == 1
    assert not nano.figures["answered_comments"].known


def test_another_scheme_cuts_elsewhere_and_is_named() -> None:
    table = tier_table(two_sizes(), scheme("hypeauditor"))
    assert table.scheme == "hypeauditor"
    assert [line.tier for line in table.lines] == ["nano", "meso"]


def test_a_platform_without_accounts_gives_no_lines() -> None:
    assert tier_table(two_sizes(), platform="tiktok").lines == ()


def test_as_a_table_unknown_is_null() -> None:
    rows = tier_table(two_sizes()).to_arrow().to_pylist()
    assert len(rows) == 2 * len(FIGURES_BY_TIER)
    assert all(row["value"] is None for row in rows if row["figure"] == "answered_comments")
    plain = json.loads(json.dumps(tier_table(two_sizes()).to_dict()))
    assert [line["tier"] for line in plain["tiers"]] == ["nano", "micro"]
    assert plain["tiers"][0]["figures"]["answered_comments"]["value"] is None


def test_the_interval_of_a_tiers_median_holds_the_truth_though_posts_of_one_account_are_alike() -> None:
    rng = np.random.default_rng(1)
    held = []
    for _ in range(400):
        groups = np.repeat(np.arange(60), rng.integers(1, 12, 60))
        values = np.exp(rng.normal(0, 1, 60)[groups] + rng.normal(0, 0.4, len(groups)))
        estimate = clustered_median(groups, values)
        held.append(estimate.low <= 1 <= estimate.high)
    assert 0.92 <= np.mean(held) <= 0.985


PUBLISHED = {
    "engagement_per_follower": ([0.0419, 0.0303, 0.0244, 0.0237, 0.0224], 0.0002),
    "answered_comments": ([0.281, 0.223, 0.141, 0.060, 0.001], 0.001),
    "paid_label_share": ([0.0, 0.0010, 0.0099, 0.0232, 0.0150], 0.006),
}


@pytest.fixture(scope="module")
def measured(shared_data: Callable[[str], Path]) -> dict[str, list[dict[str, float]]]:
    folder = shared_data("instagram_creators")
    command = [sys.executable, str(BENCHMARK), "--data", str(folder), "--json"]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["rows"]
    return {figure: [row for row in rows if row["figure"] == figure] for figure in FIGURES_BY_TIER}


@pytest.mark.parametrize("figure", list(PUBLISHED))
def test_the_published_figures_by_tier_come_back(measured: dict[str, list[dict[str, float]]], figure: str) -> None:
    expected, tolerance = PUBLISHED[figure]
    assert [row["tier"] for row in measured[figure]] == ["nano", "micro", "meso", "macro", "mega"]
    assert [row["value"] for row in measured[figure]] == pytest.approx(expected, abs=tolerance)


def test_every_post_of_a_creator_with_known_followers_is_counted(
    measured: dict[str, list[dict[str, float]]],
) -> None:
    assert [row["posts"] for row in measured["engagement_per_follower"]] == [6_732, 13_367, 2_804, 3_824, 603]
    assert sum(row["posts"] for row in measured["engagement_per_follower"]) == 27_811 - 481


def test_disclosure_by_words_is_of_the_published_size(measured: dict[str, list[dict[str, float]]]) -> None:
    published = [0.043, 0.057, 0.058, 0.054, 0.024]
    found = [row["value"] for row in measured["disclosure_word_share"]]
    assert found == pytest.approx(published, abs=0.015)
