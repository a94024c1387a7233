"""`BusinessSuite`: recognises Meta Business Suite's three kinds of file, and reads what they tell of Instagram."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kring.sources.business_suite.audience import INSTAGRAM, blocks_in, is_audience, take_audience
from kring.sources.business_suite.content import content_places, take_content, usernames
from kring.sources.business_suite.policy import POLICY
from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.delimited_text import UTF_16_MARKS, Line, first_lines, lines_in, sheet_in, text_members
from kring.sources.exports.export import Answered, Delivered, Part, Recognised
from kring.sources.exports.figures_in_cells import count_in, is_missing
from kring.sources.exports.gathered import Gathered

LABEL = Said("Meta Business Suite download", "Meta Business Suite-download")
_SEPARATOR = b"s\x00e\x00p\x00="


class File(StrEnum):
    """The kinds of file there are."""

    CONTENT = "content"
    AUDIENCE = "audience"
    DAILY = "daily"


TELLS = {
    File.CONTENT: Said("posts with their figures", "berichten met hun cijfers"),
    File.AUDIENCE: Said(
        "how many follow, their ages, genders and cities", "hoeveel volgers, hun leeftijd, geslacht en plaatsen"
    ),
    File.DAILY: Said("totals by day; nothing of it is kept", "totalen per dag; niets bewaard"),
}
ABSENT = {
    File.CONTENT: Said("posts: their figures stay unknown", "berichten: hun cijfers blijven onbekend"),
    File.AUDIENCE: Said(
        "the audience: places, ages and genders stay unknown",
        "het publiek: plaats, leeftijd en geslacht blijven onbekend",
    ),
}
WHOSE = Said(
    "the file is of Facebook and Instagram together; blocks that name neither are left out and stay unknown.",
    "het bestand gaat over Facebook en Instagram samen; blokken die geen van beide noemen zijn weggelaten.",
)


@dataclass(frozen=True, slots=True)
class BusinessSuite:
    """A creator's figures of Instagram from Meta Business Suite."""

    name: str = "business_suite"
    label: Said = LABEL
    policy: Policy = POLICY

    def recognise(self, archive: Archive) -> Recognised | None:
        """Told by headings of the content file, and by the form of the others in any language."""
        found = files_in(archive)
        if not found:
            return None
        parts = tuple(Part(member, TELLS[file], _entries(archive, member, file)) for member, file in found.items())
        absent = tuple(said for file, said in ABSENT.items() if file not in found.values())
        audiences = [member for member, file in found.items() if file is File.AUDIENCE]
        named = _named(archive, found)
        account = f"{INSTAGRAM}:{named.pop()}" if len(named) == 1 else None
        platform = INSTAGRAM if account or audiences else None
        doubts = (WHOSE,) if any(_mixed(archive, member) for member in audiences) else ()
        return Recognised(self.name, parts, absent, platform, account, archive.packed_at, doubts, asks=())

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """Posts, followers and shares."""
        got = Gathered()
        for member, file in files_in(archive).items():
            if file is File.CONTENT:
                sheet = sheet_in(archive, member)
                got.put_lines_aside("posts", sheet.wrong)
                take_content(got, sheet, content_places([list(sheet.headings)]) or {}, answered)
            elif file is File.AUDIENCE:
                take_audience(got, blocks_in(lines_in(archive, member)), answered)
            else:
                got.leave("totals by day, which no table holds", _entries(archive, member, file))
        return got.delivered()


def files_in(archive: Archive) -> dict[str, File]:
    """The files of Business Suite in an archive, each with its kind."""
    found = {}
    for member in text_members(archive):
        lines = [line for line in first_lines(archive, member, 8) if any(cell.strip() for cell in line)]
        if content_places(lines) is not None:
            found[member] = File.CONTENT
        elif _says_separator(archive.head(member)):
            if _is_daily(lines):
                found[member] = File.DAILY
            elif is_audience(blocks_in(lines_in(archive, member))):
                found[member] = File.AUDIENCE
    return found


def _says_separator(head: bytes) -> bool:
    """The daily and audience files are UTF-16 and begin with a line that names the separator."""
    return head.startswith(UTF_16_MARKS) and _SEPARATOR in head[:32].replace(b'"\x00', b"")


def _is_daily(lines: list[Line]) -> bool:
    """A title alone, two headings, and lines of a day and a number."""
    if len(lines) < 3 or sum(map(bool, lines[0])) != 1 or len(lines[1]) != 2:
        return False
    return all(
        len(line) == 2 and any(letter.isdigit() for letter in line[0]) and _is_number(line[1]) for line in lines[2:]
    )


def _is_number(cell: str) -> bool:
    return is_missing(cell) or count_in(cell) is not None


def _entries(archive: Archive, member: str, file: File) -> int:
    if file is File.CONTENT:
        return len(sheet_in(archive, member).rows)
    lines = lines_in(archive, member)
    if file is File.AUDIENCE:
        return len(blocks_in(lines))
    return max(sum(any(cell.strip() for cell in line) for line in lines) - 2, 0)


def _named(archive: Archive, found: dict[str, File]) -> set[str]:
    """The accounts that content files name."""
    names: set[str] = set()
    for member, file in found.items():
        if file is File.CONTENT:
            sheet = sheet_in(archive, member)
            names |= usernames(sheet, content_places([list(sheet.headings)]) or {"username": 0})
    return names


def _mixed(archive: Archive, member: str) -> bool:
    blocks = blocks_in(lines_in(archive, member))
    return len({block.named for block in blocks if block.named}) == 2 and any(not block.named for block in blocks)
