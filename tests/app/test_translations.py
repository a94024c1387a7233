"""Dutch is complete, and what is compiled is what was written."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils import translation

from kring.app.web.presenters.reasons import reason_in_words
from kring.vocabulary.figures import figures

APP = Path(__file__).parents[2] / "src" / "kring" / "app"
FOLDER = APP / "locale" / "nl" / "LC_MESSAGES"
MARKED = {"gettext", "gettext_lazy", "gettext_noop", "_"}


def catalogue() -> object:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="nl")


def test_no_text_is_missing_or_doubtful() -> None:
    entries = [entry for entry in catalogue() if entry.id]
    assert len(entries) > 200
    assert [entry.id for entry in entries if not all(_forms(entry.string))] == []
    assert [entry.id for entry in entries if entry.fuzzy] == []


def test_the_compiled_catalogue_is_current() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = {
            (_text(entry.context), _first(entry.id)): _forms(entry.string) for entry in read_mo(file) if entry.id
        }
    written = {(entry.context, _first(entry.id)): _forms(entry.string) for entry in catalogue() if entry.id}
    assert compiled == written


def test_every_translation_fills_in_the_same_values() -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)s", text))

    for entry in catalogue():
        if entry.id:
            for form in _forms(entry.string):
                assert values(form) == values(_forms(entry.id)[-1]), entry.id


def test_every_text_of_the_code_is_in_the_catalogue() -> None:
    known = {_first(entry.id) for entry in catalogue() if entry.id}
    used = {text for file in APP.rglob("*.py") for text in _marked_in(file)} | set(_in_templates())
    assert used - known == set()


def test_why_a_figure_is_unknown_is_said_in_dutch() -> None:
    with translation.override("nl"):
        said = [reason_in_words(figure.unknown.reason) for figure in figures().values()]
        plan = reason_in_words("no fee is known")
    assert said == [figure.needs.nl for figure in figures().values()]
    assert plan == "er is geen tarief bekend"


@pytest.mark.parametrize(("language", "heading"), [("nl", "Woordenlijst"), ("en", "Glossary")])
def test_the_page_follows_the_browser(planner: Client, language: str, heading: str) -> None:
    page = planner.get(reverse("glossary"), headers={"accept-language": language}).content.decode()
    assert f'<html lang="{language}"' in page
    assert f"<h1>{heading}</h1>" in page


def test_the_switch_wins_over_the_browser(planner: Client) -> None:
    planner.post(reverse("set_language"), {"language": "nl", "next": "/"})
    assert "<h1>Woordenlijst</h1>" in planner.get(reverse("glossary")).content.decode()


def _text(context: str | bytes | None) -> str | None:
    return context.decode() if isinstance(context, bytes) else context


def _first(message: object) -> str:
    return str(message[0] if isinstance(message, tuple | list) else message)


def _forms(message: object) -> tuple[str, ...]:
    return tuple(message) if isinstance(message, tuple | list) else (str(message),)


def _marked_in(file: Path) -> list[str]:
    calls = (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return [
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in MARKED and call.args
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    ]


def _in_templates() -> list[str]:
    tags = re.compile(r"""\{% translate (?:"([^"]+)"|'([^']+)') %\}""")
    found = [one for file in APP.rglob("*.html") for one in tags.findall(file.read_text(encoding="utf-8"))]
    return [(double or single).replace("%", "%%") for double, single in found]
