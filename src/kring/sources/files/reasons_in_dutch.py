"""The Dutch of a reason that is kept in English: found again from the templates the reason was made with."""

from __future__ import annotations

import re
from functools import cache

from kring.sources.files.reasons import MEND_IN_FILE, NOTHING_KEPT, REASONS, Reason

_VALUE = re.compile(r"\{(\w+)\}")


def in_dutch(reason: str) -> str:
    """The reason in Dutch; as it is when no template of ours made it.

    Takes what is kept with a row: one reason, several parted by semicolons, the others each behind its heading, and
    perhaps an ending that says where to mend it. Headings stay as they are.
    """
    for ending in (NOTHING_KEPT, MEND_IN_FILE):
        if reason.endswith(ending.en):
            start = reason.removesuffix(ending.en)
            return (_listed(start) or _behind_a_name(start) or start) + ending.nl
    return _listed(reason) or reason


def _listed(text: str) -> str:
    """One reason, or one with others behind it, each behind its heading; "" when that can't be told."""
    found = _one(text)
    for semicolon in re.finditer("; ", "" if found else text):
        first = _one(text[: semicolon.start()])
        others = _behind_a_name(text[semicolon.end() :]) if first else ""
        if others:
            return f"{first}; {others}"
    return found


def _behind_a_name(text: str) -> str:
    """A heading or a file, a colon, and reasons; "" when that can't be told."""
    for colon in re.finditer(": ", text):
        reasons = _listed(text[colon.end() :])
        if reasons:
            return f"{text[: colon.end()]}{reasons}"
    return ""


def _one(text: str) -> str:
    """One reason; "" when no template made it."""
    plain, with_values = _templates()
    if text in plain:
        return plain[text]
    for pattern, reason in with_values:
        if found := pattern.fullmatch(text):
            return reason.nl.format(
                **{name: reason.words.get(value, value) for name, value in found.groupdict().items()}
            )
    return ""


@cache
def _templates() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], Reason], ...]]:
    """Reasons without values by their English, and those with values by their pattern."""
    with_values = [one for one in REASONS if _VALUE.search(one.en)]
    plain = {one.en: one.nl for one in REASONS if one not in with_values}
    return plain, tuple((re.compile(_pattern(one)), one) for one in with_values)


def _pattern(reason: Reason) -> str:
    """A value is one of the reason's words, where `what` stands, else anything without a semicolon and a blank."""
    words = "|".join(map(re.escape, reason.words))
    parts = _VALUE.split(reason.en)
    return "".join(
        (f"(?P<{part}>{words})" if part == "what" else f"(?P<{part}>(?:(?!; ).)+)") if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    )
