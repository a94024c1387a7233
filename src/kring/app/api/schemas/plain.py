"""What the schemas are made of: closed objects, texts in both languages, numbers that may be unknown."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict


class Closed(BaseModel):
    """An object with exactly these fields."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Text(Closed):
    """A text in Dutch and in English."""

    nl: str
    en: str


def finite(value: Any) -> Any:
    """None for a number that JSON can't say."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


Number = Annotated[float | None, BeforeValidator(finite)]
"""null is unknown, which is not zero."""


class Figure(Closed):
    """An estimate with its interval; null is unknown."""

    value: Number
    low: Number
    high: Number
