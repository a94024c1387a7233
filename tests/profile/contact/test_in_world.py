"""Depth and wording on the synthetic world: do 95 % intervals hold what is true there?

Creators with personal comments answer those 1.4 times as often as their rate, others 0.69 times (kring.world.comments);
below three in ten answers to personal comments the follower writes again.
"""

import numpy as np
import pytest

from kring.profile.contact import contact, contact_counts, contact_observed
from kring.world import World, netherlands
from kring.world.comments import KIND_SHARES
from tests.profile.observations import tables_as_facts

Row = dict[str, object]


@pytest.fixture(scope="module")
def world() -> World:
    return netherlands(creators=600, people=20_000, seed=12)


@pytest.fixture(scope="module")
def truth(world: World) -> dict[str, Row]:
    creators = {row["creator"]: row for row in world.truth.creators.to_pylist()}
    return {row["account"]: creators[row["creator"]] for row in world.truth.accounts.to_pylist()}


@pytest.fixture(scope="module")
def rows(world: World, truth: dict[str, Row]) -> list[Row]:
    """The figures of accounts in no pod, where the world makes other kinds of comments."""
    seen = tables_as_facts({name: world.tables[name] for name in ("accounts", "posts", "comments")})
    found = contact(contact_counts(*contact_observed(seen))).to_pylist()
    return [row for row in found if truth[row["account"]]["pod"] is None]


def personal_among_answered(rate: float) -> float:
    """The share of personal comments among those answered."""
    personal, generic, other, _ = KIND_SHARES
    most = personal * min(1.0, 1.4 * rate)
    return most / (most + (generic + other) * 0.69 * rate)


def true_value(figure: str, creator: Row) -> float:
    personal = personal_among_answered(float(str(creator["answer_rate"])))
    standard = float(str(creator["standard_answers"]))
    talks = 0.6 if creator["role"] == "role_model" else 0.9
    return {
        "replies_per_thread": 1 + 0.3 * personal,
        "continued_threads": 0.3 * personal,
        "standard_answers": standard,
        "personal_answers": (1 - standard) * talks * personal,
    }[figure]


@pytest.mark.parametrize("figure", ["replies_per_thread", "continued_threads", "standard_answers", "personal_answers"])
def test_intervals_hold_the_truth(rows: list[Row], truth: dict[str, Row], figure: str) -> None:
    mine = [row for row in rows if row["figure"] == figure]
    true = np.array([true_value(figure, truth[str(row["account"])]) for row in mine])
    low, high = (np.array([row[end] for row in mine], dtype=float) for end in ("low", "high"))
    assert len(mine) > 300
    assert 0.92 <= np.mean((low <= true) & (true <= high)) <= 0.98


def test_standard_texts_are_told_from_own_words(rows: list[Row], truth: dict[str, Row]) -> None:
    mine = [row for row in rows if row["figure"] == "standard_answers"]
    uses = np.array([float(str(truth[str(row["account"])]["standard_answers"])) > 0 for row in mine])
    low, value = (np.array([row[part] for row in mine], dtype=float) for part in ("low", "value"))
    assert uses.sum() > 25
    assert np.mean(value[uses] > 0.3) > 0.9
    assert np.mean(low[~uses] > 0.05) < 0.03
