"""What somebody hands over: a zip, or files that belong together, as members that can be read one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kring.errors import BadInput
from kring.sources.files.limits import Limits
from kring.sources.files.unpack import UnpackedFiles, unpack_zip

_STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Archive:
    """The members of a zip or a set of files. `members`: the unpacked file of each, by the path it has inside.

    `name` is what people call it. `unpacked` keeps the private copies as long as this object is.
    """

    name: str
    members: dict[str, Path]
    unpacked: UnpackedFiles | None = field(default=None, repr=False)

    @classmethod
    def of(cls, path: Path, limits: Limits | None = None) -> Archive:
        """A zip with its members, a folder with its files, or one file alone. Raises BadInput as `open_sources`."""
        limits = limits or Limits()
        if not path.exists():
            raise BadInput("there is no such file.", "Check the name and the folder.", file=str(path))
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
            return cls(path.name, {file.relative_to(path).as_posix(): file for file in files})
        if not _is_plain_zip(path):
            return cls(path.name, {path.name: path})
        unpacked = UnpackedFiles(limits, path.stat().st_size)
        members = {member.name: member.path for member in unpack_zip(path, path.name, unpacked, limits)}
        return cls(path.name, members, unpacked)

    def ending(self, *ends: str) -> list[str]:
        """The members whose path ends so, in order; case makes no difference."""
        wanted = tuple(end.lower() for end in ends)
        return sorted(name for name in self.members if name.lower().endswith(wanted))

    def read(self, member: str) -> bytes:
        """The bytes of a member."""
        return self.members[member].read_bytes()

    def digest(self, members: Sequence[str] | None = None) -> str:
        """A name made from the content of these members (all without any): equal for equal bytes, whatever the zip."""
        whole = hashlib.sha256()
        for name in sorted(self.members if members is None else members):
            whole.update(name.encode() + b"\0")
            with self.members[name].open("rb") as file:
                while step := file.read(_STEP):
                    whole.update(step)
        return whole.hexdigest()


def _is_plain_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04" and path.suffix.lower() not in (".xlsx", ".xlsm", ".ods")
