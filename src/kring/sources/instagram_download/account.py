"""Whose download it is: the profile's own name, or the name of the zip."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from kring.sources.exports.json_files import fields_of, text_in
from kring.sources.files.headings import meanings

_HANDLE = re.compile(r"[a-z0-9._]{1,30}")
_ZIP = re.compile(r"instagram-(?P<handle>[a-z0-9._]{1,30})-20\d{2}-\d{2}-\d{2}(?:[-_ .(].*)?", re.I)


def handle_in(archive_name: str, profiles: Iterable[Any]) -> str | None:
    """The handle in lower case; None when nothing says it, or two things say different names."""
    named = _ZIP.fullmatch(archive_name)
    found = {named["handle"].lower()} if named else set()
    for profile in profiles:
        for key, value in fields_of(fields_of(profile).get("string_map_data")).items():
            handle = text_in(fields_of(value).get("value")).lower()
            if _HANDLE.fullmatch(handle) and _is_handle(key):
                found.add(handle)
    return found.pop() if len(found) == 1 else None


def _is_handle(key: str) -> bool:
    return any((one.table, one.field) == ("accounts", "account") and one.sureness >= 0.9 for one in meanings(key))
