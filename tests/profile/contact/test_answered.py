"""Contact: answers in the thread, time to answer, coverage of the crawl."""

import numpy as np
import pytest

from kring.profile import profiles
from kring.profile.clustered import clustered_shares, intraclass_correlation, share_over_clusters
from tests.profile.observations import Row, account, comment, facts, posts

ANNA = "instagram:anna"
POST = f"{ANNA}/0"


def answer(name: str, parent: str, hours: float, **more: object) -> Row:
    return comment(name, POST, hours, parent=parent, by_creator=True, **more)


def thread() -> list[Row]:
    """Four comments by others, two answered (one of them twice), one answered by somebody else, one of her own."""
    return [
        comment("a", POST, 0), comment("b", POST, 0), comment("c", POST, 0), comment("d", POST, 0),
        comment("own", POST, 1, by_creator=True),
        answer("a1", "a", 3), answer("a2", "a", 2), answer("b1", "b", 10),
        comment("c1", POST, 1, parent="c"),
    ]  # fmt: skip


def test_only_the_creators_replies_in_the_thread_of_somebody_else_count() -> None:
    found = profiles(facts(accounts=[account()], posts=posts(1, comments=18), comments=thread())).of(ANNA)
    answered = found.estimate("answered_comments")
    assert answered.value == pytest.approx(0.5)
    assert answered.n == 4
    assert answered.low < 0.5 < answered.high


def test_the_time_to_answer_is_that_of_the_first_reply() -> None:
    found = profiles(facts(accounts=[account()], posts=posts(1, comments=18), comments=thread())).of(ANNA)
    assert found.estimate("hours_to_answer").value == pytest.approx(6)
    assert found.estimate("hours_to_answer").n == 2


def test_a_cut_crawl_is_seen_in_the_comments_captured() -> None:
    found = profiles(facts(accounts=[account()], posts=posts(1, comments=18), comments=thread())).of(ANNA)
    assert found.estimate("comments_captured").value == pytest.approx(0.5)


def test_a_source_without_threads_says_nothing_about_answers() -> None:
    flat = [comment(name, POST) for name in "abcdef"]
    found = profiles(facts(accounts=[account()], posts=posts(1, comments=6), comments=flat)).of(ANNA)
    assert not found.estimate("answered_comments").known
    assert found.estimate("comments_captured").value == 1


def test_no_answers_in_a_source_with_threads_is_a_real_zero_with_an_upper_end() -> None:
    rows = [*(comment(name, POST) for name in "abcdef"), comment("a1", POST, 1, parent="a")]
    found = profiles(facts(accounts=[account()], posts=posts(1, comments=7), comments=rows)).of(ANNA)
    assert found.estimate("answered_comments").value == 0
    assert found.estimate("answered_comments").high > 0.2


def test_a_comment_whose_author_is_unknown_is_not_counted() -> None:
    rows = [*thread(), comment("e", POST, by_creator=None)]
    found = profiles(facts(accounts=[account()], posts=posts(1), comments=rows)).of(ANNA)
    assert found.estimate("answered_comments").n == 4


def test_an_answer_dated_before_its_comment_has_no_time() -> None:
    rows = [comment("a", POST, 5), answer("a1", "a", 2)]
    found = profiles(facts(accounts=[account()], posts=posts(1), comments=rows)).of(ANNA)
    assert found.estimate("answered_comments").value == 1
    assert not found.estimate("hours_to_answer").known


def test_comments_of_one_post_answered_together_widen_the_interval() -> None:
    groups = np.zeros(10, dtype=np.int64)
    asked = np.full(10, 10.0)
    together = np.array([10.0, 0] * 5)
    apart = np.full(10, 5.0)
    _, low, high, n = clustered_shares(groups, together, asked, 1)
    _, alone_low, alone_high, _ = clustered_shares(groups, apart, asked, 1)
    assert n[0] == 100
    assert high[0] - low[0] > 2 * (alone_high[0] - alone_low[0])
    assert intraclass_correlation(groups, together, asked, 1) == pytest.approx(1, abs=0.01)


def test_intervals_hold_the_true_share_when_posts_differ_in_how_much_is_answered() -> None:
    rng = np.random.default_rng(3)
    accounts, each = 800, 8
    truth = rng.uniform(0.05, 0.6, accounts)
    groups = np.repeat(np.arange(accounts), each)
    asked = rng.integers(1, 12, len(groups)).astype(float)
    of_post = rng.beta(truth[groups] * 3, (1 - truth[groups]) * 3)
    answered = rng.binomial(asked.astype(int), of_post).astype(float)
    _, low, high, _ = clustered_shares(groups, answered, asked, accounts)
    assert 0.93 <= np.mean((low <= truth) & (truth <= high)) <= 0.985


def test_the_share_of_a_tier_holds_the_truth_though_accounts_differ() -> None:
    rng = np.random.default_rng(4)
    held = []
    for _ in range(400):
        asked = rng.integers(1, 40, 60).astype(float)
        answered = rng.binomial(asked.astype(int), rng.beta(1, 3, 60)).astype(float)
        estimate = share_over_clusters(answered, asked)
        held.append(estimate.low <= 0.25 <= estimate.high)
    assert 0.91 <= np.mean(held) <= 0.985
