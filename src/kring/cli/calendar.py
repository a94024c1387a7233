"""`kring calendar`: who posts for which open brief in which week, and which conflicts were found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kring.cli.output import say, say_when_synthetic, show_json, show_table, spoken_language
from kring.cli.places import JsonOption, WorkspaceOption, opened
from kring.estimate import Language, euros, in_words, number

if TYPE_CHECKING:
    from kring.plan.calendar import Calendar, Cell

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Calendar", "creator": "Creator", "brief": "Brief", "number": "No.", "wished": "Chosen",
        "placed": "Placed", "fees": "Fees", "planned": "Reach planned", "reach": "Reach placed",
        "conflicts": "Conflicts in what was asked", "parties": "Between", "week": "Week of", "rule": "Why",
        "moved": "Moved", "wished_week": "Asked for", "got": "Placed in", "dropped": "Not placed", "why": "Why",
        "spares": "Taken over by a spare", "instead": "Instead of", "running": "Already running", "brand": "Brand",
        "legend": "Numbers are briefs; * runs already; ! marks a conflict in what was asked.",
    },
    "nl": {
        "title": "Kalender", "creator": "Creator", "brief": "Opdracht", "number": "Nr.", "wished": "Gekozen",
        "placed": "Geplaatst", "fees": "Tarieven", "planned": "Bereik gepland", "reach": "Bereik geplaatst",
        "conflicts": "Conflicten in wat gevraagd was", "parties": "Tussen", "week": "Week van", "rule": "Waarom",
        "moved": "Verschoven", "wished_week": "Gevraagd", "got": "Geplaatst in", "dropped": "Niet geplaatst",
        "why": "Waarom", "spares": "Overgenomen door een reserve", "instead": "In plaats van",
        "running": "Loopt al", "brand": "Merk",
        "legend": "Nummers zijn opdrachten; * loopt al; ! is een conflict in wat gevraagd was.",
    },
}  # fmt: skip
SHOWN = 30


def calendar(
    file: Annotated[Path, typer.Argument(help="The open briefs and their terms, in YAML.")],
    seconds: Annotated[float, typer.Option(min=0, help="Time for the solver; 0 leaves it out.")] = 10.0,
    seed: Annotated[int, typer.Option(help="Which random numbers the search uses.")] = 0,
    explain: Annotated[bool, typer.Option("--explain", help="Everything, and what already runs.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a calendar of open briefs: who posts when, conflicts before anyone is invited, moves before drops."""
    here = opened(workspace)
    answer = here.calendar(file, seconds=seconds, seed=seed)
    if as_json:
        show_json(answer.to_dict())
        return
    show_calendar(answer, explain=explain)
    say_when_synthetic(here.synthetic)


def show_calendar(answer: Calendar, *, explain: bool = False) -> None:
    """The grid, the briefs, the conflicts, what was moved and left out, and the sentences that sum it up."""
    language, most = spoken_language(), None if explain else SHOWN
    _show_grid(answer, language, most)
    _show_briefs(answer, language)
    _show_conflicts(answer, language, most)
    _show_changes(answer, language, most)
    if explain:
        words = WORDS[language]
        posts = [(post.creator, str(post.week), post.brand) for post in answer.running]
        _show("running", ("creator", "week", "brand"), posts, words, None)
    say(answer.in_words(language))


def _show_grid(answer: Calendar, language: Language, most: int | None) -> None:
    from kring.plan.calendar import grid

    words, codes = WORDS[language], {brief: str(place) for place, brief in enumerate(answer.briefs, 1)}
    rows = grid(answer)
    lines = [(row.creator, *(_cell(cell, codes) for cell in row.cells)) for row in rows[:most]]
    part = "" if len(lines) == len(rows) else f"{number(len(lines), language)} / {number(len(rows), language)}. "
    headings = (words["creator"], *(f"{monday:%d-%m}" for monday in answer.mondays))
    show_table(f"{words['title']} {answer.first_week.year}", headings, lines, part + words["legend"])


def _cell(cell: Cell, codes: dict[str, str]) -> str:
    shown = [codes[one.brief] for one in cell.placements] + ["*"] * bool(cell.running)
    return " ".join(shown) + "!" * bool(cell.conflicts)


def _show_briefs(answer: Calendar, language: Language) -> None:
    words = WORDS[language]
    served = {one.brief: one for one in answer.served}
    lines = []
    for place, brief in enumerate(answer.briefs, 1):
        fees = [one.fee for one in answer.placements if one.brief == brief]
        known = [fee for fee in fees if fee is not None]
        line = [brief, str(place), str(len(fees)), euros(sum(known), language, 0) if len(known) == len(fees) else "?"]
        if own := served.get(brief):
            figures = [in_words(figure, "count", language) for figure in (own.planned, own.reach)]
            line = [*line[:2], str(own.wished), *line[2:], *figures]
        lines.append(line)
    names = ["brief", "number", *(["wished"] if served else []), "placed", "fees"]
    show_table("", [words[name] for name in [*names, *(["planned", "reach"] if served else [])]], lines)


def _show_conflicts(answer: Calendar, language: Language, most: int | None) -> None:
    lines = [
        (
            one.creator,
            ", ".join(party.said_in(language) for party in one.parties),
            one.when,
            one.rule.said_in(language),
        )
        for one in answer.conflicts
    ]
    _show("conflicts", ("creator", "parties", "week", "rule"), lines, WORDS[language], most)


def _show_changes(answer: Calendar, language: Language, most: int | None) -> None:
    words = WORDS[language]
    moved = [(one.account or one.creator, one.brief, str(one.wished), str(one.week)) for one in answer.moved]
    _show("moved", ("creator", "brief", "wished_week", "got"), moved, words, most)
    spares = [(one.account, one.brief, one.stands_in) for one in answer.placements if one.stands_in]
    _show("spares", ("creator", "brief", "instead"), spares, words, most)
    dropped = [(one.account or one.creator, one.brief, one.reason.said_in(language)) for one in answer.dropped]
    _show("dropped", ("creator", "brief", "why"), dropped, words, most)


def _show(
    title: str, names: Sequence[str], lines: Sequence[Sequence[str]], words: dict[str, str], most: int | None
) -> None:
    """A table of what there is, at most so many lines, and nothing at all when there is none."""
    if lines:
        part = "" if most is None or len(lines) <= most else f"{most} / {len(lines)}"
        show_table(words[title], [words[name] for name in names], lines[:most], part)
