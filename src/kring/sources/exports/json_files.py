"""JSON as platforms put it into downloads: read whole, with letters repaired that were encoded twice."""

from __future__ import annotations

import json
from typing import Any

from kring.errors import BadInput
from kring.sources.exports.archive import Archive


def json_in(archive: Archive, member: str) -> Any:
    """The content of a JSON file. Raises BadInput, naming the file, when it is cut off or no JSON."""
    place = archive.place(member)
    try:
        return repaired(json.loads(archive.read(member).decode("utf-8-sig")))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        line = getattr(problem, "lineno", None)
        where = f" (line {line})" if line else ""
        raise BadInput(
            f"this is no JSON, or it is cut off{where}.", "Download it again: nothing was loaded.", file=place,
            nl=f"dit is geen JSON, of het is afgebroken{where.replace('line', 'regel')}.",
            nl_advice="Download het opnieuw: er is niets geladen.",
        ) from problem  # fmt: skip


def repaired(value: Any) -> Any:
    """The same value with every text that is UTF-8 read as Latin-1 put right: `cafÃ©` becomes `café`."""
    if isinstance(value, str):
        return repaired_text(value)
    if isinstance(value, list):
        return [repaired(one) for one in value]
    if isinstance(value, dict):
        return {repaired_text(name): repaired(one) for name, one in value.items()}
    return value


def repaired_text(text: str) -> str:
    """A text put right; one that was right stays, since it can't be read as UTF-8."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def entries_of(value: Any) -> list[Any]:
    """A list as it is; anything else holds no entries."""
    return value if isinstance(value, list) else []


def fields_of(value: Any) -> dict[str, Any]:
    """An object as it is; anything else has no fields."""
    return value if isinstance(value, dict) else {}


def text_in(value: Any) -> str:
    """A text without blanks around it; a number as it is written; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip()
