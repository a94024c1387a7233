"""Which file of TikTok Studio is which, told by its headings, and where they are in another language by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kring.sources.exports.archive import Archive, base_name
from kring.sources.exports.delimited_text import Line, first_lines, names_accounts, places_of, text_members


class File(StrEnum):
    """The files there are, by the names TikTok gives them."""

    HISTORY = "FollowerHistory.csv"
    GENDER = "FollowerGender.csv"
    TERRITORIES = "FollowerTopTerritories.csv"
    CONTENT = "Content.csv"
    OVERVIEW = "Overview.csv"
    ACTIVITY = "FollowerActivity.csv"
    VIEWERS = "Viewers.csv"


WORDS: dict[File, dict[str, list[str]]] = {
    File.HISTORY: {
        "date": ["Date"],
        "followers": ["Followers"],
        "change": ["Difference in followers from previous day"],
    },
    File.ACTIVITY: {"date": ["Date"], "hour": ["Hour"], "active": ["Active followers"]},
    File.GENDER: {"name": ["Gender"], "share": ["Distribution"]},
    File.TERRITORIES: {"name": ["Top territories", "Territory", "Territories"], "share": ["Distribution"]},
    File.OVERVIEW: {"date": ["Date"], "views": ["Video Views"], "profile": ["Profile Views"]},
    File.VIEWERS: {"date": ["Date"], "viewers": ["Total Viewers"], "new": ["New Viewers"]},
    File.CONTENT: {
        "title": ["Video title"],
        "link": ["Video link"],
        "published_at": ["Post time"],
        "likes": ["Total likes", "Likes"],
        "comments": ["Total comments", "Comments"],
        "shares": ["Total shares", "Shares"],
        "views": ["Total views", "Video views"],
        "saves": ["Add to favorites", "Favorites"],
    },
}
_LINK = re.compile(r"tiktok\.com/@[^/?#\s]+/(?:video|photo)/\d+")
_NEEDED = {File.CONTENT: {"link", "views"}}
_BY_PLACE = {
    File.HISTORY: ("date", "followers", "change"),
    File.GENDER: ("name", "share"),
    File.TERRITORIES: ("name", "share"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file that was recognised, and the place of each field among its columns."""

    member: str
    file: File
    places: dict[str, int]


def members_of(archive: Archive) -> list[Member]:
    """The files of TikTok Studio in an archive."""
    found = (_recognised(archive, member) for member in text_members(archive))
    return [member for member in found if member]


def _recognised(archive: Archive, member: str) -> Member | None:
    lines = [line for line in first_lines(archive, member) if any(line)]
    if not lines:
        return None
    headings = lines[0]
    for file, words in WORDS.items():
        places = places_of(headings, words, _table_of(file))
        if file is File.CONTENT:
            places = _with_links(lines, places)
        needed = _NEEDED.get(file, set(words))
        if needed <= set(places) and (file is not File.CONTENT or _is_own(lines, places)):
            return Member(member, file, places)
    return _by_name(member, headings)


def _table_of(file: File) -> str:
    return "posts" if file is File.CONTENT else ""


def _with_links(lines: list[Line], places: dict[str, int]) -> dict[str, int]:
    """The column of links is known by its values too, whatever it is called."""
    rows = [line for line in lines[1:] if len(line) == len(lines[0])]
    linked = [place for place in range(len(lines[0])) if rows and all(_LINK.search(row[place]) for row in rows)]
    return {**places, "link": linked[0]} if "link" not in places and len(linked) == 1 else places


def _is_own(lines: list[Line], places: dict[str, int]) -> bool:
    """Whether the links lead to TikTok and no column names creators; a file without rows is taken at its word."""
    if names_accounts(lines[0]):
        return False
    links = [line[places["link"]] for line in lines[1:] if len(line) > places["link"]]
    return all("tiktok.com/" in link for link in links if link)


def _by_name(member: str, headings: Line) -> Member | None:
    """Headings in a language that is not known: the name of the file and as many columns as it should have."""
    for file, fields in _BY_PLACE.items():
        if base_name(member).lower() == file.lower() and len(headings) == len(fields):
            return Member(member, file, {field: place for place, field in enumerate(fields)})
    return None
