"""How typed values are written as text, so that no reader can take one for another.

A typed number always has a point for its decimals. One with exactly three decimals gets a zero more: 1.234 in a text
file may be a thousand and something, but 1.2340 is never more than one.
"""

from __future__ import annotations

import datetime as dt
from typing import Any


def written_float(text: str) -> str:
    """A number from its own notation with a decimal point, such as 1.234 or 5e3."""
    whole, point, decimals = text.partition(".")
    if point and len(decimals) == 3 and decimals.isdigit() and whole.lstrip("-").isdigit():
        return f"{text}0"
    return text


def written_cell(value: Any) -> str:
    """A spreadsheet cell as text: whole numbers without a point, moments in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else written_float(repr(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return str(value)
