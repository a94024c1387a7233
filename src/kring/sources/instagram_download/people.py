"""The lists of followers and of accounts followed: names go in, keys and counts come out.

The day on which each began to follow is kept, the second is not. Those who left again are not in the list, so the
number of today's followers by date is a lower bound of what the number was then: it is no history of the account, and
is never read as one. Two downloads a month apart make a history that is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from kring.sources.exports.days import start_of
from kring.sources.exports.json_files import entries_of, fields_of, text_in

OPENED = datetime(2010, 10, 6, tzinfo=UTC)
"""Instagram opened on that day; nobody follows longer."""
_PROFILE = re.compile(r"https?://(?:www\.)?instagram\.com/(?:_u/)?([A-Za-z0-9._]{1,60})/?(?:\?.*)?")


def names_in(entries: Iterable[Any]) -> list[str | None]:
    """Who stands in each entry, None where nobody is named; older lists have it in `value`, newer ones in `title`."""
    return [_name(fields_of(entry)) for entry in entries]


def began_in(entries: Iterable[Any], latest: datetime) -> list[datetime | None]:
    """The day (its beginning in UTC) each began to follow; None where none is told, or one that can't be."""
    return [_began(fields_of(entry), latest) for entry in entries]


def _began(entry: dict[str, Any], latest: datetime) -> datetime | None:
    for one in entries_of(entry.get("string_list_data")):
        told = fields_of(one).get("timestamp")
        if type(told) is int and OPENED.timestamp() <= told <= latest.timestamp():
            return start_of(datetime.fromtimestamp(told, UTC).date())
    return None


def _name(entry: dict[str, Any]) -> str | None:
    listed = [fields_of(one) for one in entries_of(entry.get("string_list_data"))]
    for one in listed:
        if name := text_in(one.get("value")):
            return name
    if name := text_in(entry.get("title")):
        return name
    linked = (_PROFILE.fullmatch(text_in(one.get("href"))) for one in listed)
    return next((found[1] for found in linked if found), None)
