"""The few Markdown forms that the reference pages share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by scripts/build_reference.py from the code: change it there, then run `make docs`. -->"


def page(title: str, introduction: str, *parts: str) -> str:
    """A whole page; it ends with one line break."""
    return "\n\n".join(part.strip() for part in (MADE, f"# {title}", introduction, *parts) if part.strip()) + "\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; cells are text as a reader sees it, so signs that Markdown would read are escaped."""
    lines = [_line(headings), _line(["---"] * len(headings))]
    return "\n".join([*lines, *(_line([cell_text(value) for value in row]) for row in rows)])


def cell_text(value: object) -> str:
    """One cell: no line breaks, no bars."""
    return " ".join(str(value).split()).replace("|", "\\|")


def code(text: object) -> str:
    """Text in the typeface of code; nothing stays nothing."""
    return f"`{text}`" if str(text) else ""


def listed(values: Iterable[object]) -> str:
    """Values in the typeface of code, with commas."""
    return ", ".join(code(value) for value in values)


def number(value: int | None) -> str:
    """A whole number with separators; None has no end."""
    return "no end" if value is None else f"{value:,}"


def _line(cells: Sequence[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"
