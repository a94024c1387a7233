"""`TikTokStudio`: recognises the four downloads, says what they hold, and reads them into rows."""

from __future__ import annotations

from dataclasses import dataclass

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.delimited_text import sheet_in
from kring.sources.exports.export import Answered, Delivered, Part, Recognised
from kring.sources.exports.gathered import Gathered
from kring.sources.tiktok_studio.members import File, Member, members_of
from kring.sources.tiktok_studio.policy import POLICY
from kring.sources.tiktok_studio.rows import handles_in, take_content, take_history, take_shares

PLATFORM = "tiktok"
LABEL = Said("TikTok Studio download", "TikTok Studio-download")
TELLS = {
    File.HISTORY: Said("how many followed, day by day", "hoeveel volgers er waren, dag voor dag"),
    File.GENDER: Said("genders of followers", "geslacht van volgers"),
    File.TERRITORIES: Said("countries of followers", "landen van volgers"),
    File.CONTENT: Said("posts with their figures", "berichten met hun cijfers"),
    File.OVERVIEW: Said("totals by day; nothing of it is kept", "totalen per dag; niets bewaard"),
    File.ACTIVITY: Said(
        "when followers are active; nothing of it is kept", "wanneer volgers actief zijn; niets bewaard"
    ),
    File.VIEWERS: Said("viewers by day; nothing of it is kept", "kijkers per dag; niets bewaard"),
}
UNUSED = {
    File.OVERVIEW: "totals by day, which no table holds",
    File.ACTIVITY: "hours in which followers are active, which no table holds",
    File.VIEWERS: "viewers by day, which no table holds",
}
ABSENT = {
    File.HISTORY: Said("how many follow: that stays unknown", "hoeveel volgers er zijn: dat blijft onbekend"),
    File.TERRITORIES: Said("countries of followers: they stay unknown", "landen van volgers: die blijven onbekend"),
    File.CONTENT: Said("posts: their figures stay unknown", "berichten: hun cijfers blijven onbekend"),
}
PLACES = Said(
    "cities and ages of followers, which TikTok Studio does not download",
    "plaatsen en leeftijden van volgers; die geeft TikTok Studio niet mee",
)


@dataclass(frozen=True, slots=True)
class TikTokStudio:
    """A creator's figures from TikTok Studio."""

    name: str = "tiktok_studio"
    label: Said = LABEL
    policy: Policy = POLICY

    def recognise(self, archive: Archive) -> Recognised | None:
        """Told by headings, and by the names of the files where those are in another language.

        A list of posts by several people is no creator's own. The date in the name of a zip says nothing of when it was
        made: it is the end of a period that the person chose.
        """
        found = members_of(archive)
        if not found:
            return None
        sheets = {member.member: sheet_in(archive, member.member) for member in found}
        parts = tuple(Part(one.member, TELLS[one.file], len(sheets[one.member].rows)) for one in found)
        links = [
            link for one in found if one.file is File.CONTENT for link in sheets[one.member].column(one.places["link"])
        ]
        handles = handles_in(links)
        if len(handles) > 1:
            return None
        account = f"{PLATFORM}:{handles.pop()}" if handles else None
        absent = (*(said for file, said in ABSENT.items() if file not in {one.file for one in found}), PLACES)
        return Recognised(self.name, parts, absent, PLATFORM, account, archive.packed_at, asks=())

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """Followers by day, shares by gender and country, and posts."""
        got = Gathered()
        for member in members_of(archive):
            _take(got, archive, member, answered)
        return got.delivered()


def _take(got: Gathered, archive: Archive, member: Member, answered: Answered) -> None:
    sheet = sheet_in(archive, member.member)
    got.put_lines_aside(_table_of(member.file), sheet.wrong)
    if member.file is File.HISTORY:
        take_history(got, sheet, member.places, answered)
    elif member.file is File.CONTENT:
        take_content(got, sheet, member.places, answered)
    elif member.file in (File.GENDER, File.TERRITORIES):
        dimension = "gender" if member.file is File.GENDER else "country"
        take_shares(got, sheet, member.places, answered, dimension)
    else:
        got.leave(UNUSED[member.file], len(sheet.rows))


def _table_of(file: File) -> str:
    return {File.HISTORY: "accounts", File.CONTENT: "posts"}.get(file, "audience_shares")
