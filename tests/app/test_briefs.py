"""Briefs by form and as YAML, and what is wrong said where it is wrong."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from kring.app.accounts.models import Organisation
from kring.app.briefs import repository
from kring.app.briefs.forms.goals import written
from kring.app.briefs.forms.whole import answers_of
from kring.app.briefs.models import SavedBrief, read_text
from kring.app.briefs.planning import planned
from kring.match.brief import Brief
from kring.match.goal import Goal
from kring.workspace import Workspace

WHOLE = """\
name: Voorjaar
company: De Ketting
budget: 1250.5
creators: {least: 2, most: 9}
target:
  provinces: [Utrecht]
  municipalities: [Amersfoort]
  near: [8 km around Amersfoort, {lat: 52.156, lon: 5.388, km: 2.5}]
  ages: [25-44]
  genders: [female]
  interests: [cycling]
niches: [cycling]
platforms: [instagram]
tiers: [nano, micro]
languages: [nl]
forbidden: ['instagram:nobody']
deliverable: reel
period: {from: 2027-03-01, until: 2027-04-30}
unknown: leave_out
"""
LEAST = {"name": "Lente", "budget": "1500", "deliverable": "post", "unknown": "keep"}


def test_a_form_keeps_every_field_of_a_brief(planner: Client, organisation: Organisation) -> None:
    brief = read_text(WHOLE)
    answers = {name: value for name, value in answers_of(brief).items() if value not in (None, "", [])}
    answer = planner.post(reverse("brief_new"), answers)
    assert answer.status_code == 302, answer.content.decode()
    assert repository.briefs(organisation).get().brief == brief


@pytest.mark.parametrize(("language", "distance"), [("nl", "8 km rond Amersfoort"), ("en", "8 km around Amersfoort")])
def test_a_form_writes_a_distance_in_the_language_of_the_page(language: str, distance: str) -> None:
    brief = read_text(WHOLE)
    with override(language):
        written = answers_of(brief)["near"]
    assert written.splitlines()[0] == distance
    again = Brief.from_mapping({"name": "x", "target": {"near": written.splitlines()}})
    assert again.target.near == brief.target.near


def test_a_form_and_yaml_take_the_niches_of_the_organisation(
    planner: Client, organisation: Organisation, workspace: Workspace
) -> None:
    settings = workspace.folder.settings_file(organisation.namespace)
    before = settings.read_text(encoding="utf-8")
    settings.write_text(
        "niches: {duivensport: {label: {nl: duiven, en: pigeons}, description: Postduiven en duivenvluchten}}\n",
        encoding="utf-8",
    )
    try:
        page = planner.get(reverse("brief_new")).content.decode()
        assert 'list="all-niche-names"' in page
        assert page.count('<option value="pigeons">') == 1
        assert planner.post(reverse("brief_new"), LEAST | {"niches": "Pigeons, cycling"}).status_code == 302
        saved = repository.briefs(organisation).get()
        assert saved.brief.niches == ("duivensport", "wielrennen")
        answer = planner.post(reverse("brief_edit_text", args=[saved.pk]), {"yaml": saved.yaml})
        assert answer.status_code == 302
    finally:
        settings.write_text(before, encoding="utf-8")
    assert planner.post(reverse("brief_new"), LEAST | {"niches": "Pigeons"}).status_code == 400


def test_a_form_keeps_what_only_yaml_can_say(planner: Client, organisation: Organisation, saved: SavedBrief) -> None:
    further = "goal: {mix: {reach: 2, revenue: 1}}\nlimits: {match: 0.5}\ndeliverables: [post, post + 3 story]\n"
    saved.yaml = WHOLE.replace("deliverable: reel\n", further)
    saved.save()
    before = saved.brief
    answers = {name: value for name, value in answers_of(before).items() if value not in (None, "", [])}
    answer = planner.post(reverse("brief_edit", args=[saved.pk]), answers | {"name": "Anders"})
    assert answer.status_code == 302, answer.content.decode()
    assert repository.briefs(organisation).get().brief == replace(before, name="Anders")


@pytest.mark.parametrize(
    "goal", ["reach", {"reach": {"times": 3, "seen": True}}, {"cost_per_result": {"of": "engagements"}}]
)
def test_a_goal_is_chosen_in_the_form(planner: Client, organisation: Organisation, goal: Any) -> None:
    planner.post(reverse("brief_new"), {**LEAST, "goal": written(Goal.read(goal))})
    assert repository.briefs(organisation).get().brief.goal == Goal.read(goal)


@pytest.mark.parametrize("goal", ["veel", '"veel"', '{"mix": {"reach": 1}}'])
def test_a_goal_that_is_none_is_refused(planner: Client, goal: str) -> None:
    assert planner.post(reverse("brief_new"), {**LEAST, "goal": goal}).status_code == 400


def test_yaml_keeps_every_field_of_a_brief(planner: Client, organisation: Organisation) -> None:
    planner.post(reverse("brief_new_text"), {"yaml": WHOLE})
    assert repository.briefs(organisation).get().brief == read_text(WHOLE)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"niches": "wielrenen"}, "There is no niche 'wielrenen'. Did you mean "),
        ({"municipalities": "Amersfort"}, "There is no municipality 'Amersfort'. Did you mean Amersfoort"),
        ({"budget": ""}, "Say what may be spent, or how many creators at most."),
        ({"budget": "-5"}, "greater than or equal to 1"),
        ({"budget": "veel"}, "Enter a number"),
        ({"name": ""}, "This field is required"),
        ({"least": "9", "most": "2"}, "At least is more than at most."),
        ({"start": "2027-05-01", "end": "2027-04-01"}, "This is before the first day."),
        ({"postcode_areas": "38"}, "There is no postcode area '38'."),
        ({"near": "8 km rond Amersvoort"}, "There is no place 'Amersvoort'. Did you mean "),
        ({"near": "Amersfoort"}, "with the kilometres"),
        ({"required_creators": "instagram:a", "forbidden_creators": "instagram:a"}, "must be in it as well"),
    ],
)
def test_a_wrong_answer_is_explained_beside_it(planner: Client, answers: dict[str, str], says: str) -> None:
    answer = planner.post(reverse("brief_new"), {**LEAST, **answers})
    assert answer.status_code == 400
    assert says in unescape(answer.content.decode())
    assert not SavedBrief.objects.exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: x\nbudget: 10\nniches: [wielrenen]\n", "Line 3, 'niches': there is no niche 'wielrenen'."),
        ("name: x\n", "no budget"),
        ("name: [x\n", "line"),
        ("name: x\nbudget: 10\ncolour: red\n", "colour"),
        ("", "Paste the brief"),
    ],
)
def test_wrong_yaml_is_explained(planner: Client, text: str, says: str) -> None:
    answer = planner.post(reverse("brief_new_text"), {"yaml": text})
    assert answer.status_code == 400
    assert says in unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: x\nbudget: 10\nniches: [wielrenen]\n", "Regel 3, 'niches': 'wielrenen' is niet bekend als niche."),
        ("name: x\n", "De opdracht 'x' heeft geen budget en geen aantal creators."),
        ("name: x\nbudget: 10\ncolour: red\n", "Regel 3: 'colour' is niet bekend als veld van een opdracht."),
    ],
)
def test_wrong_yaml_is_explained_in_dutch_on_a_dutch_page(planner: Client, text: str, says: str) -> None:
    answer = planner.post(reverse("brief_new_text"), {"yaml": text}, headers={"accept-language": "nl"})
    assert says in unescape(answer.content.decode())


def test_a_brief_nobody_can_serve_is_explained_in_dutch(planner: Client) -> None:
    answer = planner.get(reverse("possibilities"), {"budget": "1"}, headers={"accept-language": "nl"})
    assert answer.status_code == 400
    assert "creators past bij de opdracht: het tarief is hoger dan het budget (" in answer.content.decode()
    assert "Maak de opdracht ruimer" in answer.content.decode()


def test_a_target_group_nobody_is_in_is_said_and_not_a_failure(planner: Client) -> None:
    text = "name: x\nbudget: 900\ntarget: {countries: [GB], municipalities: [Vlieland], ages: [65+]}\n"
    answer = planner.post(reverse("brief_new_text"), {"yaml": text}, follow=True)
    assert answer.status_code == 400
    assert "No set of creators can serve this brief." in answer.content.decode()
    assert "Back to the brief as it stands" in answer.content.decode()


def test_the_short_form_answers_without_keeping_anything(planner: Client, workspace: Workspace) -> None:
    answer = planner.get(reverse("possibilities"), {"budget": "900", "place": "Utrecht", "ages": ["25-34"]})
    shown = planned(workspace, answer.context["page"].brief)
    assert f"{len(shown.chosen)} creators</strong> together reach" in answer.content.decode()
    assert not SavedBrief.objects.exists()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"budget": "900", "place": "Atlantis"}, "no municipality or province “Atlantis”"),
        ({"budget": "900", "interests": "onderwaterschaken"}, "There is no niche 'onderwaterschaken'."),
        ({"budget": ""}, "This field is required"),
    ],
)
def test_the_short_form_explains_a_wrong_answer(
    planner: Client, workspace: Workspace, given: dict[str, str], says: str
) -> None:
    answer = planner.get(reverse("possibilities"), given)
    assert (answer.status_code, says in unescape(answer.content.decode())) == (400, True)


def test_the_brief_reads_back_from_its_download(planner: Client, saved: SavedBrief) -> None:
    assert read_text(planner.get(reverse("brief_download", args=[saved.pk])).content.decode()) == saved.brief


def test_deleting_asks_first(planner: Client, saved: SavedBrief) -> None:
    assert b"Delete Lente?" in planner.get(reverse("brief_delete", args=[saved.pk])).content
    assert SavedBrief.objects.exists()
    planner.post(reverse("brief_delete", args=[saved.pk]))
    assert not SavedBrief.objects.exists()


def test_a_file_wins_over_the_box(planner: Client, organisation: Organisation) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("brief.yaml", "\ufeffname: Uit een bestand\nbudget: 10\n".encode())
    planner.post(reverse("brief_new_text"), {"yaml": "name: Uit het vak\nbudget: 10\n", "file": file})
    assert repository.briefs(organisation).get().name == "Uit een bestand"
