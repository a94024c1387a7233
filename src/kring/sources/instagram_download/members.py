"""Which files of a download are which, by the names Instagram gives their lists, the same in every language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kring.errors import BadInput
from kring.sources.exports.archive import Archive, base_name
from kring.sources.exports.json_files import entries_of, fields_of, json_in

AUDIENCE, POSTS = "organic_insights_audience", "organic_insights_posts"
INTERACTIONS, REACHED = "organic_insights_interactions", "organic_insights_reach"
FOLLOWERS, FOLLOWING, PROFILE = "relationships_followers", "relationships_following", "profile_user"
_LISTS = (AUDIENCE, POSTS, INTERACTIONS, REACHED, FOLLOWERS, FOLLOWING, PROFILE)
_ONE_OF_MANY = re.compile(r"followers_(\d+)\.json", re.I)
_AS_PAGES = re.compile(
    r"(?:audience_insights|content_interactions|profiles_reached|followers_\d+|following|personal_information)\.html",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Members:
    """The entries of each list by member, in the order of the members' names. `missing`: parts of the list of followers
    that should be there and are not.
    """

    lists: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    def entries(self, name: str) -> list[Any]:
        """All entries of one list."""
        return [entry for entries in self.lists.get(name, {}).values() for entry in entries]


def members_of(archive: Archive) -> Members:
    """Reads what is Instagram's. Raises BadInput for a download as web pages, and for JSON that is broken."""
    lists: dict[str, dict[str, list[Any]]] = {}
    for member in archive.ending(".json"):
        if (name := _list_in(archive, member)) is not None:
            content = json_in(archive, member)
            entries = content if isinstance(content, list) else fields_of(content).get(name)
            lists.setdefault(name, {})[member] = entries_of(entries)
    if not lists:
        _refuse_pages(archive)
    return Members(lists, _missing_parts(list(lists.get(FOLLOWERS, {}))))


def _list_in(archive: Archive, member: str) -> str | None:
    """The list a file holds, told from its beginning, so that a large file of another kind is not read."""
    head = archive.head(member).lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"[") and _ONE_OF_MANY.fullmatch(base_name(member)) and _names_people(head):
        return FOLLOWERS
    if not head.startswith(b"{"):
        return None
    return next((name for name in _LISTS if re.match(rb'\{\s*"' + name.encode() + rb'"\s*:', head)), None)


def _names_people(head: bytes) -> bool:
    return b'"string_list_data"' in head or head.lstrip(b"[ \r\n\t").startswith(b"]")


def _missing_parts(members: list[str]) -> tuple[str, ...]:
    """Parts are numbered from 1, so a gap shows; a last part that is absent does not."""
    found = [_ONE_OF_MANY.fullmatch(base_name(member)) for member in members]
    numbers = {int(part[1]) for part in found if part}
    if not numbers or max(numbers) > 100_000:
        return ()
    return tuple(f"followers_{number}.json" for number in range(1, max(numbers)) if number not in numbers)


def _refuse_pages(archive: Archive) -> None:
    for member in archive.members:
        if _AS_PAGES.fullmatch(base_name(member)):
            raise BadInput(
                "this is the download as web pages (HTML), which can't be read without loss.",
                "Ask Instagram for it again and choose the format JSON.",
                file=archive.place(member),
                nl="dit is de download als webpagina's (HTML); die is niet zonder verlies te lezen.",
                nl_advice="Vraag hem bij Instagram opnieuw aan en kies als formaat JSON.",
            )
