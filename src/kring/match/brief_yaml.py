"""Briefs as YAML: reading with the line of every fault, and writing back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from kring.errors import BadInput
from kring.match.brief import Brief, Creators, GroupWeight, Period
from kring.match.brief_checks import nameless, not_a_number, placed
from kring.match.bundle import bundles
from kring.match.goal import Goal
from kring.match.limits import Limits
from kring.match.limits_yaml import NAMES, money, read_limit
from kring.match.yaml_values import amount, day, mapping, no_field, not_as_expected, number
from kring.reach import Segment

FIELDS = (
    "name", "company", "category", "rivals", "goal", "budget", "creators", "target", "niches", "platforms", "tiers",
    "languages", "required", "forbidden", "deliverable", "deliverables", "fees", "period", "limits", "unknown",
    "acceptance", "plan_for",
)  # fmt: skip
LISTS = ("niches", "platforms", "tiers", "languages", "required", "forbidden", "rivals")
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
                raise no_field("field in a brief", name, FIELDS)
    if not given.get("name"):
        with placed(file, None, None):
            raise nameless()
    values: dict[str, Any] = {}
    for name, value in _apart(given, file, lines):
        with placed(file, lines.get(name), name):
            group, _, inner = name.partition(".")
            if group == "limits":
                limits = Limits(**{inner: read_limit(inner, value)})
                Brief(name="?", limits=limits, period=values.get("period", Period()))
                values["limits"] = replace(values.get("limits", Limits()), **limits.given)
            else:
                values[inner or name] = _read(inner or name, value)
                Brief(**{"name": "?", inner or name: values[inner or name]})
    with placed(file, None, None):
        return Brief(**values)


def _apart(given: Mapping[str, Any], file: str | None, lines: Lines) -> list[tuple[str, Any]]:
    """The fields with their values, the limits and the weights of the target each by themselves."""
    found: list[tuple[str, Any]] = []
    limits = given.get("limits")
    if limits is not None:
        with placed(file, lines.get("limits"), "limits"):
            mapping(limits, "limits", NAMES, "limits: {tiers: {micro: {least: 2}}}")
    for name, value in given.items():
        if value is None or name == "limits":
            continue
        found.append((name, value))
        if name == "target" and isinstance(value, Mapping) and value.get("weights") is not None:
            found.append(("target.weights", value["weights"]))
    return found + [(f"limits.{name}", value) for name, value in (limits or {}).items() if value is not None]


def plain(brief: Brief) -> dict[str, Any]:
    """The fields that are not at their default, as plain values."""
    period = {"from": brief.period.start, "until": brief.period.end}
    values: dict[str, Any] = {
        **{name: getattr(brief, name) for name in ("name", "company", "category")},
        "goal": brief.goal.plain(),
        "budget": brief.budget,
        "creators": {name: n for name in ("least", "most") if (n := getattr(brief.creators, name)) is not None},
        "target": brief.target.to_dict() | _plain_weights(brief),
        **{name: list(getattr(brief, name)) for name in LISTS},
        "deliverable": brief.deliverable,
        "deliverables": [bundle.plain() for bundle in brief.deliverables],
        "fees": brief.fees.plain(),
        "period": {name: day.isoformat() for name, day in period.items() if day},
        "limits": brief.limits.plain(),
        "unknown": brief.unknown,
        "acceptance": brief.acceptance,
        "plan_for": None if brief.plan_for == "middle" else brief.plan_for,
    }
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _plain_weights(brief: Brief) -> dict[str, Any]:
    weights = [{**one.group.to_dict(), "weight": one.weight} for one in brief.weights]
    return {"weights": weights} if weights else {}


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


def _lines(tree: yaml.MappingNode, file: str | None, above: str = "") -> dict[str, int]:
    """The line on which each field stands, those below `target` and `limits` as target.name and limits.name.

    Raises BadInput for a field that stands there twice.
    """
    lines: dict[str, int] = {}
    for key, value in tree.value:
        line, name = key.start_mark.line + 1, f"{above}{key.value}"
        if name in lines:
            with placed(file, line, name):
                raise BadInput(
                    f"stands there twice, first on line {lines[name]}.", "Keep one of the two.",
                    nl=f"staat er twee keer, het eerst op regel {lines[name]}.", nl_advice="Houd er één.",
                )  # fmt: skip
        lines[name] = line
        if name in ("target", "limits") and isinstance(value, yaml.MappingNode):
            lines |= _lines(value, file, f"{name}.")
    return lines


def _read(name: str, value: Any) -> Any:
    if name in LISTS:
        return tuple(str(entry) for entry in (value if isinstance(value, list | tuple) else [value]))
    return READERS[name](value) if name in READERS else str(value)


def _creators(value: Any) -> Creators:
    if isinstance(value, int) and not isinstance(value, bool):
        return Creators(most=value)
    entries = mapping(value, "creators", ("least", "most"), "creators: {least: 3, most: 10}")
    for name, given in entries.items():
        if given is not None and (not isinstance(given, int) or isinstance(given, bool)):
            raise not_a_number(name, given)
    return Creators(**entries)


def _period(value: Any) -> Period:
    entries = mapping(value, "period", ("from", "until"), "period: {from: 2027-01-01, until: 2027-03-31}")
    return Period(day(entries.get("from")), day(entries.get("until")))


def _target(value: Any) -> Segment:
    return Segment.from_mapping(_without_weights(value))


def _without_weights(value: Any) -> Any:
    return {name: one for name, one in value.items() if name != "weights"} if isinstance(value, Mapping) else value


def _weights(value: Any) -> tuple[GroupWeight, ...]:
    found = []
    for entry in value if isinstance(value, list | tuple) else [value]:
        if not isinstance(entry, Mapping) or "weight" not in entry:
            raise not_as_expected("weights", "weights: [{genders: [female], weight: 2}]")
        group = Segment.from_mapping({name: one for name, one in entry.items() if name != "weight"}, place="weights")
        found.append(GroupWeight(group, number(entry["weight"])))
    return tuple(found)


READERS: dict[str, Callable[[Any], Any]] = {
    "goal": Goal.read,
    "budget": amount,
    "acceptance": number,
    "creators": _creators,
    "target": _target,
    "weights": _weights,
    "deliverables": bundles,
    "fees": money,
    "period": _period,
}
