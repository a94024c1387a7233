"""A few sentences fill in the form: each guess marked with its words, doubtful money left to the person."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Organisation
from kring.app.briefs import repository
from kring.app.briefs.models import read_text

TEXT = (
    "Fietsenwinkel zoekt 4 wielrenners binnen 15 km van Amersfoort, vrouwen 25-44, budget 750 euro. 2 reels en 1 story."
)


def _sent(planner: Client, text: str, language: str = "nl", **more: str) -> Any:
    planner.post(reverse("set_language"), {"language": language})
    return planner.post(reverse("brief_described"), {"described": text, **more})


def test_the_list_of_briefs_asks_for_a_description(planner: Client) -> None:
    page = planner.get(reverse("briefs")).content.decode()
    assert 'name="described"' in page
    assert reverse("brief_described") in page


@pytest.mark.parametrize(("language", "mark"), [("nl", "Uit je tekst"), ("en", "From your text")])
def test_the_form_is_filled_in_and_says_from_which_words(planner: Client, language: str, mark: str) -> None:
    answer = _sent(planner, TEXT, language)
    page, form = unescape(answer.content.decode()), answer.context["form"]
    assert answer.status_code == 200
    assert form["budget"].value() == 750
    assert form["near"].value() == "15 km around Amersfoort"
    assert form["most"].value() == 4
    assert form["ages"].value() == ["25-34", "35-44"]
    assert mark in form.fields["budget"].help_text
    assert "“750 euro”" in page
    assert f'aria-describedby="{form["budget"].auto_id}_helptext"' in page
    assert f'aria-describedby="{form["ages"].auto_id}_helptext"' in page


def test_a_doubtful_amount_is_offered_and_not_filled_in(planner: Client) -> None:
    answer = _sent(planner, "tussen 500 en 1000 euro voor creators in Utrecht")
    assert answer.context["form"]["budget"].value() is None
    assert "Misschien € 1.000" in answer.context["form"].fields["budget"].help_text


def test_what_the_person_sends_is_kept_with_what_only_yaml_can_say(planner: Client, organisation: Organisation) -> None:
    form = _sent(planner, TEXT).context["form"]
    answers = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])}
    answers["budget"] = "800"
    assert planner.post(reverse("brief_described"), {"described": TEXT, **answers}).status_code == 302
    brief = read_text(repository.briefs(organisation)[0].yaml)
    assert brief.budget == 800
    assert brief.deliverables[0].name == "story + 2 reel"
    assert brief.niches == ("wielrennen",)


def test_the_draft_can_be_changed_as_yaml(planner: Client) -> None:
    page = unescape(_sent(planner, "tussen 500 en 1000 euro, 5 creators", as_yaml="1").content.decode())
    assert "# twijfel: budget € 1.000" in page
    assert f'action="{reverse("brief_new_text")}"' in page


@pytest.mark.parametrize("text", ["", " ", "a" * 4_001, "nul\0"])
def test_a_text_that_can_not_be_read_is_explained(planner: Client, text: str) -> None:
    assert _sent(planner, text).status_code == 400


def test_what_people_write_is_shown_as_text(planner: Client) -> None:
    page = _sent(planner, "<script>alert(1)</script> budget 100 euro, geen <b>Lego</b>").content.decode()
    assert "<script>alert" not in page
    assert "<b>Lego" not in page
