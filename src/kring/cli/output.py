"""How answers reach the terminal: tables for people, JSON for programs, problems with what to do."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kring.errors import KringError
from kring.estimate import Estimate, Language


def console() -> Console:
    """The terminal, read anew each time so that tests and pipes get their own; a pipe is as wide as it needs to be."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else PIPE_WIDTH)


PIPE_WIDTH = 180
HEADING_WIDTH = 16


def spoken_language() -> Language:
    """Dutch when the terminal's language is Dutch (LC_ALL, LC_MESSAGES, LANG) or KRING_LANGUAGE says so."""
    said = next((os.environ[name] for name in _LANGUAGE_SETTINGS if os.environ.get(name)), "en")
    return "nl" if said.lower().startswith("nl") else "en"


_LANGUAGE_SETTINGS = ("KRING_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def show_json(answer: Any) -> None:
    """One JSON document on standard output; estimates with their interval, unknown as null."""
    sys.stdout.write(json.dumps(answer, default=_plain, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]], caption: str = "") -> None:
    """A table: columns of figures to the right and unbroken, columns of text to the left and broken where they must."""
    lines = [[str(cell) for cell in row] for row in rows]
    table = Table(title=title or None, caption=caption or None, title_justify="left", caption_justify="left")
    for place, heading in enumerate(headings):
        figures = place > 0 and all(not line[place] or not line[place][0].isalpha() for line in lines)
        shown = "\n".join(wrap(heading, HEADING_WIDTH, break_long_words=False)) if figures else heading
        table.add_column(shown, justify="right" if figures else "left", no_wrap=figures or place == 0, overflow="fold")
    for line in lines:
        table.add_row(*(Text(cell) for cell in line))
    console().print(table)


def say(text: str) -> None:
    """A sentence for people, exactly as it is written."""
    console().print(text, markup=False)


def say_when_synthetic(synthetic: bool) -> None:
    """Every answer about made-up creators says so."""
    if synthetic:
        say(_SYNTHETIC[spoken_language()])


_SYNTHETIC: dict[Language, str] = {
    "en": "Synthetic data: these creators and people do not exist.",
    "nl": "Synthetische gegevens: deze creators en mensen bestaan niet.",
}


def show_problem(problem: KringError, as_json: bool) -> None:
    """A problem on standard error, or as JSON on standard output when JSON was asked for."""
    if as_json:
        show_json({"error": type(problem).__name__, "message": problem.message, "advice": problem.advice})
        return
    message, advice = problem.said_in(spoken_language())
    wrong, remedy = _PROBLEM[spoken_language()]
    sys.stderr.write(f"{wrong}: {message}\n")
    if advice:
        sys.stderr.write(f"{remedy}: {advice}\n")


_PROBLEM: dict[Language, tuple[str, str]] = {
    "en": ("Problem", "What to do"),
    "nl": ("Probleem", "Wat te doen"),
}


def _plain(value: Any) -> Any:
    if isinstance(value, Estimate):
        return value.to_dict()
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    return str(value)
