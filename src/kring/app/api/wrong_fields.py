"""Which fields of a request are not as its schema has them, each with a sentence in the caller's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

_NO_FIELD = re.compile(r"(?:str|int|float|bool|none|list|dict|function-|constrained-|nullable|lax-or|json-or)\b.*")


def wrong_fields(errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """One entry a field, its name with dots; of what may be written in several ways only the first fault."""
    found: dict[str, str] = {}
    for error in errors:
        field = "brief" if error["type"] == "one_brief" else _name(error["loc"])
        found.setdefault(field, _sentence(error))
    return [{"field": field, "message": message} for field, message in found.items()]


def _name(loc: Iterable[str | int]) -> str:
    """Where it stands, without the code's name for the whole body and the ways in which it may be written."""
    source, *parts = [str(part) for part in loc]
    named = parts[1:] if source == "body" else parts
    kept = []
    for part in named:
        if _NO_FIELD.fullmatch(part):
            break
        kept.append(part)
    return ".".join(kept) or source


def _sentence(error: Mapping[str, Any]) -> str:
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "missing":
        return _("This field is missing.")
    if kind == "extra_forbidden":
        return _("There is no such field.")
    if kind == "one_brief":
        return _("Give either brief or brief_id.")
    if kind == "literal_error":
        return _("Choose one of %(choices)s.") % {"choices": limits.get("expected", "")}
    if kind in ("greater_than_equal", "greater_than"):
        return _("At least %(least)s is asked.") % {"least": limits.get("ge", limits.get("gt"))}
    if kind in ("less_than_equal", "less_than"):
        return _("At most %(most)s is taken.") % {"most": limits.get("le", limits.get("lt"))}
    if kind in ("string_too_long", "too_long"):
        return _("This is too long: at most %(most)s.") % {"most": limits.get("max_length")}
    if kind in ("string_too_short", "too_short"):
        return _("This is too short: at least %(least)s.") % {"least": limits.get("min_length")}
    return _of_kind(kind.split("_")[0])


def _of_kind(kind: str) -> str:
    """What was expected instead."""
    expected = {
        "string": _("This is not a text."),
        "int": _("This is not a whole number."),
        "float": _("This is not a number."),
        "bool": _("This is neither true nor false."),
        "list": _("This is not a list."),
        "dict": _("This is not an object with fields."),
        "model": _("This is not an object with fields."),
    }
    return expected.get(kind) or _("This is not written as expected.")
