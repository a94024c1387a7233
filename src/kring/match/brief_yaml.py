"""Briefs as YAML: reading with the line of every fault, and writing back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kring.errors import BadInput, UnknownName
from kring.match.brief import Brief, Creators, Period
from kring.match.brief_checks import nameless, not_a_number, placed
from kring.reach import Segment

FIELDS = (
    "name", "company", "goal", "budget", "creators", "target", "niches", "platforms", "tiers", "languages", "required",
    "forbidden", "deliverable", "period", "unknown",
)  # fmt: skip
LISTS = ("niches", "platforms", "tiers", "languages", "required", "forbidden")
Lines = Mapping[str, int]


def read_brief(source: str | Path) -> Brief:
    """The brief in a YAML file or text."""
    file, text = _text_of(source)
    given, lines = _parsed(text, file)
    return brief_of(given, file=file, lines=lines)


def brief_of(given: Mapping[str, Any], *, file: str | None = None, lines: Lines | None = None) -> Brief:
    """The brief of plain values; `lines` says on which line of `file` each field stands."""
    lines = lines or {}
    for name in given:
        if name not in FIELDS:
            with placed(file, lines.get(str(name)), None):
                raise _no_field("field in a brief", name, FIELDS)
    if not given.get("name"):
        with placed(file, None, None):
            raise nameless()
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value is None:
            continue
        with placed(file, lines.get(name), name):
            values[name] = _read(name, value)
            Brief(**{"name": "?", name: values[name]})
    with placed(file, None, None):
        return Brief(**values)


def plain(brief: Brief) -> dict[str, Any]:
    """The fields that are not at their default, as plain values."""
    period = {"from": brief.period.start, "until": brief.period.end}
    values: dict[str, Any] = {
        **{name: getattr(brief, name) for name in ("name", "company", "goal", "budget")},
        "creators": {name: n for name in ("least", "most") if (n := getattr(brief.creators, name)) is not None},
        "target": brief.target.to_dict(),
        **{name: list(getattr(brief, name)) for name in LISTS},
        "deliverable": brief.deliverable,
        "period": {name: day.isoformat() for name, day in period.items() if day},
        "unknown": brief.unknown,
    }
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def written(brief: Brief) -> str:
    """The brief as YAML."""
    return yaml.safe_dump(plain(brief), allow_unicode=True, sort_keys=False)


def _text_of(source: str | Path) -> tuple[str | None, str]:
    is_file = isinstance(source, Path) or ("\n" not in source and source.endswith((".yaml", ".yml")))
    if not is_file:
        return None, str(source)
    path = Path(source)
    try:
        return str(path), path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadInput(
            "there is no such file.", "Check the path of the brief.", file=str(path),
            nl="dit bestand bestaat niet.", nl_advice="Kijk na waar de opdracht staat.",
        ) from None  # fmt: skip
    except (UnicodeDecodeError, IsADirectoryError, PermissionError) as fault:
        raise BadInput(
            f"it can't be read ({fault}).", "Save the brief as UTF-8 text.", file=str(path),
            nl="dit bestand is niet te lezen.", nl_advice="Bewaar de opdracht als tekst in UTF-8.",
        ) from None  # fmt: skip


class _Loader(yaml.SafeLoader):
    """YAML's safe loader, with days left as text so that a day that doesn't exist can be named."""


_Loader.yaml_implicit_resolvers = {
    first: [entry for entry in entries if not entry[0].endswith(":timestamp")]
    for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _parsed(text: str, file: str | None) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        tree = yaml.compose(text, Loader=_Loader)
        given = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as fault:
        mark = getattr(fault, "problem_mark", None)
        problem = getattr(fault, "problem", None) or "it is not YAML"
        with placed(file, mark.line + 1 if mark else None, None):
            raise BadInput(
                f"not readable as YAML: {problem}.", "Write 'field: value', one a line.",
                nl="dit is niet te lezen als YAML.",
                nl_advice="Schrijf 'veld: waarde', één op een regel, en kijk haakjes en aanhalingstekens na.",
            ) from None  # fmt: skip
    if not isinstance(given, dict) or not isinstance(tree, yaml.MappingNode):
        raise BadInput(
            "the brief holds no fields.", "Write 'name: ...' and 'budget: ...', one a line.", file=file,
            nl="in deze opdracht staan geen velden.",
            nl_advice="Schrijf 'name: ...' en 'budget: ...', elk op een eigen regel.",
        )  # fmt: skip
    return given, _lines(tree, file)


def _lines(tree: yaml.MappingNode, file: str | None) -> dict[str, int]:
    """The line on which each field stands; raises BadInput for a field that stands there twice."""
    lines: dict[str, int] = {}
    for key, _ in tree.value:
        line = key.start_mark.line + 1
        if key.value in lines:
            with placed(file, line, key.value):
                raise BadInput(
                    f"stands there twice, first on line {lines[key.value]}.", "Keep one of the two.",
                    nl=f"staat er twee keer, het eerst op regel {lines[key.value]}.", nl_advice="Houd er één.",
                )  # fmt: skip
        lines[key.value] = line
    return lines


def _read(name: str, value: Any) -> Any:
    if name in LISTS:
        return tuple(str(entry) for entry in (value if isinstance(value, list | tuple) else [value]))
    return READERS[name](value) if name in READERS else str(value)


def _amount(value: Any) -> float:
    try:
        if isinstance(value, bool):
            raise ValueError
        return float(str(value).replace("EUR", "").replace("€", "").strip())
    except ValueError:
        raise BadInput(
            f"'{value}' is not an amount.", "Write euros as a plain number: 1250 or 1250.50.",
            nl=f"'{value}' is geen bedrag.", nl_advice="Schrijf euro's als gewoon getal: 1250 of 1250.50.",
        ) from None  # fmt: skip


def _creators(value: Any) -> Creators:
    if isinstance(value, int) and not isinstance(value, bool):
        return Creators(most=value)
    entries = _mapping(value, "creators", ("least", "most"), "creators: {least: 3, most: 10}")
    for name, number in entries.items():
        if number is not None and (not isinstance(number, int) or isinstance(number, bool)):
            raise not_a_number(name, number)
    return Creators(**entries)


def _period(value: Any) -> Period:
    entries = _mapping(value, "period", ("from", "until"), "period: {from: 2027-01-01, until: 2027-03-31}")
    return Period(_day(entries.get("from")), _day(entries.get("until")))


def _day(value: Any) -> date | None:
    if value is None or type(value) is date:
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise BadInput(
            f"'{value}' is not a day.", "Write it as 2027-01-31.",
            nl=f"'{value}' is geen dag.", nl_advice="Schrijf een dag als 2027-01-31.",
        ) from None  # fmt: skip


def _mapping(value: Any, name: str, known: tuple[str, ...], example: str) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise BadInput(
            f"'{name}' is not written as expected.", f"Write for instance {example}.",
            nl=f"'{name}' staat er anders dan verwacht.", nl_advice=f"Schrijf bijvoorbeeld {example}.",
        )  # fmt: skip
    for entry in value:
        if entry not in known:
            raise _no_field(f"field in '{name}'", entry, known)
    return dict(value)


def _no_field(kind: str, name: object, known: tuple[str, ...]) -> UnknownName:
    there = ", ".join(known)
    return UnknownName(kind, str(name), list(known), f"There are: {there}.", nl_advice=f"Dit zijn de velden: {there}.")


READERS: dict[str, Callable[[Any], Any]] = {
    "budget": _amount,
    "creators": _creators,
    "target": Segment.from_mapping,
    "period": _period,
}
