"""`YouTubeStudio`: recognises the table of videos and reads it into posts.

The figures are those of the period that was chosen. Of a video that is older than the period they are a part of its
figures, so they are left out; the video itself is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.delimited_text import Row, Sheet, sheet_in
from kring.sources.exports.export import Answered, Delivered, Part, Recognised
from kring.sources.exports.gathered import Gathered, counts_in
from kring.sources.exports.moments import moments_in
from kring.sources.exports.posts import post_row
from kring.sources.files import reasons
from kring.sources.youtube_studio.members import FIGURES, Table, begins, is_video, tables_in
from kring.sources.youtube_studio.policy import POLICY

PLATFORM = "youtube"
LABEL = Said("YouTube Studio download", "YouTube Studio-download")
TELLS = Said("videos with their figures", "video's met hun cijfers")
ABSENT = (
    Said(
        "subscribers and where viewers live: they stay unknown", "abonnees en waar kijkers wonen: dat blijft onbekend"
    ),
)
NO_PERIOD = Said(
    "nothing in it tells of which period the figures are; they are taken to be of each video's whole life.",
    "nergens staat over welke periode de cijfers gaan; ze gelden als die van het hele leven van elke video.",
)


@dataclass(frozen=True, slots=True)
class YouTubeStudio:
    """A channel's content from YouTube Studio."""

    name: str = "youtube_studio"
    label: Said = LABEL
    policy: Policy = POLICY

    def recognise(self, archive: Archive) -> Recognised | None:
        """Told by a column of video ids beside views and titles."""
        found = tables_in(archive)
        if not found:
            return None
        sheets = [(table, sheet_in(archive, table.member)) for table in found]
        parts = tuple(Part(table.member, TELLS, len(sheet.rows)) for table, sheet in sheets)
        doubts = tuple(_doubts(archive, sheets))
        return Recognised(self.name, parts, ABSENT, PLATFORM, None, archive.packed_at, doubts, asks=())

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """The videos as posts."""
        got = Gathered()
        for table in tables_in(archive):
            _take(got, sheet_in(archive, table.member), table, begins(archive, table), answered)
        return got.delivered()


def _doubts(archive: Archive, sheets: list[tuple[Table, Sheet]]) -> Iterator[Said]:
    for table, sheet in sheets:
        first = begins(archive, table)
        if first is None:
            yield NO_PERIOD
            continue
        moments = _published(sheet, table, archive.changed_at or datetime.now(UTC))
        older = sum(not _within(moment, first) for moment in moments.values())
        if older:
            yield Said(
                f"of {older:,} videos older than {first}, when the figures begin, the figures are left out; download "
                "them for the period 'Lifetime'.",
                f"van {older} video's van voor {first}, als de cijfers beginnen, zijn de cijfers weggelaten; download "
                "ze over de hele periode.",
            )


def _take(got: Gathered, sheet: Sheet, table: Table, first: date | None, answered: Answered) -> None:
    moments = _published(sheet, table, answered.observed_at)
    seen: set[str] = set()
    got.put_lines_aside("posts", sheet.wrong)
    for row in sheet.rows:
        video = row.cells[table.video]
        figures, wrong = counts_in({name: row.cells[table.places[name]] for name in FIGURES if name in table.places})
        if not is_video(video):
            _leave_total(got, row, sheet, table)
        elif wrong:
            place = table.places[wrong]
            got.put_aside("posts", row.number, sheet.headings[place], row.cells[place], reasons.NO_COUNT.en)
        elif video in seen:
            got.put_aside("posts", row.number, sheet.headings[table.video], video, reasons.VIDEO_TWICE.en)
        else:
            seen.add(video)
            moment = moments[row.number]
            kept = figures if first is None or _within(moment, first) else {}
            link = f"https://www.youtube.com/watch?v={video}"
            title = row.cells[table.places["title"]] if "title" in table.places else None
            got.take("posts", post_row(answered, video, title, published_at=moment, kind="video", link=link, **kept))


def _leave_total(got: Gathered, row: Row, sheet: Sheet, table: Table) -> None:
    """The total stands first, whatever it is called; anything else without an id is no video."""
    if row.number == 1:
        got.leave("a line with the total")
    else:
        cell = row.cells[table.video]
        got.put_aside("posts", row.number, sheet.headings[table.video], cell, reasons.NO_VIDEO.en)


def _published(sheet: Sheet, table: Table, made: datetime) -> dict[int, datetime | None]:
    """By the number of its row when each video went live."""
    rows = [row for row in sheet.rows if is_video(row.cells[table.video])]
    if "published_at" not in table.places:
        return dict.fromkeys((row.number for row in rows), None)
    cells = [row.cells[table.places["published_at"]] for row in rows]
    return dict(zip((row.number for row in rows), moments_in(cells, made), strict=True))


def _within(moment: datetime | None, first: date) -> bool:
    """Whether a video went live within the period, so that its figures are whole."""
    return moment is not None and moment.date() >= first
