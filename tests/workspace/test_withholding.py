"""What the terms of a source forbid is not concluded, and can be once the terms allow it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

import kring
from kring.workspace import Workspace
from kring.workspace.sources import Sources
from kring.workspace.syncing import raw_log

CHANNEL = "youtube:anna"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = kring.open(tmp_path / "ws", create=True)
    raw_log(made).begin("youtube", {}, datetime(2026, 11, 1, tzinfo=UTC))
    for day in (1, 20):
        at = datetime(2026, 11, day, tzinfo=UTC)
        posts = [
            {"account": CHANNEL, "post": f"v{n}", "caption": f"Video {n}", "likes": 90, "comments": 5} for n in range(9)
        ]
        made.add(
            f"day {day}",
            {
                "accounts": pa.Table.from_pylist(
                    [{"account": CHANNEL, "platform": "youtube", "handle": "anna", "followers": 1_000 + day}]
                ),
                "posts": pa.Table.from_pylist(posts),
                "audience_people": pa.Table.from_pylist(
                    [{"account": CHANNEL, "person_key": key, "relation": "commenter"} for key in range(1, 9)]
                ),
            },
            source="youtube", observed_at=at,
        )  # fmt: skip
    return made


def test_only_what_was_reported_newest_is_there_to_conclude_from(workspace: Workspace) -> None:
    facts = workspace.facts()
    assert facts.collect(facts.table("accounts"))["followers"].to_pylist() == [1_020]
    assert facts.rows("posts") == facts.rows("audience_people") == 0
    assert workspace.facts(as_reported=True).rows("posts") == 18


def test_the_profile_shows_followers_and_concludes_nothing(workspace: Workspace) -> None:
    profile = workspace.profile(CHANNEL)
    assert profile.followers == 1_020
    assert profile.estimate("engagement_per_follower").known is False
    assert "scores" in workspace.withheld().conclusions["youtube"].en


def test_with_the_amendment_scores_are_made_but_not_who_the_audience_is(workspace: Workspace) -> None:
    workspace.profiles()
    Sources(workspace).choose("youtube", "derived_metrics_amendment", "accepted")
    assert workspace.profile(CHANNEL).estimate("engagement_per_follower").known
    facts = workspace.facts()
    assert (facts.rows("posts"), facts.rows("audience_people")) == (18, 0)
    assert set(workspace.withheld().audience) >= {"youtube"}
    assert "youtube" not in workspace.withheld().conclusions


def test_a_workspace_that_never_asked_a_source_withholds_nothing(tmp_path: Path) -> None:
    never = kring.open(tmp_path / "never", create=True).withheld()
    assert (never.conclusions, never.audience) == ({}, {})
