"""What a sheet holds: which of our tables, which column is which field, how sure that is, and what to ask a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from kring.errors import BadInput
from kring.facts.person_keys import PersonKeys
from kring.facts.schema import PLATFORMS, TABLES
from kring.sources.core.said import Said
from kring.sources.files.candidates import Candidate, Seen, candidate
from kring.sources.files.column_doubts import contradictions, rivals, shown_names
from kring.sources.files.constants import constants_for, fee_columns, platform_for
from kring.sources.files.decide import Doubt, decided
from kring.sources.files.fields import Reading
from kring.sources.files.headings import language_of, meanings
from kring.sources.files.mapping import QUARANTINE_COLUMNS, Mapping, RememberedMappings, TableMapping
from kring.sources.files.rows import table_rows
from kring.sources.files.shapes import shape_of
from kring.sources.files.sheet import SourceSheet
from kring.sources.files.tool_shares import authenticity_columns

_WHOSE_PEOPLE_TEXT = Said(
    "nothing in it tells which platform these people are on, and people are known by platform.",
    "nergens staat op welk platform deze mensen zitten, en mensen zijn bekend per platform.",
)
_LIST_OF_PEOPLE = "string_list_data"
"""What Instagram calls the entries of its lists of people: their names may not pass for those of creators."""
_SECOND_TABLES = ("accounts", "posts", "rates")
_PREVIEW_ROWS = 5
_PREVIEW_KEYS = PersonKeys(b"a preview stores nothing; these keys are thrown away")


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """One column: what it is taken for, how sure that is from 0 to 1, and why."""

    heading: str
    table: str
    field: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can tell: the field that needs one value for all rows, and the choices there are."""

    field: str
    message: Said
    choices: tuple[str, ...] = ()


_WHOSE_PEOPLE = Question("platform", _WHOSE_PEOPLE_TEXT, PLATFORMS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """How a sheet would be read. `mapping` is None when it was not recognised. `unused`: headings nothing is done with.

    `doubts` are to be looked at; `questions` must be answered. `preview`: the first rows of each table as they would
    be stored, people as keys that are thrown away. `remembered`: a person confirmed this mapping before.
    """

    sheet: str
    mapping: Mapping | None
    columns: tuple[ColumnProposal, ...] = ()
    unused: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    questions: tuple[Question, ...] = ()
    preview: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    remembered: bool = False

    def settled(self, **answers: str) -> Mapping:
        """The mapping, with answers to its questions by field; raises BadInput while anything is open."""
        if self.mapping is None:
            raise BadInput(
                "no table of ours was recognised in it.",
                "Say with --mapping which columns are what; the columns are: " + ", ".join(self.unused[:30]) + ".",
                file=self.sheet,
                nl="er is geen tabel van Kring in herkend.",
                nl_advice="Zeg per kolom wat het is (met --mapping); de kolommen zijn: "
                + ", ".join(self.unused[:30])
                + ".",
            )
        still_open = [question for question in self.questions if question.field not in answers]
        if still_open:
            raise _unanswered(still_open[0], self.sheet)
        return self.mapping.with_constants(**answers) if answers else self.mapping


def _unanswered(question: Question, sheet: str) -> BadInput:
    choices = ", ".join(question.choices)
    return BadInput(
        question.message.en,
        "Give one value for all rows." + (f" Choose from {choices}." if choices else ""),
        file=sheet,
        nl=question.message.nl,
        nl_advice="Geef één waarde voor alle regels." + (f" Kies uit {choices}." if choices else ""),
    )


def recognise(sheet: SourceSheet, remembered: RememberedMappings | None = None) -> Proposal:
    """Proposes how to read a sheet: the mapping confirmed for these headings before, else one from headings and values.

    Reads the sheet once more where decimal marks or dates must be decided.
    """
    known = remembered.find(sheet.headings) if remembered else None
    if known:
        return _from_memory(sheet, known)
    seen = _look(sheet)
    chosen = [] if _LIST_OF_PEOPLE in sheet.headings else _choose_tables(seen)
    if not chosen:
        return Proposal(sheet.name, None, unused=tuple(seen.shapes), doubts=tuple(_notes(sheet)))
    platform, platform_doubts = platform_for(sheet, chosen[0], seen)
    tables, constant_doubts, questions = _mapped(sheet, chosen, seen)
    if platform == "other" and chosen[0].table == "people":
        questions, platform_doubts = (*questions, _WHOSE_PEOPLE), []
    real, complements = authenticity_columns(_left_over(chosen, seen), _account_of(chosen), seen)
    draft = Mapping((*tables, *real), platform, language=language_of(sheet.headings), complements=complements)
    mapping, format_doubts = decided(sheet, draft)
    used = set(mapping.headings) | {choice.heading for one in chosen for choice in one.choices.values()}
    doubts = (
        *_notes(sheet),
        *platform_doubts,
        *constant_doubts,
        *rivals(chosen, mapping),
        *shown_names(chosen, seen),
        *contradictions(seen, used),
        *format_doubts,
    )
    return Proposal(
        sheet=sheet.name,
        mapping=mapping,
        columns=(*_columns(chosen), *_as_fakes(real, complements)),
        unused=tuple(heading for heading in seen.shapes if heading not in used),
        doubts=doubts,
        questions=questions,
        preview=_preview(sheet, mapping),
    )


def _left_over(chosen: list[Candidate], seen: Seen) -> list[str]:
    used = {choice.heading for one in chosen for choice in one.choices.values()}
    return [heading for heading in seen.shapes if heading not in used]


def _account_of(chosen: list[Candidate]) -> dict[str, str]:
    """The columns that say whose a row of a list of accounts is; none where a row is of something else."""
    if chosen[0].table != "accounts":
        return {}
    return {name: one.heading for name, one in chosen[0].choices.items() if name in ("account", "platform")}


def _as_fakes(real: list[TableMapping], complements: dict[str, bool]) -> list[ColumnProposal]:
    found = []
    for table in real:
        heading = table.columns["share"]
        way = "credibility is 1 minus the share of fakes" if complements.get(heading) else "it says how many are fake"
        found.append(ColumnProposal(heading, table.table, "share", 0.8, way))
    return found


def _look(sheet: SourceSheet) -> Seen:
    sample = sheet.sample()
    headings = [heading for heading in sheet.headings if heading not in QUARANTINE_COLUMNS]
    return Seen(
        {heading: meanings(heading) for heading in headings},
        {heading: shape_of(sample[heading]) for heading in headings},
    )


def _choose_tables(seen: Seen) -> list[Candidate]:
    """The table that fits best, then others that what is left over can feed."""
    found = [one for table in TABLES if (one := candidate(table, seen, list(seen.shapes)))]
    if not found:
        return []
    chosen = [max(found, key=lambda one: one.score)]
    shared = {name: choice for name, choice in chosen[0].choices.items() if name in ("account", "platform")}
    if "account" not in shared:
        return chosen
    for table in _SECOND_TABLES:
        used = {choice.heading for one in chosen for choice in one.choices.values()}
        left = [heading for heading in seen.shapes if heading not in used]
        second = candidate(table, seen, left, shared) if table != chosen[0].table else None
        if (second and not second.missing and (table != "accounts" or "followers" in second.choices)) or (
            second and table == "rates"
        ):
            chosen.append(second)
    return chosen


def _mapped(
    sheet: SourceSheet, chosen: list[Candidate], seen: Seen
) -> tuple[tuple[TableMapping, ...], list[Doubt], tuple[Question, ...]]:
    """The tables' mappings, with one value for all rows where the file's name or a heading tells it."""
    tables: list[TableMapping] = []
    doubts: list[Doubt] = []
    questions: list[Question] = []
    for one in chosen:
        columns = {name: choice.heading for name, choice in one.choices.items()}
        constants, found = constants_for(sheet, one)
        doubts += found
        questions += [_question(one.table, name) for name in one.missing if name not in constants]
        if one.table == "rates" and "deliverable" not in columns:
            tables += fee_columns(columns, constants, seen)
        else:
            tables.append(TableMapping(one.table, columns, constants))
    return tuple(tables), doubts, tuple(questions)


def _question(table: str, name: str) -> Question:
    column = TABLES[table].column(name)
    message = Said(
        f"nothing in it tells '{name}' of {table}: {column.en}.",
        f"nergens staat {column.nl} ('{name}' van {table}).",
    )
    return Question(name, message, column.choices)


def _columns(chosen: list[Candidate]) -> tuple[ColumnProposal, ...]:
    return tuple(
        ColumnProposal(choice.heading, one.table, name, min(1.0, choice.confidence), choice.reason)
        for one in chosen
        for name, choice in one.choices.items()
    )


def _notes(sheet: SourceSheet) -> list[Doubt]:
    return [Doubt("", note) for note in sheet.notes]


def _from_memory(sheet: SourceSheet, known: Mapping) -> Proposal:
    mapping, doubts = decided(sheet, known)
    columns = tuple(
        ColumnProposal(heading, table.table, name, 1.0, "confirmed before for these headings")
        for table in known.tables
        for name, heading in table.columns.items()
    )
    unused = tuple(heading for heading in sheet.headings if heading not in (*known.headings, *QUARANTINE_COLUMNS))
    return Proposal(
        sheet.name, mapping, columns, unused, (*_notes(sheet), *doubts), (), _preview(sheet, mapping), remembered=True
    )


def _preview(sheet: SourceSheet, mapping: Mapping) -> dict[str, list[dict[str, Any]]]:
    reading = Reading(mapping, _PREVIEW_KEYS, dt.datetime(9999, 1, 1, tzinfo=dt.UTC))
    sample = sheet.sample(_PREVIEW_ROWS)
    shown: dict[str, list[dict[str, Any]]] = {}
    for table in mapping.tables:
        view = table_rows(sample, table, reading)
        filled = {name: column.to_pylist() for name, column in view.columns.items() if column.null_count < len(column)}
        rows = [{name: cells[place] for name, cells in filled.items()} for place in range(sample.num_rows)]
        shown.setdefault(table.table, []).extend(rows)
    return shown
