"""Public names for Python users, from the modules' own docstrings and signatures."""

from __future__ import annotations

import dataclasses
import inspect
from enum import Enum
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from reference.markdown import page

MODULES = (
    "kring",
    "kring.workspace",
    "kring.match.brief",
    "kring.match.criteria",
    "kring.match.discovery",
    "kring.match.ranking",
    "kring.reach",
    "kring.plan",
    "kring.plan.calendar",
    "kring.profile",
    "kring.estimate",
    "kring.charts",
    "kring.world",
    "kring.facts",
    "kring.sources.files",
    "kring.errors",
)

WIDEST = 110

INTRODUCTION = """
`import kring` gives the names of the first section; the others come from the module that heads them. Names that start
with an underscore, and modules that aren't listed, may change without notice. How to use them together stands in
[Use Kring from Python](../how-to/use-kring-from-python.md).
"""


def python_page() -> str:
    """The page with every public name of every listed module."""
    return page("Python", INTRODUCTION, *(_module(import_module(name)) for name in MODULES))


def public_names(module: ModuleType) -> list[str]:
    """What the module says it gives: `__all__`, else the classes and functions that it defines itself."""
    if hasattr(module, "__all__"):
        return [name for name in module.__all__ if not name.startswith("__")]
    own = {name: thing for name, thing in vars(module).items() if getattr(thing, "__module__", "") == module.__name__}
    return [name for name in own if not name.startswith("_")]


def _module(module: ModuleType) -> str:
    parts = [_named(module, name) for name in public_names(module)]
    return "\n\n".join([f"## {module.__name__}", _told(module), *parts])


def _named(module: ModuleType, name: str) -> str:
    thing = getattr(module, name)
    heading = f"### {name} {{ #{module.__name__}.{name} }}"
    if inspect.ismodule(thing):
        return f"{heading}\n\n{_told(thing)}"
    if module.__name__ == "kring" and (home := _home_of(thing)):
        return f"{heading}\n\nSee [{home}](#{home})."
    if inspect.isclass(thing):
        return f"{heading}\n\n{_class(name, thing)}"
    if callable(thing):
        return f"{heading}\n\n{_signature(name, thing)}\n\n{_told(thing)}"
    return f"{heading}\n\n{_constant(thing)}"


def _home_of(thing: object) -> str:
    """The listed module below `kring` that gives the same thing, with the name it has there; else nothing."""
    for place in MODULES[1:]:
        module = import_module(place)
        for name in public_names(module):
            if getattr(module, name) is thing:
                return f"{place}.{name}"
    return ""


def _class(name: str, cls: type) -> str:
    if issubclass(cls, Enum):
        listed = "\n".join(f"- `{member.name}` = `{member.value!r}`" for member in cls)
        return f"{_told(cls)}\n\n{listed}"
    members = [_member(name, own, thing) for own, thing in vars(cls).items() if not own.startswith("_")]
    return "\n\n".join(part for part in (_signature(name, cls), _told(cls), *members) if part)


def _member(owner: str, name: str, thing: Any) -> str:
    """A property, a method (after a dot) or a class method (after the name of its class) with what it says."""
    of_class = isinstance(thing, classmethod | staticmethod)
    inner = thing.__func__ if of_class else thing
    getter = getattr(inner, "fget", None) or getattr(inner, "func", None)
    if isinstance(inner, property | cached_property) and getter is not None:
        kind = inspect.signature(getter).return_annotation
        return _defined(f".{name}: {_Written(kind)}", getter)
    if inspect.isfunction(inner):
        return _defined(f"{owner if of_class else ''}.{name}{_arguments(inner)}", inner)
    return ""


def _defined(term: str, thing: object) -> str:
    lines = [f"    {line}" if line else "" for line in _told(thing).splitlines()]
    return f"`{term}`\n\n:   " + "\n".join(lines).lstrip()


def _signature(name: str, thing: Any) -> str:
    if inspect.isclass(thing) and "__init__" not in vars(thing) and not dataclasses.is_dataclass(thing):
        return ""
    return f"```python\n{name}{_arguments(thing, WIDEST - len(name))}\n```"


def _arguments(thing: Any, widest: int = 10_000) -> str:
    """The arguments in brackets and what comes back; one a line when they are wider than `widest`."""
    signature = inspect.signature(thing)
    kept = [_plainly(one) for one in signature.parameters.values() if one.name not in ("self", "cls")]
    back = signature.return_annotation
    told = inspect.Signature.empty if inspect.isclass(thing) or back is inspect.Signature.empty else _Written(back)
    whole = signature.replace(parameters=kept, return_annotation=told)
    return str(whole) if len(str(whole)) <= widest else _one_a_line(str(whole))


def _one_a_line(signature: str) -> str:
    """The same signature with every argument on a line of its own."""
    depth, text = 0, ""
    for sign in signature.replace(", ", ",\n"):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "\n":
            sign = "\n    " if depth == 1 else " "
        opens, closes = sign == "(" and depth == 1 and "\n" not in text, sign == ")" and depth == 0
        text += f"{sign}\n    " if opens else f",\n{sign}" if closes else sign
    return text


def _plainly(parameter: inspect.Parameter) -> inspect.Parameter:
    """Types as they are written; defaults that have no plain form as three dots."""
    default, empty = parameter.default, inspect.Parameter.empty
    if default is not empty and not isinstance(default, str | int | float | tuple | None | Enum):
        default = _Written("...")
    if isinstance(default, Enum):
        default = _Written(f"{type(default).__name__}.{default.name}")
    kind = empty if parameter.annotation is empty else _Written(parameter.annotation)
    return parameter.replace(default=default, annotation=kind)


class _Written:
    """Something that represents itself by its text alone, without quotes."""

    def __init__(self, said: object) -> None:
        self._text = said if isinstance(said, str) else getattr(said, "__name__", str(said))

    def __repr__(self) -> str:
        return self._text

    __str__ = __repr__


def _told(thing: Any) -> str:
    """The docstring, its examples as blocks of code."""
    text = inspect.getdoc(thing) or ""
    if inspect.isclass(thing) and dataclasses.is_dataclass(thing) and text.startswith(f"{thing.__name__}("):
        return ""
    lines, within = [], False
    for line in text.replace("  # doctest: +SKIP", "").splitlines():
        if line.lstrip().startswith(">>>") and not within:
            lines.append("```pycon")
            within = True
        elif within and not line.strip():
            lines.append("```")
            within = False
        lines.append(line)
    return "\n".join([*lines, "```"] if within else lines)


def _constant(thing: object) -> str:
    text = repr(thing)
    return f"`{text}`" if len(text) < 200 and " at 0x" not in text else f"A `{type(thing).__name__}`."
