"""Criteria as YAML: those that come with Kring, those of a plugin, and those an organisation adds; faults by line."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any, cast, get_args

from kring.errors import BadInput, UnknownName
from kring.estimate.wording import Kind
from kring.match.criteria.criterion import SIDES, Criteria, Criterion, Level, Side
from kring.match.lined import Lined, lined, text_of
from kring.vocabulary.conclusions import conclusions
from kring.vocabulary.figures import figures
from kring.vocabulary.text import Words

FIELDS = ("side", "quantity", "kind", "unit", "label", "meaning", "why", "evidence", "unknown", "levels")
LEVEL_FIELDS = ("name", "at_least", "bits", "label")
MOST_BITS = 20.0
MOST_LEVELS = 100


@cache
def shipped_criteria() -> Criteria:
    """The criteria that come with Kring."""
    return read_criteria(files("kring.match.criteria").joinpath("criteria.yaml").read_text(encoding="utf-8"))


def read_criteria(source: str | Path) -> Criteria:
    """The criteria in a YAML file or text with `version` and `criteria`. Raises BadInput with file and line."""
    file, text = text_of(source)
    found = lined(text, file).fields(("version", "criteria"), "a file of criteria")
    if "criteria" not in found:
        raise _refused("there are no criteria.", "Write 'criteria:' and below it one criterion each.",
                       "er staan geen criteria in.", "Schrijf 'criteria:' met daaronder elk criterium.")  # fmt: skip
    version = str(found["version"].value) if "version" in found else ""
    return Criteria(version, criteria_in(found["criteria"]))


def criteria_in(of: Lined) -> tuple[Criterion, ...]:
    """The criteria of a mapping of names to their fields."""
    of.fields(None, "'criteria'")
    return tuple(_criterion(name, one) for name, one in of.value.items())


def _criterion(name: str, of: Lined) -> Criterion:
    given = of.fields(FIELDS, "a criterion")
    for needed in ("quantity", "label", "levels"):
        if needed not in given:
            of.read(f"criteria: {name}", partial(_lacking, needed))

    def part(field: str, how: Callable[[Any], Any], otherwise: Any) -> Any:
        return given[field].read(f"{name}: {field}", how) if field in given else otherwise

    quantity = str(given["quantity"].value)
    measured = figures().get(quantity)
    label = part("label", _words, None)
    kind = part("kind", _kind, measured.kind if measured else "number")
    part("unknown", _nothing, None)
    return Criterion(
        name, part("side", _side, "company"), quantity, kind, label,
        part("meaning", _words, measured.definition if measured else label),
        part("why", _words, Words("Door de organisatie gezet.", "Set by the organisation.")),
        _levels(name, given["levels"]),
        part("evidence", _evidence, (quantity,) if measured else ()),
        part("unit", _words, None),
    )  # fmt: skip


def _levels(name: str, of: Lined) -> tuple[Level, ...]:
    levels = tuple(_level(name, one) for one in of.entries(f"{name}: levels"))
    bounds = [level.at_least for level in levels[1:] if level.at_least is not None]
    rising = len(bounds) == len(levels) - 1 and bounds == sorted(set(bounds))
    if not 2 <= len(levels) <= MOST_LEVELS or levels[0].at_least is not None or not rising:
        of.read(f"{name}: levels", lambda _: _not_rising())
    return levels


def _level(name: str, of: Lined) -> Level:
    given = of.fields(LEVEL_FIELDS, "a level")
    for needed in ("bits", "label"):
        if needed not in given:
            of.read(f"{name}: levels", partial(_lacking, needed))
    words = given["label"].read(f"{name}: label", _words)
    bits = given["bits"].read(f"{name}: bits", _bits)
    least = given["at_least"].read(f"{name}: at_least", _number) if "at_least" in given else None
    return Level(str(given["name"].value) if "name" in given else words.en, words, bits, least)


def _words(value: Any) -> Words:
    """A text for both languages, or one in each."""
    given = {"nl": value, "en": value} if isinstance(value, str) else value
    if isinstance(given, dict) and given.keys() == {"nl", "en"}:
        nl, en = (str(given[language] or "").strip() for language in ("nl", "en"))
        if nl and en:
            return Words(nl, en)
    raise _refused("is neither a text nor a text in nl and en.", "Write {nl: ..., en: ...}.",
                   "is geen tekst en geen tekst in nl en en.", "Schrijf {nl: ..., en: ...}.")  # fmt: skip


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _refused(f"'{value}' is not a number.", "Write a plain number, such as 0.25.",
                       f"'{value}' is geen getal.", "Schrijf een gewoon getal, zoals 0.25.")  # fmt: skip
    return float(value)


def _bits(value: Any) -> float:
    bits = _number(value)
    if abs(bits) > MOST_BITS:
        raise _refused(f"a weight of {bits:g} bits drowns all others.", f"Write a weight of {MOST_BITS:g} at most.",
                       f"een gewicht van {bits:g} bits overstemt al het andere.",
                       f"Schrijf een gewicht van hoogstens {MOST_BITS:g}.")  # fmt: skip
    return bits


def _nothing(value: Any) -> None:
    if _number(value) != 0:
        raise _refused("what is unknown can't weigh anything.", "Write 'unknown: 0'.",
                       "wat onbekend is kan niets wegen.", "Schrijf 'unknown: 0'.")  # fmt: skip


def _side(value: Any) -> Side:
    return cast("Side", _one_of("side", value, SIDES))


def _kind(value: Any) -> Kind:
    return cast("Kind", _one_of("kind of value", value, get_args(Kind)))


def _one_of(kind: str, value: Any, known: tuple[str, ...]) -> str:
    if value not in known:
        there = ", ".join(known)
        raise UnknownName(kind, str(value), list(known), f"Use one of: {there}.", nl_advice=f"Kies uit: {there}.")
    return str(value)


def _evidence(value: Any) -> tuple[str, ...]:
    known = (*figures(), *conclusions())
    return tuple(_one_of("figure", one, known) for one in (value if isinstance(value, list) else [value]))


def _lacking(needed: str, value: Any) -> None:
    raise _refused(f"there is no '{needed}'.", f"Add '{needed}: ...'.",
                   f"'{needed}' ontbreekt.", f"Voeg toe: '{needed}: ...'.")  # fmt: skip


def _not_rising() -> None:
    raise _refused(
        "the levels don't rise.",
        "Write two levels or more: the first without at_least, each next one with a higher at_least.",
        "de niveaus lopen niet op.",
        "Schrijf er twee of meer: het eerste zonder at_least, elk volgende met een hogere at_least.",
    )  # fmt: skip


def _refused(message: str, advice: str, nl: str, nl_advice: str) -> BadInput:
    return BadInput(message, advice, nl=nl, nl_advice=nl_advice)
