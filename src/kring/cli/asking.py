"""How a proposed mapping is shown to a person, and what they may answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kring.cli.output import say, show_table, spoken_language

if TYPE_CHECKING:
    from kring.sources.exports.recognising import ExportProposal
    from kring.sources.files import Mapping, Proposal

WIDEST = 28


def ask(proposal: Proposal) -> Mapping | None:
    """Shows the mapping, a preview and the doubts, asks what is still open, and whether to load it like this."""
    from kring.workspace.loading import said

    say(f"\n{proposal.sheet}")
    if proposal.mapping is None:
        proposal.settled()
    _show_columns(proposal)
    _show_preview(proposal)
    for doubt in proposal.doubts:
        say(f"  look at this: {said(doubt)}")
    answers = {question.field: _answer(question.message.en, question.choices) for question in proposal.questions}
    mapping = proposal.settled(**answers)
    if typer.confirm("Load it like this?", default=True):
        return mapping
    _offer_to_save(mapping)
    return None


def ask_export(proposal: ExportProposal) -> ExportProposal | None:
    """Shows what was recognised, asks whose it is where the files don't say, and whether to load it."""
    dutch = spoken_language() == "nl"
    show_export(proposal)
    if proposal.asks_account:
        question = "Van welk account is dit?" if dutch else "Whose account is this?"
        proposal = proposal.settled(typer.prompt(question))
    return proposal if typer.confirm("Zo laden?" if dutch else "Load it like this?", default=True) else None


_WORDS = {
    "en": ("of", "as of", "not in it", "look at this", ("1 entry", "{count:,} entries")),
    "nl": ("van", "peildatum", "zit er niet in", "let hierop", ("1 regel", "{count:,} regels")),
}


def show_export(proposal: ExportProposal) -> None:
    """What was recognised in an archive, what it lacks, and what to look at, as lines."""
    language = spoken_language()
    of, as_of, absent, look, entries = _WORDS[language]
    whose = f" {of} {proposal.account}" if proposal.account else ""
    moment = f"{as_of} {proposal.observed_at:%Y-%m-%d}"
    say(f"{proposal.archive.name}: {proposal.export.label.in_language(language)}{whose}, {moment}.")
    for part in proposal.recognised.parts:
        count = entries[part.entries != 1].format(count=part.entries)
        say(f"  {part.member}: {part.tells.in_language(language)} ({count})")
    for said in proposal.recognised.absent:
        say(f"  {absent}: {said.in_language(language)}")
    for said in proposal.doubts:
        say(f"  {look}: {said.in_language(language)}")


def _show_columns(proposal: Proposal) -> None:
    rows = [
        (column.heading, f"{column.table}.{column.field}", f"{column.confidence:.0%}", column.reason)
        for column in proposal.columns
    ]
    rows += [(heading, "not used", "", "") for heading in proposal.unused]
    show_table("", ("Column", "Read as", "Sure", "Because"), rows)


def _show_preview(proposal: Proposal) -> None:
    for table, lines in proposal.preview.items():
        headings = list(dict.fromkeys(name for line in lines for name in line))
        rows = [[_shortened(line.get(name)) for name in headings] for line in lines]
        if rows:
            show_table(f"The first rows as {table}", headings, rows)


def _shortened(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= WIDEST else text[: WIDEST - 3] + "..."


def _answer(message: str, choices: tuple[str, ...]) -> str:
    known = f" ({', '.join(choices)})" if choices else ""
    while True:
        answer: str = typer.prompt(f"{message}{known}").strip()
        if not choices or answer in choices:
            return answer


def _offer_to_save(mapping: Mapping) -> None:
    place = typer.prompt("Write the mapping to a file, to change it? File name, or nothing", default="")
    if place:
        Path(place).write_text(mapping.to_yaml(), encoding="utf-8")
        say(f"Change {place}, then: kring import FILE --mapping {place}")
