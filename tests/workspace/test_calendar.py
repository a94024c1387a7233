"""A calendar of a workspace: plans, what runs, and a swap, by file, text and objects alike."""

from __future__ import annotations

from datetime import date

import pytest

from kring.match import Brief
from kring.plan.calendar import BriefTerms, OpenBrief, OpenBriefs
from kring.workspace import Workspace

TEXT = """\
first_week: 2026-11-02
weeks: 6
observed_weeks: 6
briefs:
  - brief: {name: Coats, budget: 400, creators: 4}
    brand: One
    category: fashion
  - brief: {name: Shoes, budget: 300, creators: 3}
    brand: Two
    category: shoes
"""


def test_a_program_and_a_file_ask_the_same(workspace: Workspace) -> None:
    briefs = (
        OpenBrief(Brief.from_yaml("name: Coats\nbudget: 400\ncreators: 4"), BriefTerms("", "One", "fashion")),
        OpenBrief(Brief.from_yaml("name: Shoes\nbudget: 300\ncreators: 3"), BriefTerms("", "Two", "shoes")),
    )
    given = OpenBriefs(date(2026, 11, 2), 6, briefs, observed_weeks=6)
    assert workspace.asked(given) == workspace.asked(TEXT)


def test_what_is_placed_reaches_whom_it_says(workspace: Workspace) -> None:
    found = workspace.calendar(TEXT, seconds=2)
    assert found.synthetic
    for served in found.served:
        accounts = [one.account for one in found.placements if one.brief == served.brief]
        assert served.placed == len(accounts)
        assert served.reach == workspace.unique_reach(accounts).unique


def test_paid_posts_that_were_seen_run_already(workspace: Workspace) -> None:
    asked = workspace.asked(TEXT)
    wished = {wish.creator for wish in asked.wishes}
    assert asked.running
    assert {post.creator for post in asked.running} <= wished
    assert min(post.week for post in asked.running) >= date(2026, 9, 21)
    assert workspace.asked(TEXT.replace("observed_weeks: 6", "observed_weeks: 0")).running == ()


def test_a_week_that_is_taken_away_is_answered_from_the_calendar_there_was(workspace: Workspace) -> None:
    asked = workspace.asked(TEXT)
    before = workspace.calendar(asked, seconds=2)
    one = before.placements[0]
    after = workspace.calendar(
        asked.kept_from(one.brief, one.creator, one.week, one.account), seconds=0, starts=[before]
    )
    assert (one.brief, one.account, one.week) not in {
        (each.brief, each.account, each.week) for each in after.placements
    }
    assert after.value == pytest.approx(before.value)
