"""Opening files: what each one is, and the sheets in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kring.errors import BadInput
from kring.sources.core.said import Said, count_in_dutch
from kring.sources.files import sniff
from kring.sources.files.columnar import open_parquet
from kring.sources.files.delimited import open_delimited
from kring.sources.files.json_rows import open_json
from kring.sources.files.limits import Limits
from kring.sources.files.sheet import SourceSheet
from kring.sources.files.unopened import absent, forbidden
from kring.sources.files.unpack import UnpackedFiles, unpack_gzip, unpack_zip
from kring.sources.files.workbook import open_workbook


def open_sources(paths: Sequence[Path | str], limits: Limits | None = None) -> list[SourceSheet]:
    """The sheets in these files, in order: one a text, JSON or Parquet file, one a sheet of a workbook, those in zips.

    What a file is, its bytes say. Raises BadInput, naming the file and what to do, for files that are missing, empty,
    damaged, protected, beyond `limits`, or no table.
    """
    limits = limits or Limits()
    return [sheet for path in paths for sheet in _open_path(Path(path), limits)]


def _open_path(path: Path, limits: Limits) -> list[SourceSheet]:
    if not path.exists():
        raise absent(path)
    if path.is_dir():
        raise BadInput(
            "this is a folder.", "Name the files in it.", file=str(path),
            nl="dit is een map.", nl_advice="Noem de bestanden erin.",
        )  # fmt: skip
    try:
        size = path.stat().st_size
        limits.allow_size(path.name, size)
        hints = f"{path.absolute().parent.name} {path.name}"
        return _Opening(limits, UnpackedFiles(limits, size)).sheets(path, path.name, hints, depth=0)
    except PermissionError as problem:
        raise forbidden(path) from problem


class _Opening:
    """Opens one file and whatever is in it."""

    def __init__(self, limits: Limits, unpacked: UnpackedFiles) -> None:
        self._limits = limits
        self._unpacked = unpacked

    def sheets(self, path: Path, name: str, hints: str, depth: int) -> list[SourceSheet]:
        """The sheets in a file, also in what it packs; `depth`: in how many archives it lies itself."""
        kind = sniff.kind_of(path, name)
        if kind == sniff.GZIP:
            self._allow_depth(name, depth)
            inner = unpack_gzip(path, name, self._unpacked)
            return self.sheets(inner, name, hints, depth + 1)
        if kind == sniff.ZIP:
            self._allow_depth(name, depth)
            return self._in_zip(path, name, hints, depth)
        if kind == sniff.WORKBOOK:
            return open_workbook(path, name, self._limits, hints, self._unpacked)
        if kind == sniff.PARQUET:
            return [open_parquet(path, name, self._limits, hints, self._unpacked)]
        if kind == sniff.JSON:
            return [open_json(path, name, self._limits, hints, self._unpacked)]
        return [open_delimited(path, name, self._limits, hints, self._unpacked)]

    def _allow_depth(self, name: str, depth: int) -> None:
        if depth > self._limits.nesting:
            raise BadInput(
                f"archives lie in archives more than {self._limits.nesting} deep.",
                "Unpack it and import the files in it.",
                file=name,
                nl=f"er zitten archieven in archieven, meer dan {self._limits.nesting} diep.",
                nl_advice="Pak het uit en importeer de bestanden die erin zitten.",
            )

    def _in_zip(self, path: Path, name: str, hints: str, depth: int) -> list[SourceSheet]:
        """The sheets of all members. Pictures and papers that lie beside the tables are passed over, and said so."""
        found: list[SourceSheet] = []
        passed: list[str] = []
        for member in unpack_zip(path, name, self._unpacked, self._limits):
            inner = f"{name}!{member.name}"
            if _is_beside_the_tables(member.path, inner):
                passed.append(member.name)
                continue
            found += self.sheets(member.path, inner, f"{hints} {member.name}", depth + 1)
        if not found:
            raise BadInput(
                "there is no table in the zip.", "Choose the zip or file that holds the table.", file=name,
                nl="er zit geen tabel in de zip.", nl_advice="Kies de zip of het bestand met de tabel.",
            )  # fmt: skip
        return list(_with_note(found, passed))


def _is_beside_the_tables(path: Path, name: str) -> bool:
    """Whether a member is a picture, a web page, an empty file or another thing that was never a table."""
    if path.stat().st_size == 0:
        return True
    try:
        sniff.kind_of(path, name)
    except BadInput as problem:
        if "damaged" in problem.message:
            raise
        return True
    return False


def _with_note(sheets: list[SourceSheet], passed: list[str]) -> Iterator[SourceSheet]:
    if not passed:
        yield from sheets
        return
    shown = ", ".join(passed[:5]) + (", ..." if len(passed) > 5 else "")
    note = Said(
        f"{len(passed):,} files in the zip are no tables: {shown}.",
        f"{count_in_dutch(len(passed))} bestanden in de zip zijn geen tabel: {shown}.",
    )
    first, *others = sheets
    yield replace(first, notes=(*first.notes, note))
    yield from others
