"""What somebody hands over: a zip, or files that belong together, as members that can be read one by one."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kring.sources.files.limits import Limits
from kring.sources.files.sheet import digest_of
from kring.sources.files.unopened import absent, forbidden
from kring.sources.files.unpack import UnpackedFiles, unpack_zip

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_HEAD = 64 * 1024
_MEDIA = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp4", ".mov", ".m4a", ".mp3", ".webm", ".srt", ".pdf")
_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a zip or a set of files. `members`: the unpacked file of each, by the path it has inside.

    Pictures and videos are none of them: a download may hold gigabytes that nobody reads.
    `name` is what people call it. `changed_at`: when its newest member was written, as the zip or the disk says.
    `unpacked` keeps the private copies as long as this object is. `part_of`: the name of the archive it is a part of.
    """

    name: str
    members: dict[str, Path]
    unpacked: object = field(default=None, repr=False)
    changed_at: datetime | None = None
    part_of: str | None = None

    @classmethod
    def of(cls, path: Path, limits: Limits | None = None, name: str | None = None) -> Archive:
        """A zip with its members, a folder with its files, or one file alone; `name`: what else it is called.

        Raises BadInput as `open_sources`.
        """
        limits = limits or Limits()
        if not path.exists():
            raise absent(path)
        try:
            return _opened(cls, path, limits, name or path.name)
        except PermissionError as problem:
            raise forbidden(path) from problem

    @property
    def packed_at(self) -> datetime | None:
        """When a zip was made; None for loose files, since the disk may say when they were copied."""
        return self.changed_at if self.unpacked is not None else None

    def zips(self) -> list[Archive]:
        """The zips among the members, each an archive of its own, as when somebody sends several downloads together."""
        packed = [member for member in self.ending(".zip") if _is_plain_zip(self.members[member])]
        inner = [Archive.of(self.members[member], name=base_name(member)) for member in packed]
        return [replace(one, unpacked=_Both(one.unpacked, self.unpacked)) for one in inner]

    def without(self, members: Collection[str], called_by: str | None = None) -> Archive:
        """The same without these members; called by one that it keeps, for what is one of several exports in it."""
        kept = {name: path for name, path in self.members.items() if name not in members}
        if called_by is None:
            return replace(self, members=kept)
        return replace(self, name=self.place(called_by), members=kept, part_of=self.name)

    def ending(self, *ends: str) -> list[str]:
        """The members whose path ends so, in order; case makes no difference."""
        wanted = tuple(end.lower() for end in ends)
        return sorted(name for name in self.members if name.lower().endswith(wanted))

    def read(self, member: str) -> bytes:
        """The bytes of a member."""
        return self.members[member].read_bytes()

    def head(self, member: str) -> bytes:
        """The first bytes of a member, to tell what it is without reading all of it."""
        with self.members[member].open("rb") as file:
            return file.read(_HEAD)

    def end(self, member: str) -> bytes:
        """The last bytes of a member, four at most."""
        with self.members[member].open("rb") as file:
            file.seek(max(0, self.members[member].stat().st_size - 4))
            return file.read()

    def place(self, member: str) -> str:
        """What a member is called in a message: the zip and the path in it, or the file alone."""
        return member if member == self.name else f"{self.part_of or self.name}!{member}"

    def digest(self, members: Iterable[str] | None = None) -> str:
        """A name made from the content of these members (all without any).

        Equal for equal bytes, whatever the zip, the folders and the members are called.
        """
        chosen = self.members if members is None else dict.fromkeys(members)
        parts = sorted(digest_of(self.members[member]) for member in chosen)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Both:
    """Keeps the copies of a zip and of the zip it lay in."""

    inner: object
    outer: object


def base_name(member: str) -> str:
    """The file's own name, without the folders it is in."""
    return PurePosixPath(member.replace("\\", "/")).name


def _opened(made: type[Archive], path: Path, limits: Limits, name: str) -> Archive:
    changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        times = [datetime.fromtimestamp(int(file.stat().st_mtime), UTC) for file in files]
        members = {name: file for file in files if _may_tell(name := file.relative_to(path).as_posix())}
        return made(name, members, changed_at=max(times, default=changed))
    size = path.stat().st_size
    limits.allow_size(name, size)
    if not _is_plain_zip(path):
        return made(name, {name: path}, changed_at=changed)
    unpacked = UnpackedFiles(limits, size)
    members = {member.name: member.path for member in unpack_zip(path, name, unpacked, limits, _may_tell)}
    return made(name, members, unpacked, _newest_entry(path) or changed)


def _may_tell(name: str) -> bool:
    return not name.lower().endswith(_MEDIA)


def _newest_entry(path: Path) -> datetime | None:
    """When the newest entry of a zip was written; zips name no zone, and some makers write 1980 for 'unknown'."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            try:
                found.append(datetime(*entry.date_time, tzinfo=UTC))
            except ValueError:
                continue
    newest = max(found, default=None)
    return newest if newest is not None and _EARLIEST < newest <= datetime.now(UTC) else None


def _is_plain_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04" and path.suffix.lower() not in (".xlsx", ".xlsm", ".ods")
