"""Rankings over the interface are those of the workspace: made, explained, kept, and from the creator's side."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from kring.app.accounts.models import Membership, Role
from kring.app.briefs import services
from kring.app.briefs.models import SavedBrief
from kring.match.brief import Brief
from kring.workspace import Workspace
from tests.app.api.conftest import Program

BRIEF = {"name": "Lente", "budget": 1500, "unknown": "keep", "target": {"genders": ["female"], "ages": ["25-34"]}}


def test_a_ranking_is_that_of_the_workspace(program: Program, workspace: Workspace) -> None:
    answer = program.post("/match", brief=BRIEF, most=7, explain=True)
    assert answer.status_code == 200, answer.content
    found, true = answer.json(), workspace.match(BRIEF)
    assert found["id"] == true.id
    assert found["rows"] == [row.to_dict() for row in true.rows(7)]
    assert (found["passing"], found["refused"]) == (len(true), len(true.pool) - len(true))
    assert {one["gate"]: one["kept_out"] for one in found["gates"]} == {
        name: count for name, count in true.gates.stops.items() if count
    }


def test_the_first_rows_are_explained_in_both_languages(program: Program, workspace: Workspace) -> None:
    found = program.post("/match", brief=BRIEF, most=3, explain=True).json()
    ranking = workspace.match(BRIEF)
    assert [one["account"] for one in found["explanations"]] == [row["account"] for row in found["rows"]]
    for one in found["explanations"]:
        assert sum(bar["bits"] for bar in one["bars"]) == pytest.approx(one["bits"], abs=1e-9)
        told = ranking.explain(one["account"])
        assert one["in_words"] == {"nl": told.in_words("nl"), "en": told.in_words("en")}


def test_figures_come_with_their_interval(program: Program) -> None:
    found = program.post("/match", brief=BRIEF, most=5, explain=True).json()
    bars = [bar for one in found["explanations"] for bar in one["bars"]]
    with_interval = [bar for bar in bars if bar["low"] is not None]
    assert with_interval
    assert all(bar["low"] <= bar["value"] <= bar["high"] for bar in with_interval)
    assert all(bar["value"] is None for bar in bars if bar["level"] is None)


def test_without_asking_nothing_is_explained(program: Program) -> None:
    assert program.post("/match", brief=BRIEF).json()["explanations"] == []


def test_a_saved_brief_is_ranked_by_its_number(program: Program, saved: SavedBrief, workspace: Workspace) -> None:
    found = program.post("/match", brief_id=saved.pk).json()
    assert found["brief"] == saved.brief.to_dict()
    assert found["id"] == workspace.match(saved.brief).id


def test_a_kept_ranking_can_be_read_again(program: Program, looking: Program) -> None:
    made = program.post("/match", brief=BRIEF).json()
    kept = looking.get(f"/rankings/{made['id']}").json()
    assert kept["passing"] == made["passing"]
    assert kept["gates"] == made["gates"]
    assert [row["account"] for row in kept["rows"]][:50] == [row["account"] for row in made["rows"]]


@pytest.mark.parametrize("name", ["0123456789abcdef", "nothing", "..", "%2e%2e", "log.jsonl"])
def test_what_is_no_ranking_is_not_there(program: Program, workspace: Workspace, name: str) -> None:
    program.post("/match", brief=BRIEF)
    answer = program.get(f"/rankings/{name}")
    assert answer.status_code == 404
    assert str(workspace.folder.path) not in answer.content.decode()


def test_a_ranking_of_another_organisation_is_not_there(program: Program, elsewhere: Program) -> None:
    made = program.post("/match", brief=BRIEF).json()
    assert elsewhere.get(f"/rankings/{made['id']}").status_code == 404


def test_who_does_not_pass_gets_the_reasons_and_a_score(looking: Program, workspace: Workspace) -> None:
    ranking = workspace.match(BRIEF | {"platforms": ["youtube"]})
    out = next(name for name in ranking.pool.names.to_pylist() if not ranking.verdict(name).passes)
    found = looking.post("/match/explain", brief=BRIEF | {"platforms": ["youtube"]}, account=out).json()
    assert found["passes"] is False
    assert found["place"] is None
    reasons = [(reason.nl, reason.en) for reason in ranking.verdict(out).reasons]
    assert [(one["nl"], one["en"]) for one in found["reasons"]] == reasons
    assert found["explanation"]["bits"] == pytest.approx(ranking.explain(out).bits)


def test_who_passes_has_a_place_and_no_reasons(looking: Program, workspace: Workspace) -> None:
    best = workspace.match(BRIEF).accounts[0]
    found = looking.post("/match/explain", brief=BRIEF, account=best).json()
    assert (found["passes"], found["place"], found["reasons"]) == (True, 1, [])


def test_explaining_keeps_nothing(looking: Program, workspace: Workspace, account: str) -> None:
    folder = workspace.folder.rankings(workspace.organisation)
    before = sorted(folder.iterdir()) if folder.is_dir() else []
    looking.post("/match/explain", brief=BRIEF | {"name": "not kept"}, account=account)
    assert (sorted(folder.iterdir()) if folder.is_dir() else []) == before


def test_a_creator_sees_the_open_briefs_and_not_those_that_are_over(
    looking: Program, saved: SavedBrief, account: str, workspace: Workspace, member_of: object
) -> None:
    member: Membership = member_of(saved.organisation, Role.PLANNER)  # type: ignore[operator]
    yesterday = timezone.localdate() - timedelta(days=1)
    services.save(member, Brief.from_mapping({"name": "Over", "budget": 10, "period": {"until": yesterday}}))
    found = looking.post(f"/creators/{account}/briefs").json()
    shown = found["fitting"] + found["refused"]
    assert [(one["brief_id"], one["brief"]) for one in shown] == [(saved.pk, "Lente")]
    true = workspace.briefs_for(account, [saved.brief])
    assert shown[0]["passes"] == bool(true.fitting)
    assert shown[0]["explanation"]["bits"] == (true.fitting or true.refused)[0].explanation.bits


def test_a_creator_is_held_against_briefs_that_are_given(looking: Program, account: str) -> None:
    found = looking.post(f"/creators/{account}/briefs", briefs=[BRIEF, BRIEF | {"name": "Two"}]).json()
    assert {one["brief"] for one in found["fitting"] + found["refused"]} == {"Lente", "Two"}
    assert {one["brief_id"] for one in found["fitting"] + found["refused"]} == {None}
    bars = [bar for one in found["fitting"] + found["refused"] for bar in one["explanation"]["bars"]]
    assert any(bar["low"] is not None for bar in bars)


@pytest.mark.parametrize("field", ["niches", "required"])
def test_a_saved_brief_that_can_not_be_matched_is_named(
    looking: Program, saved: SavedBrief, account: str, field: str
) -> None:
    SavedBrief.objects.filter(pk=saved.pk).update(yaml=f"name: Lente\n{field}: [gone]\n")
    found = looking.post(f"/creators/{account}/briefs").json()
    assert [one["brief_id"] for one in found["unreadable"]] == [saved.pk]
    assert "gone" in found["unreadable"][0]["message"]


def test_an_account_that_is_not_there_is_not_found(looking: Program, elsewhere: Program, account: str) -> None:
    assert looking.post("/creators/instagram:nobody/briefs").status_code == 404
    assert elsewhere.post(f"/creators/{account}/briefs").status_code == 404


def test_no_answer_holds_a_number_that_json_does_not_know(program: Program) -> None:
    for most in (1, 60):
        text = program.post("/match", brief=BRIEF, most=most, explain=True).content.decode()
        json.loads(text, parse_constant=lambda name: pytest.fail(name))
