"""The share of real followers: what moves it, when it is unknown, and how it does on followers judged by hand."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.profile.authenticity.audience import BINS, share_of_fakes, shares_real, steps
from kring.profile.authenticity.people import fake_log_odds
from kring.vocabulary.authenticity import follower_model


def person(**more: int | bool | None) -> pa.Table:
    row = {"posts": 80, "following": 400, "followers": 350, "has_picture": True} | more
    kinds = {"posts": pa.int64(), "following": pa.int64(), "followers": pa.int64(), "has_picture": pa.bool_()}
    return pa.Table.from_pylist([row], schema=pa.schema(list(kinds.items())))


def odds(**more: int | bool | None) -> float:
    return float(fake_log_odds(person(**more), follower_model())[0])


def test_who_follows_thousands_posts_nothing_and_has_no_followers_looks_like_a_fake() -> None:
    assert odds(posts=0, following=5_000, followers=12) > 1
    assert odds() < -1


def test_a_picture_and_posts_speak_for_a_person() -> None:
    assert odds(has_picture=False) > odds(has_picture=True)
    assert odds(posts=2) > odds(posts=60)


def test_of_whom_hardly_anything_is_known_nothing_is_said() -> None:
    assert np.isnan(odds(posts=None, following=None, followers=None))
    assert not np.isnan(odds(posts=None, following=None))


@given(st.floats(0, 1), st.integers(200, 3_000))
def test_the_share_of_fakes_is_found_where_looks_are_as_the_model_says(fakes: float, people: int) -> None:
    """Looks of real people and of fakes whose ratio is the model's own at every step."""
    ratio = np.exp((np.arange(BINS) / (BINS - 1) * 2 - 1) * np.log(50))
    real = 1 / (1 + ratio)
    real /= real.sum()
    fake = ratio * real
    fake /= fake.sum()
    share, error = share_of_fakes(people * ((1 - fakes) * real + fakes * fake)[None, :])
    assert share[0] == pytest.approx(fakes, abs=0.02)
    assert 0 < error[0] < 1


@given(st.lists(st.integers(0, 500), min_size=BINS, max_size=BINS))
def test_the_interval_holds_the_value_and_stays_a_share(counts: list[int]) -> None:
    value, low, high = shares_real(np.array([counts], dtype=float))
    assert 0 <= low[0] <= value[0] <= high[0] <= 1


def test_on_judged_followers_the_shipped_coefficients_do_as_published(shared_data: Callable[[str], Path]) -> None:
    """SRF Data published 94.4 % accuracy and 96.3 % specificity; these rows were among those fitted on."""
    with (shared_data("fake_followers") / "labelled.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = {
        "posts": "Number.of.posts", "following": "Number.of.people.they.follow", "followers": "Number.of.followers",
    }  # fmt: skip
    people = {name: [int(row[column]) for row in rows] for name, column in columns.items()}
    table = pa.table(people | {"has_picture": [row["has_profile_picture"] == "True" for row in rows]})
    fake = np.array([row["rating"] == "True" for row in rows])
    called = fake_log_odds(table, follower_model()) + follower_model().base > 0
    assert (called == fake).mean() >= 0.93
    assert (~called[~fake]).mean() >= 0.963
    counted = np.bincount(steps(fake_log_odds(table, follower_model())), minlength=BINS)[None, :]
    _, low, high = shares_real(counted.astype(float))
    assert low[0] <= 1 - fake.mean() <= high[0]
