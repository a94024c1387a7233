"""What is kept of an object: values that are listed by name, so that a field a vendor adds does not come in unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def only(content: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The values under these names as far as they are there; lists and objects among them come whole."""
    return {name: content[name] for name in names if name in content} if isinstance(content, Mapping) else {}


def plain_values(content: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The values under these names as far as they are there and plain; lists and objects are never taken whole."""
    return {name: value for name, value in only(content, names).items() if not isinstance(value, (list, dict))}
