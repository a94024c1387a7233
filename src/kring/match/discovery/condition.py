"""`Condition`: what a search asks of one filter, and how people and YAML write it.

A choice: `nl`, `[nano, micro]` or `{of: [nl], not: [en]}`. A range: `500..5000`, `..200` or `{least: 500}`. A share:
`vegan`, `[vegan, koken]` or `{of: vegan, least: 20%}`. A fee: `{of: reel, most: 200}`. A radius: `20 km around
Amersfoort` or `{place: Amersfoort, km: 20}`. Each may say `unknown: keep` (or drop), else the search decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kring.errors import BadInput
from kring.match.brief_checks import placed
from kring.match.discovery.filter_entries import entry_named, radius_named
from kring.vocabulary.search_filters import CHOICE, NEAR, RANGE, SHARE, Filter

Unknown = Literal["keep", "drop"]
KEEP: Unknown = "keep"
DROP: Unknown = "drop"
_RANGE = re.compile(r"\s*(\S*?)\s*\.\.\s*(\S*?)\s*")
_RADIUS = {"place", "postcode", "address", "lat", "lon", "km"}


@dataclass(frozen=True, slots=True)
class Condition:
    """What is asked: any of `of`, none of `none_of`, a number from `least` to `most`; None is without end.

    `within_days`: only what happened in so many days. `unknown`: whether accounts stay of whom it is not known; None
    leaves it to the search.
    """

    of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    within_days: int | None = None
    unknown: Unknown | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as `read_condition` reads them."""
        plain: dict[str, Any] = {
            "of": list(self.of), "not": list(self.none_of), "least": self.least, "most": self.most,
            "within_days": self.within_days, "unknown": self.unknown,
        }  # fmt: skip
        return {name: value for name, value in plain.items() if value not in (None, [])}


def read_condition(of: Filter, given: Any, file: str | None = None, line: int | None = None) -> Condition:
    """The condition that is written for a filter. Raises `BadInput` or `UnknownName`, which name filter and line."""
    with placed(file, line, of.name):
        return _read(of, given)


def _read(of: Filter, given: Any) -> Condition:
    fields = _fields(of, given)
    for name in fields:
        if name not in _allowed(of):
            there = ", ".join(_allowed(of))
            raise _wrong(f"has no '{name}'.", f"There are: {there}.", f"heeft geen '{name}'.",
                         f"Dit kan: {there}.")  # fmt: skip
    condition = Condition(
        _names(of, fields.get("of")), _names(of, fields.get("not")), _limit(of, fields, "least"),
        _limit(of, fields, "most"), _days(fields.get("within_days")), unknown_policy(fields.get("unknown")),
    )  # fmt: skip
    return _checked(of, condition)


def unknown_policy(given: Any) -> Unknown | None:
    """Keep or drop; None where nothing is said. Raises `BadInput`."""
    if given is None:
        return None
    if given not in (KEEP, DROP):
        raise BadInput(
            f"unknown: '{given}' doesn't say what to do with unknowns.", "Write keep or drop.",
            nl=f"unknown: '{given}' zegt niet wat er met onbekenden moet.", nl_advice="Schrijf keep of drop.",
        )  # fmt: skip
    return KEEP if given == KEEP else DROP


def _allowed(of: Filter) -> tuple[str, ...]:
    own = {CHOICE: ("of", "not"), RANGE: ("least", "most"), NEAR: ("of",)}.get(of.kind, ("of", "least", "most"))
    named = ("of",) if of.kind == RANGE and of.entries else ()
    return (*own, *named, *(("within_days",) if of.within else ()), "unknown")


def _fields(of: Filter, given: Any) -> dict[str, Any]:
    """The fields meant by a short way of writing."""
    if isinstance(given, Condition):
        return given.to_dict()
    if isinstance(given, Mapping):
        if given.keys() & _RADIUS:
            rest = {name: value for name, value in given.items() if name not in _RADIUS}
            return rest | {"of": [{name: given[name] for name in given if name in _RADIUS}]}
        return {str(name): value for name, value in given.items() if value is not None}
    if of.kind == RANGE:
        if isinstance(given, str) and (found := _RANGE.fullmatch(given)):
            return {name: end for name, end in zip(("least", "most"), found.groups(), strict=True) if end}
        raise _wrong(f"'{given}' is no range.", "Write it as 500..5000, 500.. or ..5000.",
                     f"'{given}' is geen bereik.", "Schrijf 500..5000, 500.. of ..5000.")  # fmt: skip
    return {"of": given}


def _names(of: Filter, given: Any) -> tuple[str, ...]:
    """The entries that are named, each by its one name."""
    if given is None:
        return ()
    listed = list(given) if isinstance(given, list | tuple | set | frozenset) else [given]
    read = radius_named if of.entries == "radii" or of.kind == NEAR else entry_named
    return tuple(dict.fromkeys(name for one in listed for name in read(of, one)))


def _limit(of: Filter, fields: Mapping[str, Any], name: str) -> float | None:
    given = fields.get(name)
    if given is None:
        return None
    text = str(given).strip().replace("€", "").replace("_", "")
    hundredths = text.endswith("%")
    try:
        if isinstance(given, bool) or (hundredths and not of.is_share):
            raise ValueError
        found = round(float(text.removesuffix("%")) / (100 if hundredths else 1), 12)
        if not math.isfinite(found):
            raise ValueError
    except ValueError:
        how_en, how_nl = ("a share, such as 20%", "een aandeel, zoals 20%") if of.is_share else (
            "a plain number, such as 500", "een gewoon getal, zoals 500")  # fmt: skip
        raise _wrong(f"{name} '{given}' is no number.", f"Write {how_en}.", f"{name} '{given}' is geen getal.",
                     f"Schrijf {how_nl}.") from None  # fmt: skip
    if of.kind == SHARE and not 0 <= found <= 1:
        raise _wrong(f"{name} '{given}' is no share.", "Write it as 20% or 0.2.",
                     f"{name} '{given}' is geen aandeel.", "Schrijf 20% of 0.2.")  # fmt: skip
    return found


def _days(given: Any) -> int | None:
    if given is None:
        return None
    if isinstance(given, bool) or not str(given).strip().isdecimal():
        raise _wrong(f"within_days '{given}' is no number of days.", "Write a whole number, such as 90.",
                     f"within_days '{given}' is geen aantal dagen.", "Schrijf een geheel getal, zoals 90.")  # fmt: skip
    return int(given)


def _checked(of: Filter, found: Condition) -> Condition:
    needs_names = of.kind not in (RANGE, CHOICE)
    nothing = not (found.of or found.none_of) if of.kind == CHOICE else found.least is None and found.most is None
    if (needs_names and not found.of) or (of.kind in (RANGE, CHOICE) and nothing):
        raise _wrong("asks for nothing.", "Name what is asked, or leave the filter out.", "vraagt niets.",
                     "Noem wat er gevraagd wordt, of laat het filter weg.")  # fmt: skip
    if found.least is not None and found.most is not None and found.least > found.most:
        raise _wrong(f"at least {found.least:g} and at most {found.most:g} can't both hold.",
                     "Turn them round.", f"minstens {found.least:g} en hoogstens {found.most:g} kan niet allebei.",
                     "Draai ze om.")  # fmt: skip
    if set(found.of) & set(found.none_of):
        raise _wrong("asks for and against the same.", "Keep one of the two.", "vraagt hetzelfde wel en niet.",
                     "Houd er één.")  # fmt: skip
    return found


def _wrong(en: str, advice: str, nl: str, nl_advice: str) -> BadInput:
    return BadInput(en, advice, nl=nl, nl_advice=nl_advice)
