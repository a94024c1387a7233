"""A few sentences fill in the form: each guess marked with its words, doubtful money left to the person."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kring.app.accounts.models import Organisation
from kring.app.briefs import repository
from kring.app.briefs.models import read_text
from kring.errors import BadInput
from kring.match.draft import Draft
from kring.workspace.language_model import LanguageModel

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
    assert form["near"].value() == f"15 km {'rond' if language == 'nl' else 'around'} Amersfoort"
    assert form["most"].value() == 4
    assert form["ages"].value() == ["25-34", "35-44"]
    assert mark in form.fields["budget"].help_text
    assert "“750 euro”" in page
    assert f'aria-describedby="{form["budget"].auto_id}_helptext"' in page
    assert f'aria-describedby="{form["ages"].auto_id}_helptext"' in page


def test_a_doubtful_amount_is_offered_and_not_filled_in(planner: Client) -> None:
    answer = _sent(planner, "tussen 500 en 1000 euro voor creators in Utrecht")
    assert answer.context["form"]["budget"].value() is None
    assert "Misschien EUR 1.000" in answer.context["form"].fields["budget"].help_text


def test_what_the_person_sends_is_kept_with_what_only_yaml_can_say(planner: Client, organisation: Organisation) -> None:
    form = _sent(planner, TEXT).context["form"]
    answers = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])}
    answers["budget"] = "800"
    sent = {"described": TEXT, **answers}
    assert planner.post(reverse("brief_described"), {**sent, "take": "deliverables"}).status_code == 302
    brief = read_text(repository.briefs(organisation)[0].yaml)
    assert brief.budget == 800
    assert brief.deliverables[0].name == "story + 2 reel"
    assert brief.niches == ("wielrennen",)
    planner.post(reverse("brief_described"), sent)
    assert read_text(repository.briefs(organisation).order_by("pk").last().yaml).deliverables == ()


def test_a_whole_budget_has_no_decimals(planner: Client) -> None:
    page = _sent(planner, TEXT).content.decode()
    assert 'name="budget" value="750"' in page


def test_the_doubtful_stands_first_and_doubtful_money_beside_the_form_is_not_ticked(planner: Client) -> None:
    shown = _sent(planner, "Utrecht, 3 creators, 150 euro per reel, 2 reels en 1 story").context["draft"]
    assert [guess.doubtful for guess in shown.guesses] == sorted([g.doubtful for g in shown.guesses], reverse=True)
    assert {guess.field: guess.taken for guess in shown.guesses if guess.takes} == {"fee": False, "deliverables": True}


def test_a_category_reaches_the_form_with_the_organisation_as_company(
    planner: Client, organisation: Organisation
) -> None:
    form = _sent(planner, TEXT).context["form"]
    assert form["category"].value() == "fietsen"
    assert form["company"].value() == organisation.name
    assert "Je organisatie" in form.fields["company"].help_text
    assert _sent(planner, "budget 500 euro in Utrecht").context["form"]["company"].value() == ""


@pytest.mark.parametrize(
    ("language", "heading", "why"),
    [("nl", "Niet in de opdracht opgenomen", "geen veld voor merken"), ("en", "Left out of", "no field for brands")],
)
def test_what_the_brief_leaves_out_is_said_with_the_reason(
    planner: Client, language: str, heading: str, why: str
) -> None:
    text = "500 euro, 2 creators uit de Randstad en Gent. Geen Lego. Wij houden van echt contact."
    page = unescape(_sent(planner, text, language).content.decode())
    assert heading in page
    for said in (why, "Lego", "Randstad", "Gent", "<li>Wij houden van echt contact</li>"):
        assert said in page


def test_as_yaml_the_answers_of_a_person_stand(planner: Client) -> None:
    form = _sent(planner, TEXT).context["form"]
    answers = {name: value for name in form.fields if (value := form[name].value()) not in (None, "", [])}
    page = _sent(planner, TEXT, as_yaml="1", **{**answers, "budget": "812"}).content.decode()
    assert "budget: 812" in page


class FakeModel(LanguageModel):
    """A language model that says one thing, or nothing."""

    answer: str | None = json.dumps({"genders": {"value": ["female"], "words": "theedrinkers"}})
    asked = 0

    def said_of(self, draft: Draft) -> str:
        type(self).asked += 1
        if self.answer is None:
            raise BadInput("no answer", nl="geen antwoord")
        return self.answer


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> type[FakeModel]:
    fake = FakeModel("https://models.example.org/v1", "small")
    monkeypatch.setattr(FakeModel, "asked", 0)
    monkeypatch.setattr(LanguageModel, "named", lambda: fake)
    return FakeModel


def test_no_model_is_offered_unless_one_is_named(planner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KRING_MODEL_URL", raising=False)
    assert 'name="ask_model"' not in planner.get(reverse("briefs")).content.decode()
    monkeypatch.setenv("KRING_MODEL_URL", "http://10.0.0.1/v1")
    assert 'name="ask_model"' not in planner.get(reverse("briefs")).content.decode()
    monkeypatch.setenv("KRING_MODEL_URL", "https://models.example.org/v1")
    page = planner.get(reverse("briefs")).content.decode()
    assert 'name="ask_model"' in page
    assert "models.example.org" in page


def test_a_model_is_asked_only_where_a_person_says_so_and_once(planner: Client, model: type[FakeModel]) -> None:
    text = "budget 500 euro voor theedrinkers"
    assert _sent(planner, text).context["form"]["genders"].value() == []
    assert model.asked == 0
    answer = _sent(planner, text, ask_model="on")
    assert answer.context["form"]["genders"].value() == ["female"]
    assert "Door een taalmodel geraden" in answer.content.decode()
    again = _sent(planner, text, said=answer.context["asked"].answer, name="")
    assert again.context["draft"].guesses == answer.context["draft"].guesses
    assert model.asked == 1


def test_without_an_answer_the_rules_go_on(
    planner: Client, model: type[FakeModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "answer", None)
    answer = _sent(planner, "budget 500 euro", ask_model="on")
    assert answer.context["form"]["budget"].value() == 500
    assert "Geen antwoord" in answer.content.decode()


def test_the_draft_can_be_changed_as_yaml(planner: Client) -> None:
    page = unescape(_sent(planner, "tussen 500 en 1000 euro, 5 creators", as_yaml="1").content.decode())
    assert "# twijfel: budget EUR 1.000" in page
    assert f'action="{reverse("brief_new_text")}"' in page


@pytest.mark.parametrize("text", ["", " ", "a" * 4_001, "nul\0"])
def test_a_text_that_can_not_be_read_is_explained(planner: Client, text: str) -> None:
    assert _sent(planner, text).status_code == 400


def test_what_people_write_is_shown_as_text(planner: Client) -> None:
    page = _sent(planner, "<script>alert(1)</script> budget 100 euro, geen <b>Lego</b>").content.decode()
    assert "<script>alert" not in page
    assert "<b>Lego" not in page
