"""`Takeout`: recognises subscriptions.csv and reads how many channels the creator follows.

The channels themselves are not kept. Most are of other people; that a creator follows a brand is a sign of a fan, but
the tables hold no such observation, and a channel kept as an account would look like a creator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kring.errors import BadInput
from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.delimited_text import Line, first_lines, sheet_in, text_members
from kring.sources.exports.export import Answered, Delivered, Part, Recognised
from kring.sources.exports.gathered import Gathered
from kring.sources.exports.rows import account_row
from kring.sources.takeout.policy import POLICY

PLATFORM = "youtube"
LABEL = Said("Google Takeout subscriptions", "Google Takeout-abonnementen")
TELLS = Said("channels followed, of which only the number is kept", "gevolgde kanalen; alleen het aantal wordt bewaard")
ABSENT = (
    Said("who follows this channel: that stays unknown", "wie dit kanaal volgt: dat blijft onbekend"),
    Said("figures of videos: they stay unknown", "cijfers van video's: die blijven onbekend"),
)
_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Takeout:
    """The list of subscriptions of a YouTube account."""

    name: str = "takeout"
    label: Said = LABEL
    policy: Policy = POLICY

    def recognise(self, archive: Archive) -> Recognised | None:
        """Told by values in any language: a channel's id, a link that holds the same id, and a title."""
        found = [member for member in text_members(archive) if _are_channels(first_lines(archive, member))]
        if not found:
            _refuse_the_rest(archive)
            return None
        parts = tuple(Part(member, TELLS, len(sheet_in(archive, member).rows)) for member in found)
        return Recognised(self.name, parts, ABSENT, PLATFORM, None, archive.packed_at, asks=())

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """The number of channels followed."""
        got = Gathered()
        channels: set[str] = set()
        for part in recognised.parts:
            sheet = sheet_in(archive, part.member)
            got.leave("channels followed: only their number is kept", len(sheet.rows))
            got.put_lines_aside("accounts", sheet.wrong)
            channels |= {cell for row in sheet.rows for cell in row.cells if _CHANNEL.fullmatch(cell)}
        got.conclude("accounts", account_row(answered, following=len(channels)))
        return got.delivered()


def _refuse_the_rest(archive: Archive) -> None:
    """A takeout without subscriptions: what was watched and who wrote are no sheets."""
    if archive.members and all(member.startswith("Takeout/") for member in archive.members):
        raise BadInput(
            "this is a Google Takeout without subscriptions; nothing else of it is read.",
            "Ask for YouTube and YouTube Music with subscriptions, as CSV.",
            file=archive.name,
            nl="dit is een Google Takeout zonder abonnementen; iets anders wordt er niet van gelezen.",
            nl_advice="Vraag YouTube en YouTube Music aan met abonnementen, als CSV.",
        )


def _are_channels(lines: list[Line]) -> bool:
    """Whether lines name one channel twice: by its id and in a link; a few may be damaged."""
    rows = [line for line in lines[1:] if any(line)]
    if not rows or len(lines[0]) != _COLUMNS:
        return False
    return sum(len(line) == _COLUMNS and _names_one(line) for line in rows) * 2 >= len(rows)


def _names_one(line: Line) -> bool:
    ids = [cell for cell in line if _CHANNEL.fullmatch(cell.strip())]
    return len(ids) == 1 and any("youtube.com/channel/" + ids[0] in cell for cell in line)
