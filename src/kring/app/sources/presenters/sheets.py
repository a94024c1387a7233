"""A sheet as people confirm it: each column with what it is taken for, what must still be said, and the first rows."""

from __future__ import annotations

from collections.abc import Mapping as Given
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from kring.app.web.language import page_language
from kring.errors import BadInput
from kring.facts.schema import PROVENANCE, TABLES
from kring.sources.files import Mapping, TableMapping
from kring.sources.files.mapping import OBSERVED_AT
from kring.workspace.examining import ExaminedSheet
from kring.workspace.loading import said as doubt_said

SHOWN_ROWS, SHOWN_COLUMNS, SHOWN_LETTERS = 3, 8, 40
NOTHING = ""


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field of a form it is asked under, and what it is taken for: `table.field` or ""."""

    heading: str
    name: str
    taken_for: str
    sure: int | None


@dataclass(frozen=True)
class Question:
    """Something only a person can tell of all rows of a sheet."""

    name: str
    field: str
    message: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet on the page. `number` tells its fields from those of other sheets."""

    number: int
    name: str
    table: str
    recognised: bool
    remembered: bool
    columns: tuple[Column, ...]
    questions: tuple[Question, ...]
    doubts: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheet_shown(number: int, sheet: ExaminedSheet) -> Sheet:
    """A sheet as it is shown."""
    proposal = sheet.proposal
    first = {column.heading: column for column in reversed(proposal.columns)}
    columns = [
        Column(
            heading, f"column-{number}-{place}",
            f"{first[heading].table}.{first[heading].field}" if heading in first else NOTHING,
            round(100 * first[heading].confidence) if heading in first else None,
        )
        for place, heading in enumerate(sheet.headings)
    ]  # fmt: skip
    language = page_language()
    questions = [
        Question(f"question-{number}-{one.field}", one.field, one.message.in_language(language), one.choices)
        for one in proposal.questions
    ]
    table = proposal.mapping.tables[0].table if proposal.mapping else ""
    preview = proposal.preview.get(table, [])[:SHOWN_ROWS]
    headings = tuple(dict.fromkeys(name for row in preview for name, value in row.items() if value is not None))
    return Sheet(
        number, sheet.name, table, proposal.mapping is not None, proposal.remembered, tuple(columns), tuple(questions),
        tuple(doubt_said(doubt, language) for doubt in proposal.doubts),
        tuple(_field_words(table, name) for name in headings[:SHOWN_COLUMNS]),
        tuple(tuple(_short(row.get(name)) for name in headings[:SHOWN_COLUMNS]) for row in preview),
    )  # fmt: skip


def _field_words(table: str, name: str) -> str:
    """A field in the language of the page."""
    column = PROVENANCE[2] if name == OBSERVED_AT else TABLES[table].column(name)
    return column.nl if page_language() == "nl" else column.en


def fields_to_choose() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every field of every table, by the name of the table, in the language of the page."""
    language = page_language()
    moment = PROVENANCE[2]
    groups = []
    for table in TABLES.values():
        fields = [*((one.name, one) for one in table.columns), (OBSERVED_AT, moment)]
        words = [(f"{table.name}.{name}", one.nl if language == "nl" else one.en) for name, one in fields]
        groups.append((table.name, words))
    return groups


def mapping_answered(sheet: ExaminedSheet, number: int, given: Given[str, str]) -> Mapping | None:
    """The mapping that a person confirmed in the form; None for a sheet to be left out. Raises `BadInput`."""
    if given.get(f"leave-{number}"):
        return None
    shown = sheet_shown(number, sheet)
    changed = {
        column.heading: given.get(column.name, column.taken_for)
        for column in shown.columns
        if given.get(column.name, column.taken_for) != column.taken_for
    }
    answers = {question.field: given.get(question.name, "").strip() for question in shown.questions}
    proposal = sheet.proposal
    if changed:
        mapping = _with_changes(proposal.mapping, changed, sheet.name, given.get(f"platform-{number}", ""))
        known = {name for table in mapping.tables for name in (*table.columns, *table.constants)}
        return mapping.with_constants(**{name: value for name, value in answers.items() if value and name not in known})
    return proposal.settled(**{name: value for name, value in answers.items() if value})


def _with_changes(mapping: Mapping | None, changed: dict[str, str], sheet: str, platform: str) -> Mapping:
    """The mapping with other fields for some headings; a heading that is changed is used for nothing else."""
    tables = [
        (table.table, {field: heading for field, heading in table.columns.items() if heading not in changed},
         dict(table.constants))
        for table in (mapping.tables if mapping else ())
    ]  # fmt: skip
    for heading, chosen in changed.items():
        table, _dot, field = chosen.partition(".")
        if not field:
            continue
        place = next((at for at, one in enumerate(tables) if one[0] == table), None)
        if place is None:
            tables.append((table, {}, {}))
            place = len(tables) - 1
        tables[place][1][field] = heading
    kept = tuple(TableMapping(name, columns, constants) for name, columns, constants in tables if columns)
    if not kept:
        raise BadInput(_("%(sheet)s: no column is used.") % {"sheet": sheet}, _("Choose a field, or leave it out."))
    return Mapping(kept, platform) if mapping is None else replace(mapping, tables=kept)


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= SHOWN_LETTERS else f"{text[: SHOWN_LETTERS - 1]}…"
