"""What published studies favour, by the outcome they measured."""

from __future__ import annotations

import pytest

from kring.vocabulary.studies import studies, studies_of


@pytest.mark.parametrize(
    ("outcome", "followers", "favoured"),
    [
        ("revenue", 4_000, True), ("revenue", 150_000, False), ("cost_per_engagement", 4_000, False),
        ("cost_per_engagement", 50_000, True), ("cost_per_engagement", 750_000, False),
        ("purchase_intention", 2_000_000, True),
    ],
)  # fmt: skip
def test_a_study_favours_the_sizes_it_names(outcome: str, followers: int, favoured: bool) -> None:
    assert [study.favours(followers) for study in studies_of(outcome)] == [favoured]


def test_no_two_outcomes_favour_the_same_size_everywhere() -> None:
    """The literature disagrees, and the data keep it so: no size is favoured by all."""
    for followers in (1_000, 60_000, 500_000, 5_000_000):
        assert len({study.favours(followers) for study in studies().values()}) == 2
