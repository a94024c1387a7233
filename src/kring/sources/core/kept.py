"""What is kept of an object: values that are listed by name, so that a field a vendor adds does not come in unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def plain_values(content: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The values under these names as far as they are there and plain; lists and objects are never taken whole."""
    if not isinstance(content, Mapping):
        return {}
    return {name: content[name] for name in names if name in content and not isinstance(content[name], (list, dict))}
