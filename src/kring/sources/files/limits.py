"""How much a file may ask of this machine: the bounds against zip bombs and runaway files (OWASP ASVS 5.0, 5.2.3)."""

from __future__ import annotations

from dataclasses import dataclass

from kring.errors import BadInput
from kring.sources.core.said import Said, count_in_dutch

MEBIBYTE = 1024 * 1024
GIBIBYTE = 1024 * MEBIBYTE
_COLUMNS = Said("columns", "kolommen")
_BYTES = Said("bytes", "bytes")


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one import.

    `file_bytes`: one file as it lies there. `unpacked_bytes`: all that comes out of it. `ratio`: unpacked to packed,
    which counts from `ratio_from_bytes` on, because small files may pack very well. `members`: files in a zip.
    `nesting`: zips in zips. `columns`: headings of one sheet. `quarantined`: rows put aside before the import gives up.
    """

    file_bytes: int = 8 * GIBIBYTE
    unpacked_bytes: int = 16 * GIBIBYTE
    ratio: float = 250.0
    ratio_from_bytes: int = 16 * MEBIBYTE
    members: int = 10_000
    nesting: int = 2
    columns: int = 2_000
    quarantined: int = 250_000

    def allow_unpacked(self, name: str, packed: int, unpacked: int) -> None:
        """Raises BadInput when `unpacked` bytes from `packed` bytes are more than these limits let through."""
        if unpacked > self.unpacked_bytes:
            raise BadInput(
                f"it unpacks to more than {self.unpacked_bytes // MEBIBYTE:,} MB.",
                "Unpack it yourself and import the files one by one.",
                file=name,
                nl=f"uitgepakt is het meer dan {count_in_dutch(self.unpacked_bytes // MEBIBYTE)} MB.",
                nl_advice="Pak het zelf uit en importeer de bestanden een voor een.",
            )
        if unpacked > self.ratio_from_bytes and unpacked > self.ratio * max(packed, 1):
            raise BadInput(
                f"it unpacks to more than {self.ratio:.0f} times its own size, as a zip bomb does.",
                "If you trust it, unpack it yourself and import the file that comes out.",
                file=name,
                nl=f"uitgepakt is het meer dan {count_in_dutch(self.ratio)} keer zo groot, zoals bij een zipbom.",
                nl_advice="Vertrouw je het, pak het dan zelf uit en importeer het bestand dat eruit komt.",
            )

    def allow_size(self, name: str, found: int) -> None:
        """Raises BadInput when a file has more bytes than these limits let through."""
        if found > self.file_bytes:
            raise self.beyond(_BYTES, found, self.file_bytes, name)

    def beyond(self, what: Said, found: int, most: int, name: str) -> BadInput:
        """What is said of a file with more of something, such as columns, than these limits let through."""
        return BadInput(
            f"it has {found:,} {what.en}; {most:,} is the most.",
            file=name,
            nl=f"het heeft {count_in_dutch(found)} {what.nl}; het hoogste aantal is {count_in_dutch(most)}.",
        )

    def allow_columns(self, name: str, found: int, what: Said = _COLUMNS) -> None:
        """Raises BadInput when a sheet has more headings than these limits let through."""
        if found > self.columns:
            raise self.beyond(what, found, self.columns, name)
