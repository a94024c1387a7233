"""`InstagramDownload`: recognises the download, says what it holds, and reads it into rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kring.sources.core.policy import Policy
from kring.sources.core.said import Said
from kring.sources.exports.archive import Archive
from kring.sources.exports.days import date_in_name, latest_on, noon_of, range_in
from kring.sources.exports.export import Answered, Delivered, Part, Recognised
from kring.sources.instagram_download import members as lists
from kring.sources.instagram_download.account import handle_in
from kring.sources.instagram_download.audience import Insights, insights_in
from kring.sources.instagram_download.members import Members, members_of
from kring.sources.instagram_download.people import names_in
from kring.sources.instagram_download.policy import POLICY
from kring.sources.instagram_download.posts import posts_in
from kring.sources.instagram_download.rows import delivered, is_whole
from kring.sources.instagram_download.wording import (
    ABSENT,
    BY_ORDER,
    CONTRADICTS,
    HELD_BACK,
    TELLS,
    UNREAD,
    WHOLE_LIST,
    keys_left,
    parts_missing,
)

PLATFORM = "instagram"
READER = 2
LABEL = Said("Instagram download", "Instagram-download")


@dataclass(frozen=True, slots=True)
class InstagramDownload:
    """A creator's "download your information" from Instagram, as JSON."""

    name: str = "instagram_download"
    label: Said = LABEL
    policy: Policy = POLICY

    def recognise(self, archive: Archive) -> Recognised | None:
        """Told by the names of the lists in it; raises BadInput for the download as web pages."""
        found = members_of(archive)
        if not found.lists:
            return None
        handle = handle_in(archive.name, found.entries(lists.PROFILE))
        parts = tuple(
            Part(member, TELLS[name], len(entries))
            for name in TELLS
            for member, entries in found.lists.get(name, {}).items()
        )
        absent = (*(said for name, said in ABSENT.items() if not found.lists.get(name)), *_held_back(found))
        return Recognised(
            self.name, parts, absent, PLATFORM, handle and f"{PLATFORM}:{handle}", made_at(archive),
            tuple(_doubts(found)), READER, ("complete",) if found.lists.get(lists.FOLLOWERS) else (),
        )  # fmt: skip

    def read(self, archive: Archive, recognised: Recognised, answered: Answered) -> Delivered:
        """Shares, posts, followers as keys, and the account's own figures."""
        found = members_of(archive)
        insights = [insights_in(record) for record in found.entries(lists.AUDIENCE)]
        return delivered(found, insights, [moment_of_insights(one, answered.observed_at) for one in insights], answered)


def made_at(archive: Archive) -> datetime | None:
    """When the download was made: the date in its name, else when the newest file in the zip was written."""
    named = date_in_name(archive.name)
    return archive.packed_at if named is None else noon_of(named)


def moment_of_insights(insights: Insights, made: datetime) -> datetime | None:
    """The end of the period that insights are of; None when it can't be read."""
    period = range_in(insights.period)
    last: date | None = latest_on(period[1], made) if period else None
    return min(noon_of(last), made) if last else None


def _held_back(found: Members) -> Iterator[Said]:
    """The divisions that insights are expected to hold and don't."""
    told = [insights_in(record) for record in found.entries(lists.AUDIENCE)]
    if told:
        yield from (said for dimension, said in HELD_BACK.items() if not any(one.shares.get(dimension) for one in told))


def _doubts(found: Members) -> Iterator[Said]:
    insights = [insights_in(record) for record in found.entries(lists.AUDIENCE)]
    if any(one.by_order for one in insights):
        yield BY_ORDER
    if any(one.contradicts for one in insights):
        yield CONTRADICTS
    if any(one.unread for one in insights):
        yield UNREAD
    posts = posts_in(found.entries(lists.POSTS), datetime.max.replace(tzinfo=UTC))
    if posts.by_order or posts.unknown:
        yield keys_left(posts.by_order, posts.unknown)
    if found.missing:
        yield parts_missing(found.missing)
    people = sum(name is not None for name in names_in(found.entries(lists.FOLLOWERS)))
    if found.lists.get(lists.FOLLOWERS) and not _confirmed(people, insights):
        yield WHOLE_LIST


def _confirmed(people: int, insights: list[Insights]) -> bool:
    return any(one.followers is not None and is_whole(people, one.followers) for one in insights)
