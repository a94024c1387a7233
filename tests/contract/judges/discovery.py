"""Google's discovery document as a judge: its schemas read strictly, its methods' parameters as they are declared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

Document = Mapping[str, Any]
_JSON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
}


@cache
def youtube() -> Document:
    """The document of the YouTube Data API that the installed client carries."""
    file = resources.files("googleapiclient") / "discovery_cache" / "documents" / "youtube.v3.json"
    found: Document = json.loads(file.read_text("utf-8"))
    return found


def faults(document: Document, schema: str, value: Any) -> list[str]:
    """Where a value breaks a schema: wrong types, and properties that are not declared."""
    return list(_faults(document, {"$ref": schema}, value, schema))


def schema_of(document: Document, kind: str | None) -> str | None:
    """The schema whose `kind` has this value."""
    if kind is None:
        return None
    for name, schema in document["schemas"].items():
        if schema.get("properties", {}).get("kind", {}).get("default") == kind:
            return str(name)
    return None


def method_at(document: Document, verb: str, path: str) -> Document | None:
    """The method that answers a path."""
    return next(
        (
            method
            for method in _methods(document)
            if method["httpMethod"] == verb and f"/{document['servicePath']}{method['path']}" == path
        ),
        None,
    )


def wrong_parameters(document: Document, method: Document, query: Mapping[str, Sequence[str]]) -> list[str]:
    """Where the parameters of a request break what the method declares."""
    declared = {**document["parameters"], **method["parameters"]}
    found = [f"{name} is required" for name, asked in declared.items() if asked.get("required") and name not in query]
    for name, values in query.items():
        if name not in declared:
            found.append(f"{name} is unknown")
            continue
        rule = declared[name]
        found += [f"{name}={value} is not allowed" for value in values if not _allowed(rule, value)]
        if len(values) > 1 and not rule.get("repeated"):
            found.append(f"{name} may come once")
    return found


def _allowed(rule: Document, value: str) -> bool:
    if "enum" in rule and value not in rule["enum"]:
        return False
    if rule.get("type") == "integer":
        return value.isdecimal() and int(rule.get("minimum", 0)) <= int(value) <= int(rule.get("maximum", 2**32))
    return True


def _methods(resource: Document) -> Iterator[Document]:
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from _methods(inner)


def _faults(document: Document, rule: Document, value: Any, where: str) -> Iterator[str]:
    if "$ref" in rule:
        rule = document["schemas"][rule["$ref"]]
    kind = rule.get("type", "any")
    if kind == "any":
        return
    if not isinstance(value, _JSON_TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{where} is no {kind}: {value!r:.60}"
        return
    if kind == "array":
        for number, item in enumerate(value):
            yield from _faults(document, rule["items"], item, f"{where}[{number}]")
    elif kind == "object":
        yield from _of_object(document, rule, value, where)
    elif kind == "string":
        if rule.get("format") in ("uint64", "int64") and not value.lstrip("-").isdecimal():
            yield f"{where} is no {rule['format']}: {value!r:.60}"
        if "enum" in rule and value not in rule["enum"]:
            yield f"{where} is none of its enum: {value!r:.60}"


def _of_object(document: Document, rule: Document, value: Mapping[str, Any], where: str) -> Iterator[str]:
    declared = rule.get("properties", {})
    for name, inner in value.items():
        if name in declared:
            yield from _faults(document, declared[name], inner, f"{where}.{name}")
        elif "additionalProperties" in rule:
            yield from _faults(document, rule["additionalProperties"], inner, f"{where}.{name}")
        else:
            yield f"{where}.{name} is not declared"
