"""The interface for programs, from its OpenAPI description."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from textwrap import fill
from typing import Any

from reference.markdown import code, listed, page, table

INTRODUCTION = """
What programs can ask of Kring at `/api/v1/`, and what comes back. How to begin stands in
[Use the REST interface](../how-to/use-the-rest-interface.md). Every request carries an access key in `Authorization:
Bearer`. `null` is unknown, which is not zero. The same stands for machines in `/api/v1/openapi.json`.
"""
PREFIX = "/api/v1"
WIDTH = 120
WORDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
PLACES = {"path": "In the address", "query": "Behind the question mark"}
FIELDS = ("field", "what it holds", "without it", "meaning")

ALWAYS = 2
"""How many of these columns stand there even when empty."""


def rest_page() -> str:
    """The page with every address and every object."""
    told = _description()
    addresses = [_address(path, method, one) for path, ways in told["paths"].items() for method, one in ways.items()]
    objects = [_object(name, one) for name, one in sorted(told["components"]["schemas"].items()) if "properties" in one]
    first = next(iter(next(iter(told["paths"].values())).values()))
    refusals = [(code(status), one["description"]) for status, one in first["responses"].items() if status != "200"]
    refused = "Each of these is a [Refusal](#refusal), in the language that `Accept-Language` asks for.\n\n"
    return page(
        "REST", INTRODUCTION, "## Addresses", *addresses, "## Refusals",
        refused + table(("status", "why"), refusals), "## Objects", *objects,
    )  # fmt: skip


def _description() -> dict[str, Any]:
    """The description, made without a workspace."""
    import django

    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("KRING_WORKSPACE", folder)
        os.environ.setdefault("KRING_SECRET_KEY", "reference")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.app.settings")
        django.setup()
        from kring.app.api.description import description_of
        from kring.app.api.door import api

        return description_of(api)


def _address(path: str, method: str, told: dict[str, Any]) -> str:
    role = told.get("x-role", "viewer")
    parts = [f"### {method.upper()} {path.removeprefix(PREFIX)}", told["description"], f"Role: {role}."]
    parts += [
        f"{PLACES[one['in']]}: {code(one['name'])}, {_kind(one['schema'])}." for one in told.get("parameters", ())
    ]
    body = told.get("requestBody")
    parts += [f"Asks: {_kind(_json(body))}."] if body else []
    return "\n\n".join([*parts, f"Answers: {_kind(_json(told['responses']['200']))}."])


def _json(of: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = of["content"]["application/json"]["schema"]
    return found


def _object(name: str, told: dict[str, Any]) -> str:
    needed = told.get("required", ())
    rows = [
        (code(field), _kind(one), "" if field in needed else code(_usual(one)), one.get("description", ""))
        for field, one in told["properties"].items()
    ]
    says = "\n\n".join(fill(" ".join(part.split()), WIDTH) for part in told.get("description", "").split("\n\n"))
    used = [at for at, _ in enumerate(FIELDS) if at < ALWAYS or any(row[at] for row in rows)]
    shown = table([FIELDS[at] for at in used], [[row[at] for at in used] for row in rows])
    return f"### {name}\n\n{says}\n\n{shown}"


def _usual(told: dict[str, Any]) -> str:
    usual = told.get("default")
    return {None: "null", True: "true", False: "false"}.get(usual, str(usual)) if not isinstance(usual, list) else "[]"


def _kind(told: dict[str, Any]) -> str:
    """What a schema allows, in words, with a link where it is an object of this page."""
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in told:
        return " or ".join(dict.fromkeys(_kind(one) for one in told["anyOf"]))
    if "enum" in told or "const" in told:
        return listed(told.get("enum") or [told["const"]])
    if told.get("type") == "array":
        return f"list of {_kind(told.get('items', {}))}{_bounds(told)}"
    if told.get("type") == "object":
        inner = told.get("additionalProperties")
        return f"object of {_kind(inner)}" if isinstance(inner, dict) else "object"
    how = {"date": "day as 2027-01-31", "date-time": "moment in ISO 8601"}.get(told.get("format", ""))
    return (how or WORDS.get(told.get("type", ""), "any value")) + _bounds(told)


def _bounds(told: dict[str, Any]) -> str:
    said = list(_limits(told))
    return f", {' and '.join(said)}" if said else ""


def _limits(told: dict[str, Any]) -> Iterator[str]:
    for name, words in (("minimum", "from {}"), ("maximum", "up to {}"), ("maxItems", "at most {}")):
        if name in told:
            yield words.format(told[name])
    if "maxLength" in told:
        yield f"at most {told['maxLength']} signs"
