"""Which file is the table of videos, which columns it has, and of which period its figures are.

The column of videos is told by its values: the ids of YouTube are eleven letters and digits. English and Swedish
headings were seen; those in Dutch, German and French are what YouTube's pages say and were not seen in a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kring.sources.exports.archive import Archive, base_name
from kring.sources.exports.days import Day, dated, day_in
from kring.sources.exports.delimited_text import (
    Line,
    first_lines,
    names_accounts,
    places_of,
    sheet_in,
    text_members,
)

_VIDEO = re.compile(r"[A-Za-z0-9_-]{11}")
WORDS = {
    "title": ["Video title", "Videotitel", "Titel van video", "Titre de la vidéo"],
    "published_at": [
        "Video publish time", "Publiceringstid för video", "Publicatietijd van video",
        "Veröffentlichungszeitpunkt des Videos", "Heure de publication de la vidéo",
    ],
    "views": ["Views", "Visningar", "Weergaven", "Aufrufe", "Vues"],
    "likes": ["Likes", "Gilla-markeringar", "Vind-ik-leuks", "Mag ich-Bewertungen", "J'aime"],
    "comments": ["Comments added", "Comments", "Kommentarer", "Reacties toegevoegd", "Commentaires ajoutés"],
    "shares": ["Shares", "Delningar", "Keer gedeeld", "Geteilte Inhalte", "Partages"],
    "impressions": [
        "Thumbnail impressions", "Impressions", "Exponeringar", "Thumbnailvertoningen", "Vertoningen", "Impressionen",
    ],
    "reach": ["Unique viewers", "Unika tittare", "Unieke kijkers", "Einzelne Zuschauer", "Spectateurs uniques"],
}  # fmt: skip
FIGURES = ("views", "likes", "comments", "shares", "impressions", "reach")
_PERIOD = re.compile(r"(20\d{2})-(\d{2})-(\d{2})_(20\d{2})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Table:
    """The table of videos: the member, the place of the ids and of each field."""

    member: str
    video: int
    places: dict[str, int]


def tables_in(archive: Archive) -> list[Table]:
    """The tables of videos in an archive; one without views is none."""
    return [table for member in text_members(archive) if (table := _table(member, first_lines(archive, member, 8)))]


def is_video(cell: str) -> bool:
    """Whether a cell holds the id of a video."""
    return _VIDEO.fullmatch(cell) is not None


def begins(archive: Archive, table: Table) -> date | None:
    """The first day its figures are of: from the name of the zip, else from the days in the files beside it."""
    if named := _PERIOD.search(archive.name):
        year, month, day = (int(part) for part in named.groups()[:3])
        return Day(month, day, year).on(year)
    days = [day for member in text_members(archive) if member != table.member for day in _days(archive, member)]
    return min(days, default=None)


def _table(member: str, lines: list[Line]) -> Table | None:
    filled = [line for line in lines if any(line)]
    if len(filled) < 2:
        return None
    headings, *rows = filled
    videos = [place for place in range(len(headings)) if _holds_videos(rows, place)]
    places = places_of(headings, WORDS, "posts")
    if len(videos) != 1 or "views" not in places or not ({"title", "published_at"} & set(places)):
        return None
    total = not is_video(rows[0][videos[0]].strip() if len(rows[0]) > videos[0] else "")
    if names_accounts(headings) or (not total and base_name(member).lower() != "table data.csv"):
        return None
    return Table(member, videos[0], {field: place for field, place in places.items() if place != videos[0]})


def _holds_videos(rows: list[Line], place: int) -> bool:
    """Whether all cells but that of the total are ids, or most; the total stands first."""
    cells = [row[place].strip() for row in rows if len(row) > place]
    ids = [cell for cell in cells if is_video(cell)]
    mixed = any(not cell.isalpha() or not cell.islower() for cell in ids)
    return (len(ids) >= max(1, len(cells) - 1) or len(ids) * 2 > len(cells)) and mixed


def _days(archive: Archive, member: str) -> list[date]:
    if base_name(member).lower() not in ("totals.csv", "chart data.csv"):
        return []
    sheet = sheet_in(archive, member)
    for place in range(len(sheet.headings)):
        days = [day_in(cell) for cell in sheet.column(place)]
        if days and all(days):
            return [day for day in dated(days, archive.changed_at or datetime.now(UTC)) if day]
    return []
