"""Data trust: counts, age without a clock, and steps ranked by the doubt they take away."""

from datetime import timedelta

import numpy as np
import pytest

from kring.profile import Profile, profiles
from kring.profile.data_trust import doubts
from kring.vocabulary.data_steps import data_steps
from kring.vocabulary.figures import figures
from tests.profile.observations import NOON, account, comment, facts, posts

ANNA = "instagram:anna"


def both() -> dict[str, Profile]:
    """Anna, of whom much is known, and Bo, of whom nothing but a name was observed, ten days earlier."""
    rows = [comment("c", f"{ANNA}/0"), comment("d", f"{ANNA}/0", parent="c", by_creator=True)]
    bo = account("tiktok:bo", None, observed_at=NOON - timedelta(days=10), source="a sheet")
    earlier = account(followers=900, observed_at=NOON - timedelta(days=40))
    captions = ["Zon", "Zee", None, "Bos", "Hei", "Dijk", "Wad", "Duin"]
    seen = facts(
        accounts=[earlier, account(), bo],
        posts=posts(8, caption=captions, likes=9, comments=2, reach=[500, *[None] * 7]),
        comments=rows,
    )
    made = profiles(seen)
    return {name: made.of(name) for name in (ANNA, "tiktok:bo")}


@pytest.fixture(scope="module")
def known() -> dict[str, Profile]:
    return both()


def test_what_was_observed_is_counted(known: dict[str, Profile]) -> None:
    trust = known[ANNA].data_trust
    assert trust is not None
    assert (trust.snapshots, trust.posts, trust.captions, trust.with_likes, trust.with_reach) == (2, 8, 7, 8, 1)
    assert (trust.comments, trust.followers_listed) == (2, 0)
    assert trust.figures_known == len(known[ANNA].figures)
    assert trust.figures == len(figures())


def test_age_is_that_beside_the_newest_observation_of_all(known: dict[str, Profile]) -> None:
    assert known[ANNA].data_trust is not None
    assert (known[ANNA].data_trust.days_old, known[ANNA].data_trust.newest) == (0, NOON)
    assert known["tiktok:bo"].data_trust is not None
    assert known["tiktok:bo"].data_trust.days_old == pytest.approx(10)
    assert known["tiktok:bo"].data_trust.sources == ["a sheet"]


def test_of_a_bare_account_nothing_counts_and_the_step_that_makes_most_known_comes_first(
    known: dict[str, Profile],
) -> None:
    bare = known["tiktok:bo"]
    assert bare.data_trust is not None
    assert (bare.data_trust.figures_known, bare.data_trust.posts, bare.data_trust.comments) == (0, 0, 0)
    gains = [step.gain for step in bare.next_steps]
    assert gains == sorted(gains, reverse=True)
    assert [step.made_known for step in bare.next_steps] == gains
    most = max(data_steps().values(), key=lambda step: len(step.figures))
    assert bare.next_steps[0].step == most.name


def test_what_is_known_already_promises_less(known: dict[str, Profile]) -> None:
    anna, bo = ({step.step: step for step in known[name].next_steps} for name in (ANNA, "tiktok:bo"))
    assert anna["posts"].gain < bo["posts"].gain / 2
    assert anna["posts"].narrowed > 3
    assert anna["followers"].made_known == 1


def test_doubt_is_the_width_of_a_share_or_beside_the_value() -> None:
    names = np.array(["clean_feed", "hours_to_answer", "hours_to_answer"])
    found = doubts(names, np.array([0.5, 10, 1]), np.array([0.3, 9, 0]), np.array([0.7, 11, 50]))
    assert found.tolist() == pytest.approx([0.4, 0.2, 1])


def test_every_step_serves_figures_that_exist_and_no_figure_has_two() -> None:
    served = [name for step in data_steps().values() for name in step.figures]
    assert len(served) == len(set(served))
    assert set(served) <= set(figures())
