"""`kring reach` with posts and stories: whom these are delivered to, in both languages, and what an address means."""

from __future__ import annotations

import json

import pytest

from kring.workspace import Workspace
from tests.cli.conftest import Command


def on(workspace: Workspace, platform: str) -> list[str]:
    return [name for name in workspace.audience().accounts if name.startswith(platform)][:3]


@pytest.mark.parametrize(
    ("language", "heading", "sentence"),
    [
        ("en", "One piece reaches", "With 2 posts and 3 stories an account"),
        ("nl", "Eén uiting bereikt", "Met 2 berichten en 3 story's per account"),
    ],
)
def test_delivered_reach_stands_below_who_can_be_reached(
    kring: Command, workspace: Workspace, language: str, heading: str, sentence: str
) -> None:
    accounts = on(workspace, "instagram")
    answer = kring(workspace.folder.path, "reach", *accounts, "--posts", "2", "--stories", "3", language=language)
    assert answer.code == 0, answer.err
    flat = " ".join(answer.out.split())
    assert sentence in flat
    assert " ".join(heading.split()[:1]) in flat
    assert flat.index(sentence) > flat.index(accounts[0])


def test_json_holds_both_and_delivered_is_never_more_than_can_be_reached(kring: Command, workspace: Workspace) -> None:
    answer = kring(workspace.folder.path, "reach", "--largest", "6", "--posts", "2", "--json")
    said = json.loads(answer.out)
    at_least = [people["value"] for people in said["delivered"]["at_least"]]
    assert len(at_least) == 10
    assert at_least == sorted(at_least, reverse=True)
    assert 0 < at_least[0] < said["unique"]["value"]
    assert {rate["basis"] for rate in said["delivered"]["rates"]} <= {"measured", "modelled", "prior"}
    without = json.loads(kring(workspace.folder.path, "reach", "--largest", "6", "--json").out)
    assert "delivered" not in without


def test_a_story_on_youtube_is_refused(kring: Command, workspace: Workspace) -> None:
    answer = kring(workspace.folder.path, "reach", on(workspace, "youtube")[0], "--stories", "1")
    assert answer.code == 2
    assert "would make nothing" in answer.err


def test_an_address_is_taken_and_it_is_said_how_coarse_that_is(kring: Command, workspace: Workspace) -> None:
    near = "near=Langestraat 12, 3811 AB Amersfoort:8km"
    answer = kring(workspace.folder.path, "reach", "--largest", "3", "--where", near, language="nl")
    assert answer.code == 0, answer.err
    assert "Gemeten vanaf het midden van postcodegebied 3811" in " ".join(answer.out.split())


@pytest.mark.parametrize(
    ("language", "headings", "engaged"),
    [
        ("en", "How it is known", "For 1 of them it is estimated from who engages"),
        ("nl", "Hoe dat bekend is", "Bij 1 daarvan is het geschat uit wie reageert"),
    ],
)
def test_estimated_followers_stand_beside_what_is_counted(
    kring: Command, workspace: Workspace, language: str, headings: str, engaged: str
) -> None:
    accounts = half_known(workspace)
    asked = ("reach", *accounts, "--estimated")
    flat = " ".join(kring(workspace.folder.path, *asked, language=language).out.split())
    assert headings in flat
    assert engaged in flat
    counted = json.loads(kring(workspace.folder.path, "reach", *accounts, "--json").out)
    both = json.loads(kring(workspace.folder.path, *asked, "--json").out)
    assert both["counted"] == counted
    assert both["levels"] == {accounts[0]: "engaged", accounts[1]: "persons"}
    assert both["unique"]["value"] > counted["unique"]["value"]
    assert both["unique"]["basis"] == "modelled"
    assert counted["levels"] == {}


def test_where_all_is_counted_it_says_that_nothing_had_to_be_estimated(kring: Command, workspace: Workspace) -> None:
    answer = kring(workspace.folder.path, "reach", half_known(workspace)[1], "--estimated")
    assert "Nothing had to be estimated" in " ".join(answer.out.split())


def half_known(workspace: Workspace) -> list[str]:
    """An account of whom only the engaged are known, then one whose followers are listed in full."""
    audience, known = workspace.audience(), workspace.knowledge()
    first = {known.level(audience, name): name for name in reversed(audience.accounts)}
    return [first["engaged"], first["persons"]]
