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
_OWN_FOLDER = re.compile(r"(?:^|/)(?:your_instagram_activity|connections/followers_and_following|logged_information)/")
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
        _refuse_other_people(archive)
        _refuse_the_rest(archive)
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


def _refuse_other_people(archive: Archive) -> None:
    """A list of people of another kind, or under a name that doesn't tell which: nobody's name may pass for a sheet."""
    for member in archive.ending(".json"):
        head = archive.head(member).lstrip(b"\xef\xbb\xbf \t\r\n")
        if head.startswith((b"[", b"{")) and b'"string_list_data"' in head:
            raise BadInput(
                "this is a list of people from Instagram, and not one that is read.",
                "Load the whole download, or followers_1.json and following.json under their own names.",
                file=archive.place(member),
                nl="dit is een lijst met mensen uit Instagram, en geen die gelezen wordt.",
                nl_advice="Laad de hele download, of followers_1.json en following.json onder hun eigen naam.",
            )


def _refuse_the_rest(archive: Archive) -> None:
    """A download without anything that is read: its messages and likes are other people's, and no sheets."""
    if any(_OWN_FOLDER.search(member) for member in archive.members):
        raise BadInput(
            "this is an Instagram download, but nothing in it is read.",
            "Ask for it again with followers and following, insights and personal information in it, as JSON.",
            file=archive.name,
            nl="dit is een Instagram-download, maar er zit niets in dat gelezen wordt.",
            nl_advice="Vraag hem opnieuw aan met volgers en gevolgden, inzichten en persoonlijke informatie, als JSON.",
        )


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
