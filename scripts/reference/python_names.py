"""Public names for Python users, from the modules' own docstrings and signatures."""

from __future__ import annotations

import dataclasses
import inspect
from enum import Enum
from importlib import import_module
from types import ModuleType
from typing import Any

from reference.markdown import page

MODULES = (
    "kring",
    "kring.workspace",
    "kring.match.brief",
    "kring.reach",
    "kring.plan",
    "kring.profile",
    "kring.estimate",
    "kring.charts",
    "kring.world",
    "kring.facts",
    "kring.sources.files",
    "kring.errors",
)

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
    home = getattr(thing, "__module__", module.__name__)
    if module.__name__ == "kring" and home in MODULES and name in public_names(import_module(home)):
        return f"{heading}\n\nSee [{home}.{name}](#{home}.{name})."
    if inspect.isclass(thing):
        return f"{heading}\n\n{_class(name, thing)}"
    if callable(thing):
        return f"{heading}\n\n{_signature(name, thing)}\n\n{_told(thing)}"
    return f"{heading}\n\n{_constant(thing)}"


def _class(name: str, cls: type) -> str:
    if issubclass(cls, Enum):
        members = "\n".join(f"- `{member.name}` = `{member.value!r}`" for member in cls)
        return f"{_told(cls)}\n\n{members}"
    members = [_member(own, thing) for own, thing in vars(cls).items() if not own.startswith("_")]
    return "\n\n".join(part for part in (_signature(name, cls), _told(cls), *members) if part)


def _member(name: str, thing: Any) -> str:
    inner = thing.__func__ if isinstance(thing, classmethod | staticmethod) else thing
    if isinstance(inner, property) or type(inner).__name__ == "cached_property":
        getter = inner.fget if isinstance(inner, property) else inner.func  # type: ignore[attr-defined]
        kind = inspect.signature(getter).return_annotation
        shown = "" if kind is inspect.Signature.empty else f": {_plain(kind)}"
        return f"`.{name}{shown}`\n\n{_indented(_told(getter))}"
    if inspect.isfunction(inner):
        return f"`.{name}{_arguments(inner)}`\n\n{_indented(_told(inner))}"
    return ""


def _signature(name: str, thing: Any) -> str:
    if inspect.isclass(thing) and "__init__" not in vars(thing) and not dataclasses.is_dataclass(thing):
        return ""
    return f"```python\n{name}{_arguments(thing)}\n```"


def _arguments(thing: Any) -> str:
    signature = inspect.signature(thing)
    kept = [one for one in signature.parameters.values() if one.name not in ("self", "cls")]
    if inspect.isclass(thing):
        signature = signature.replace(return_annotation=inspect.Signature.empty)
    return str(signature.replace(parameters=[_with_plain_types(one) for one in kept])).replace("'", "")


def _with_plain_types(parameter: inspect.Parameter) -> inspect.Parameter:
    default = parameter.default
    if type(default).__module__ not in ("builtins", "pathlib") or type(default).__name__ == "function":
        default = default if default is inspect.Parameter.empty else _Shown(default)
    return parameter.replace(default=default)


class _Shown:
    """A default that is said by its type, since its own representation may hold an address of memory."""

    def __init__(self, value: object) -> None:
        self._name = getattr(value, "name", None) or f"{type(value).__name__}()"

    def __repr__(self) -> str:
        return str(self._name)


def _plain(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _told(thing: Any) -> str:
    """The docstring, its examples as blocks of code."""
    text = inspect.getdoc(thing) or ""
    if inspect.isclass(thing) and dataclasses.is_dataclass(thing) and text.startswith(f"{thing.__name__}("):
        return ""
    lines, within = [], False
    for line in text.splitlines():
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


def _indented(text: str) -> str:
    return "\n".join(f":   {line}" if number == 0 else f"    {line}" for number, line in enumerate(text.splitlines()))
