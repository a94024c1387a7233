"""`how_ranking_works`: the public page on how creators are ranked, written from the criteria that hold."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from kring.estimate import Language
from kring.estimate.wording import value_in_words
from kring.match.criteria.criterion import SIDES, Criteria, Criterion
from kring.match.ranking.explanation import bits_in_words

TITLE: dict[Language, str] = {"nl": "Hoe het rangschikken werkt", "en": "How ranking works"}
WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "version": "Versie van de gewichten: {} ({}).", "order": "De zwaarste eerst",
        "span": "tussen laagste en hoogste",
        "company": "Wat voor het bedrijf telt", "creator": "Wat voor de creator telt", "criterion": "criterium",
        "bits": "bits", "level": "niveau", "from": "vanaf", "unknown": "onbekend", "why": "Waarom dit gewicht:",
    },
    "en": {
        "version": "Version of the weights: {} ({}).", "order": "The weightiest first", "span": "from worst to best",
        "company": "What counts for the company", "creator": "What counts for the creator", "criterion": "criterion",
        "bits": "bits", "level": "level", "from": "from", "unknown": "unknown", "why": "Why this weight:",
    },
}  # fmt: skip


def how_ranking_works(criteria: Criteria, language: Language = "en") -> tuple[str, str]:
    """The title and the rest of the page as Markdown, for these criteria."""
    words = WORDS[language]
    weighty = sorted(criteria, key=lambda one: (-one.span, one.name))
    rows = [f"| {one.words.said_in(language)} | {bits_in_words(one.span, language).lstrip('+')} |" for one in weighty]
    table = [f"| {words['criterion']} | {words['bits']}, {words['span']} |", "| --- | --- |", *rows]
    parts = [
        _introduction()[language].strip(), words["version"].format(criteria.version, f"`{criteria.digest}`"),
        f"## {words['order']}", "\n".join(table),
    ]  # fmt: skip
    for side in SIDES:
        parts.append(f"## {words[side]}")
        parts += [part for one in criteria if one.side == side for part in _criterion(one, language)]
    return TITLE[language], "\n\n".join(parts)


@cache
def _introduction() -> dict[str, str]:
    text = files("kring.match.ranking").joinpath("how_it_works.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found


def _criterion(criterion: Criterion, language: Language) -> list[str]:
    words = WORDS[language]
    rows = [f"| {words['level']} | {words['from']} | {words['bits']} |", "| --- | --- | --- |"]
    for level in criterion.levels:
        bound = "" if level.at_least is None else value_in_words(level.at_least, criterion.kind, language)
        unit = f" {criterion.unit.said_in(language)}" if bound and criterion.unit else ""
        rows.append(f"| {level.words.said_in(language)} | {bound}{unit} | {bits_in_words(level.bits, language)} |")
    rows.append(f"| *{words['unknown']}* | | 0 |")
    return [
        f"### {criterion.words.said_in(language)}",
        criterion.meaning.said_in(language),
        f"{words['why']} {criterion.why.said_in(language)}",
        "\n".join(rows),
    ]
