"""Values out of vendors' JSON. What is absent or not of the form that is expected is None: unknown, never zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from kring.sources.files.names import hashtags_in, mentions_in


def at(content: Any, *path: str) -> Any:
    """What lies at a path of keys, or None."""
    for key in path:
        if not isinstance(content, Mapping):
            return None
        content = content.get(key)
    return content


def objects(content: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in a list; nothing when it is none."""
    if isinstance(content, list):
        yield from (item for item in content if isinstance(item, Mapping))


def text(value: Any) -> str | None:
    """A text that says something."""
    return value.strip() or None if isinstance(value, str) else None


def count(value: Any) -> int | None:
    """A count, written as a number or as decimal digits."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        value = int(value)
    return value if isinstance(value, int) and 0 <= value < 2**63 else None


def account_named(platform: str, handle: Any) -> str | None:
    """platform:handle in lower case, where a handle is said."""
    said = text(handle)
    return f"{platform}:{said}".lower() if said else None


def flag(value: Any) -> bool | None:
    """True or False where one of them is said."""
    return value if isinstance(value, bool) else None


def moment(value: Any) -> datetime | None:
    """A moment in ISO 8601 with its zone, or in seconds since 1970."""
    try:
        if isinstance(value, str):
            read = datetime.fromisoformat(value)
            return read.astimezone(UTC) if read.tzinfo else None
        if isinstance(value, int) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None


def tags_of(caption: str | None) -> dict[str, list[str] | None]:
    """The hashtags and mentions of a caption, as columns of a post."""
    captions = pa.array([caption], pa.string())
    return {"hashtags": hashtags_in(captions)[0].as_py(), "mentions": mentions_in(captions)[0].as_py()}
