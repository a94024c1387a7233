"""Depth of contact: replies a thread, threads that go on, also where replies hang below replies."""

import numpy as np
import pytest

from kring.profile import Profile, profiles
from kring.profile.clustered import clustered_rates
from tests.profile.observations import Row, account, comment, facts, posts

ANNA = "instagram:anna"
POST = f"{ANNA}/0"


def of_anna(rows: list[Row]) -> Profile:
    return profiles(facts(accounts=[account()], posts=posts(3), comments=rows)).of(ANNA)


def exchange(name: str, asker: int, *replies: tuple[str, float], author: int | None = None) -> list[Row]:
    """A comment at 0 hours and replies by "creator" or "asker" or "other", each so many hours later."""
    who = {"creator": 99, "asker": asker if author is None else author, "other": 77}
    return [comment(name, POST, 0, author_key=asker)] + [
        comment(f"{name}/{place}", POST, hours, parent=name, by_creator=by == "creator", author_key=who[by])
        for place, (by, hours) in enumerate(replies)
    ]


def test_replies_by_anybody_count_in_threads_the_creator_answered() -> None:
    rows = [
        *exchange("a", 1, ("creator", 1), ("asker", 2), ("creator", 3)),
        *exchange("b", 2, ("creator", 1)),
        *exchange("c", 3, ("other", 1), ("other", 2)),
    ]
    found = of_anna(rows).estimate("replies_per_thread")
    assert (found.value, found.n) == (pytest.approx(2), 2)
    assert 1 <= found.low < 2 < found.high


@pytest.mark.parametrize(
    ("replies", "goes_on"),
    [
        ([("creator", 1)], False),
        ([("creator", 1), ("creator", 5)], True),
        ([("creator", 1), ("asker", 2)], True),
        ([("creator", 1), ("other", 2)], False),
        ([("asker", 0.5), ("creator", 1)], False),
    ],
)
def test_a_thread_goes_on_when_the_creator_or_the_one_who_asked_writes_again(
    replies: list[tuple[str, float]], goes_on: bool
) -> None:
    assert of_anna(exchange("a", 1, *replies)).estimate("continued_threads").value == goes_on


def test_replies_to_replies_belong_to_the_comment_above_them() -> None:
    rows = [
        comment("a", POST, 0, author_key=1),
        comment("a1", POST, 1, parent="a", by_creator=True),
        comment("a2", POST, 2, parent="a1", author_key=1),
        comment("a3", POST, 3, parent="a2", by_creator=True),
    ]
    found = of_anna(rows)
    assert found.estimate("replies_per_thread").value == pytest.approx(3)
    assert found.estimate("continued_threads").value == 1


def test_without_authors_any_later_reply_counts_as_coming_back() -> None:
    rows = [comment("a", POST), comment("a1", POST, 1, parent="a", by_creator=True), comment("a2", POST, 2, parent="a")]
    assert of_anna(rows).estimate("continued_threads").value == 1


def test_where_nothing_is_answered_depth_is_unknown() -> None:
    found = of_anna(exchange("a", 1, ("other", 2)))
    assert found.estimate("answered_comments").value == 0
    assert not found.estimate("replies_per_thread").known
    assert not found.estimate("continued_threads").known


def test_intervals_of_a_rate_hold_it_though_posts_differ() -> None:
    rng = np.random.default_rng(5)
    accounts, each = 800, 8
    truth = rng.gamma(2, 0.3, accounts)
    groups = np.repeat(np.arange(accounts), each)
    threads = rng.integers(1, 9, len(groups)).astype(float)
    further = rng.poisson(threads * truth[groups] * rng.gamma(4, 0.25, len(groups))).astype(float)
    _, low, high, n = clustered_rates(groups, further, threads, accounts)
    assert n.tolist() == np.bincount(groups, threads).tolist()
    assert 0.93 <= np.mean((low <= truth) & (truth <= high)) <= 0.985
