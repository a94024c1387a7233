"""Meta's own client as a judge: the fields and edges its classes list. Its checks of calls warn on correct ones.

The classes are read as text: that of the Creator Marketplace can't be imported, since one of its languages is `or`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

_OF_EVERY_NODE = {"id"}


def fields_of(name: str) -> set[str]:
    """The fields that a class of facebook-business lists."""
    return _listed(name, "Field")


def wrong_fields(name: str, expression: str, edges: Mapping[str, str]) -> list[str]:
    """What `fields=` asks that the class does not list. `edges`: the class of the nodes of each edge within it."""
    found = []
    for field, inner in _split(expression):
        plain = field.split(".")[0]
        if plain in edges:
            if f"def get_{plain}(" not in _source(name) and plain not in fields_of(name):
                found.append(f"{name} has no edge {plain}")
            found += wrong_fields(edges[plain], inner, edges)
        elif plain not in fields_of(name) | _OF_EVERY_NODE:
            found.append(f"{name} has no field {plain}")
    return found


def undeclared(name: str, node: Mapping[str, Any], edges: Mapping[str, str]) -> list[str]:
    """What a node of an answer holds that the class does not list."""
    found = []
    for key, value in node.items():
        if key in edges:
            inner = value.get("data", [value]) if isinstance(value, Mapping) else []
            found += [said for one in inner for said in undeclared(edges[key], one, edges)]
        elif key not in fields_of(name) | _OF_EVERY_NODE:
            found.append(f"{name} has no field {key}")
    return found


def metrics() -> set[str]:
    """The metrics that are listed for insights of media."""
    return _listed("InstagramInsightsResult", "Metric")


@cache
def _listed(name: str, inner: str) -> set[str]:
    """The values that a class within a class lists."""
    block = re.search(rf"^    class {inner}\b.*\n((?:        \w+ = '.*'\n)+)", _source(name), re.MULTILINE)
    assert block, f"{name} lists no {inner}"
    return set(re.findall(r"= '(.*)'", block[1]))


@cache
def _source(name: str) -> str:
    return resources.files("facebook_business").joinpath("adobjects", f"{name.lower()}.py").read_text("utf-8")


def _split(expression: str) -> Iterator[tuple[str, str]]:
    """The fields of an expression, each with what stands in braces behind it."""
    depth, start = 0, 0
    for place, sign in enumerate(f"{expression},"):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth == 0:
            if part := re.fullmatch(r"([^{]+)(?:\{(.*)\})?", expression[start:place], re.DOTALL):
                yield part[1], part[2] or ""
            start = place + 1
