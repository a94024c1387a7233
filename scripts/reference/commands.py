"""The command line, from its own declarations in `kring.cli.commands`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from reference.markdown import code, page, table

INTRODUCTION = """
Every command answers `--help`. Tables and sentences are for people; with `--json` a command writes one JSON document to
standard output, in which an unknown figure is `null`. Answers are in Dutch when the terminal's language is Dutch or
`KRING_LANGUAGE` is `nl`, and in English otherwise.
"""

VALUES = {int: "NUMBER", float: "NUMBER", Path: "PATH", datetime: "MOMENT"}

EXIT_CODES = """
## Exit codes

| code | meaning |
| --- | --- |
| 0 | all went well |
| 1 | a defect of Kring itself |
| 2 | something you can mend; the message says what to do |
| 130 | stopped by you; what was stored before stays, nothing is half stored |
"""


def commands_page() -> str:
    """The page with every command, its arguments and its options."""
    import typer

    from kring.cli.commands import application

    group = typer.main.get_command(application)
    return page("Command line", INTRODUCTION, EXIT_CODES, *(part for part in _parts(group, "kring")))


def _parts(command: Any, called: str) -> list[str]:
    """A group is described by its commands, and by its own options when it also runs by itself."""
    children = getattr(command, "commands", None)
    if children is None:
        return [_one(command, called)]
    alone = [_one(command, called)] if command.invoke_without_command and called != "kring" else []
    return alone + [part for name, child in children.items() for part in _parts(child, f"{called} {name}")]


def _one(command: Any, called: str) -> str:
    parameters = [one for one in command.params if not getattr(one, "hidden", False) and one.name != "help"]
    usage = " ".join([called, *(_usage(one) for one in parameters if one.param_type_name == "argument")])
    rows = [(_spelled(one), _help(one), _default(one)) for one in parameters]
    told = table(("argument or option", "meaning", "default"), rows) if rows else ""
    return "\n\n".join(
        part for part in (f"## {called}", f"```console\n$ {usage}\n```", command.help or "", told) if part
    )


def _usage(argument: Any) -> str:
    name = (argument.metavar or argument.name).upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _spelled(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return code(_usage(parameter))
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    return code(names if parameter.is_flag else f"{names} {_value(parameter)}")


def _value(option: Any) -> str:
    """What kind of value an option takes."""
    annotated = option.type_descriptor.annotation
    (inner,) = get_args(annotated) or (annotated,)
    return option.metavar or VALUES.get(inner, "TEXT")


def _help(parameter: Any) -> str:
    told = getattr(parameter, "help", "") or ""
    variable = getattr(parameter, "envvar", None)
    again = "May be given several times." if getattr(parameter, "multiple", False) else ""
    return " ".join(
        part for part in (told, again, f"Read from {code(variable)} when not given." if variable else "") if part
    )


def _default(parameter: Any) -> str:
    value = parameter.default
    if value is None or callable(value) or value is False or "Sentinel" in type(value).__name__ or value == ():
        return "required" if parameter.required else ""
    return code(value)
