"""What pages show is made by the job that brought observations in: the first page finds it made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Organisation
from kring.app.sources import asking, brought, services
from kring.app.sources.models import State, Upload
from kring.errors import BadInput
from kring.workspace import Workspace
from kring.workspace.concluding import PARTS
from kring.workspace.derived import Derived
from tests.app.sources.test_adding import SHEET, bring, confirm, followers, page


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The conclusions that are made, by name, in order."""
    names: list[str] = []
    kept = Derived.made

    def noting(self: Derived, name: str, position: int, make: Callable[[Path], None], *more: Any) -> Any:
        def noted(folder: Path) -> None:
            names.append(name)
            make(folder)

        return kept(self, name, position, noted, *more)

    monkeypatch.setattr(Derived, "made", noting)
    return names


def kept_now(workspace: Workspace) -> set[str]:
    return {folder.name for folder in workspace.folder.derived(workspace.organisation).iterdir()}


def test_after_the_job_the_first_pages_conclude_nothing(
    planner: Client, own_workspace: Workspace, made: list[str]
) -> None:
    assert confirm(planner, bring(planner, ("creators.csv", SHEET))).state == State.DONE
    assert {"profiles", "audience", "search_texts", "search_columns", "view_rates"} <= set(made)
    before = kept_now(own_workspace)
    made.clear()
    own_workspace._held.clear()  # as in another process of the server
    for name, more in (("overview", []), ("creators", []), ("creator", ["instagram:anna"]), ("find", [])):
        assert planner.get(reverse(name, args=more)).status_code == 200
    assert made == []
    assert kept_now(own_workspace) == before


def test_a_second_import_is_concluded_from_as_well_and_the_same_file_again_makes_nothing(
    planner: Client, own_workspace: Workspace, made: list[str]
) -> None:
    confirm(planner, bring(planner, ("creators.csv", SHEET)))
    made.clear()
    confirm(planner, bring(planner, ("creators.csv", SHEET)))
    assert made == []
    confirm(planner, bring(planner, ("more.csv", SHEET.replace(b"anna", b"cees"))))
    assert "profiles" in made
    assert "instagram:cees" in own_workspace.profiles().accounts["account"].to_pylist()


@pytest.mark.parametrize("problem", [BadInput("the settings have an odd line.", nl="een regel is vreemd."), OSError()])
def test_what_goes_wrong_in_concluding_leaves_the_load_and_is_told(
    planner: Client, own_workspace: Workspace, monkeypatch: pytest.MonkeyPatch, problem: Exception
) -> None:
    def broken(*_: object) -> None:
        raise problem

    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "conclude", broken)
        upload = confirm(planner, bring(planner, ("creators.csv", SHEET)))
    assert upload.state == State.DONE
    assert set(followers(own_workspace)) == {"instagram:anna", "instagram:bram"}
    text = page(planner, upload)
    assert "Everything is loaded, but conclusions could not be made yet." in text
    assert ("odd line" if isinstance(problem, BadInput) else "log says what") in text
    assert planner.get(reverse("creator", args=["instagram:anna"])).status_code == 200


def test_the_page_of_an_import_says_that_conclusions_are_being_made(
    planner: Client, own_workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    concluding = Workspace.conclude

    def watched(self: Workspace, on_part: Callable[[str], None]) -> None:
        def told(part: str) -> None:
            on_part(part)
            seen.append(planner.get(reverse("upload_progress", args=[Upload.objects.latest("pk").pk])).content.decode())

        concluding(self, told)

    monkeypatch.setattr(Workspace, "conclude", watched)
    upload = confirm(planner, bring(planner, ("creators.csv", SHEET)))
    assert len(seen) == len(PARTS)
    assert all("Loaded; conclusions are being made" in text and "hx-trigger" in text for text in seen)
    assert len(set(seen)) == len(PARTS)
    assert "being made" not in page(planner, upload)


def test_a_server_that_stopped_while_concluding_goes_on_and_leaves_no_files(
    planner: Client, own_workspace: Workspace, made: list[str]
) -> None:
    upload = confirm(planner, bring(planner, ("creators.csv", SHEET)))
    own_workspace.forget_conclusions()
    folder = own_workspace.folder.path / brought.FOLDER / upload.folder
    folder.mkdir(parents=True)
    Upload.objects.filter(pk=upload.pk).update(state=State.CONCLUDING)
    made.clear()
    services.take_up()
    upload.refresh_from_db()
    assert upload.state == State.DONE
    assert "profiles" in made
    assert not folder.exists()


def test_what_a_source_brought_is_concluded_from_and_what_goes_wrong_is_noted(
    own_workspace: Workspace, organisation: Organisation, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asking.conclude(organisation.pk)
    assert made == []  # nothing is known yet
    own_workspace.load(_sheet(own_workspace.folder.path / "creators.csv"))
    asking.conclude(organisation.pk)
    assert "profiles" in made

    def broken(*_: object) -> None:
        raise BadInput("the settings have an odd line.")

    monkeypatch.setattr(Workspace, "conclude", broken)
    asking.conclude(organisation.pk)
    (deed,) = asking.sources_of(organisation).asked.deeds()
    assert "conclusions were not made: the settings have an odd line." in deed.deed


def _sheet(path: Path) -> Path:
    path.write_bytes(SHEET)
    return path
