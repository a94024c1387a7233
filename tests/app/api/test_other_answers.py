"""Briefs, searches, lookalikes and drafts over the interface say what the workspace says."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from kring.app.accounts.models import Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.match.brief import Brief
from kring.match.draft import drafted
from kring.profile.embedder import best_embedder
from kring.workspace import Workspace
from tests.app.api.conftest import Program

SEARCH = {"filters": {"followers": "500..50000", "answered_comments": "1%.."}, "unknown": "keep", "sort": "followers"}
TEXT = "Fietsenwinkel zoekt 4 wielrenners binnen 15 km van Amersfoort, vrouwen 25-44, tussen 500 en 1000 euro."


def test_saved_briefs_are_listed_and_shown(looking: Program, saved: SavedBrief, member_of: Any) -> None:
    services.save(member_of(saved.organisation, Role.PLANNER), Brief(name="Later", budget=10.0))
    listed = looking.get("/briefs").json()
    assert listed["total"] == 2
    assert [one["name"] for one in listed["briefs"]] == ["Later", "Lente"]
    assert [one["name"] for one in looking.get("/briefs", limit=1, offset=1).json()["briefs"]] == ["Lente"]
    shown = looking.get(f"/briefs/{saved.pk}").json()
    assert shown["brief"] == saved.brief.to_dict()


@pytest.mark.parametrize("asked", [{"limit": 0}, {"limit": 201}, {"offset": -1}, {"limit": "x"}])
def test_a_page_of_briefs_has_its_bounds(looking: Program, asked: dict[str, object]) -> None:
    answer = looking.get("/briefs", **asked)
    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["fields"]] == list(asked)


def test_a_search_finds_what_the_workspace_finds(looking: Program, workspace: Workspace) -> None:
    found, true = looking.post("/search", SEARCH).json(), workspace.search(SEARCH)
    assert [row["account"] for row in found["rows"]] == [row.account for row in true.rows]
    assert found["total"] == true.total > 0
    assert found["search"] == true.search.to_dict()
    for shown, one in zip(found["filters"], true.filters, strict=True):
        assert (shown["fits"], shown["fails"], shown["unknown"]) == (one.fits, one.fails, one.unknown)
    assert {one["facet"]: {c["entry"]: c["accounts"] for c in one["counts"]} for one in found["facets"]} == {
        facet.name: dict(facet.counts) for facet in true.facets
    }


def test_figures_of_a_search_keep_their_interval(looking: Program, workspace: Workspace) -> None:
    rows = looking.post("/search", SEARCH).json()["rows"]
    table = workspace.search(SEARCH).table.to_pylist()
    for row, true in zip(rows, table, strict=False):
        figure = row["figures"]["answered_comments"]
        assert [figure["value"], figure["low"], figure["high"]] == [
            true["answered_comments"], true["answered_comments_low"], true["answered_comments_high"],
        ]  # fmt: skip
    known = [row["figures"]["answered_comments"] for row in rows if row["figures"]["answered_comments"]["value"]]
    assert any(figure["low"] < figure["value"] < figure["high"] for figure in known)


def test_what_is_sorted_by_comes_with_its_interval_too(looking: Program) -> None:
    rows = looking.post("/search", sort="contact", size=5, unknown="keep").json()
    if "rows" not in rows:
        rows = looking.post("/search", sort="answered_comments", size=5).json()
    for row in rows["rows"]:
        (figure,) = row["figures"].values()
        assert figure["value"] == row["sorted_by"]


def test_lookalikes_come_with_reasons(looking: Program, workspace: Workspace, account: str) -> None:
    for by in ("content", "audience"):
        found = looking.post("/lookalikes", accounts=[account], by=by, most=5).json()
        true = workspace.lookalikes([account], by, most=5)  # type: ignore[arg-type]
        assert [row["account"] for row in found["rows"]] == [row.account for row in true.rows]
        assert [row["reason"]["nl"] for row in found["rows"]] == [row.reason.nl for row in true.rows if row.reason]


def test_a_text_becomes_a_draft_with_its_guesses(program: Program) -> None:
    found = program.post("/drafts", text=TEXT).json()
    true = drafted(TEXT, timezone.localdate(), best_embedder())
    assert found["brief"] == true.brief().to_dict()
    assert [(one["field"], one["certainty"]) for one in found["guesses"]] == [
        (guess.field, guess.certainty) for guess in true.guesses
    ]
    assert found["left_out"]["nl"] == [{"what": one.what, "why": one.why} for one in true.left_out("nl")]


def test_a_doubtful_amount_enters_only_when_confirmed(program: Program) -> None:
    assert "budget" not in program.post("/drafts", text=TEXT).json()["brief"]
    assert program.post("/drafts", text=TEXT, confirmed=["budget"]).json()["brief"]["budget"] == 1000
    assert not SavedBrief.objects.exists()


def test_a_draft_can_be_ranked_as_it_is(program: Program) -> None:
    brief = program.post("/drafts", text="Bakker zoekt moeders in Utrecht, 900 euro").json()["brief"]
    assert program.post("/match", brief=brief).status_code == 200
