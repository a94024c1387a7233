"""Briefs as YAML: reading with the line of every fault, and writing back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from kring.match.lined import Lined, lined, text_of
from kring.match.yaml_values import amount, day, mapping, no_field, not_as_expected, number
from kring.reach import Segment
from kring.vocabulary.niches import Niche

FIELDS = (
    "name", "company", "category", "rivals", "goal", "budget", "creators", "target", "niches", "platforms", "tiers",
    "languages", "values", "roles", "required", "forbidden", "deliverable", "deliverables", "fees", "period", "limits",
    "unknown", "acceptance", "plan_for",
)  # fmt: skip
LISTS = ("niches", "platforms", "tiers", "languages", "values", "roles", "required", "forbidden", "rivals")
Lines = Mapping[str, int]


def read_brief(source: str | Path, own_niches: Sequence[Niche] = ()) -> Brief:
    """The brief in a YAML file or text."""
    file, text = text_of(source)
    whole = lined(text, file)
    if not isinstance(whole.value, dict) or not whole.value:
        raise BadInput(
            "the brief holds no fields.", "Write 'name: ...' and 'budget: ...', one a line.", file=file,
            nl="in deze opdracht staan geen velden.",
            nl_advice="Schrijf 'name: ...' en 'budget: ...', elk op een eigen regel.",
        )  # fmt: skip
    return brief_of(whole.plain(), own_niches, file=file, lines=_lines(whole))


def brief_of(
    given: Mapping[str, Any], own_niches: Sequence[Niche] = (), *, file: str | None = None, lines: Lines | None = None
) -> Brief:
    """The brief of plain values; `lines` says on which line of `file` each field stands."""
    lines, own = lines or {}, tuple(own_niches)
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
                limits = Limits(**{inner: read_limit(inner, value, own)})
                Brief(name="?", limits=limits, period=values.get("period", Period()))
                values["limits"] = replace(values.get("limits", Limits()), **limits.given)
            else:
                values[inner or name] = _read(inner or name, value)
                Brief(**{"name": "?", "own_niches": own, inner or name: values[inner or name]})
    with placed(file, None, None):
        return Brief(**values, own_niches=own)


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


def _lines(whole: Lined) -> dict[str, int]:
    """The line on which each field stands, those below `target` and `limits` as target.name and limits.name."""
    lines = {name: one.line for name, one in whole.value.items()}
    for above in ("target", "limits"):
        if above in lines and isinstance(inner := whole.value[above].value, dict):
            lines |= {f"{above}.{name}": one.line for name, one in inner.items()}
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
