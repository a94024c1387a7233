"""In which encoding a text file is written, judged over all its bytes, and the file as a stream of UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kring.errors import BadInput
from kring.sources.core.said import Said, count_in_dutch

UNREADABLE = "\x00"
"""Stands in the stream for bytes that mean nothing in the file's encoding; a row that holds it is damaged."""

_BLOCK = 4 * 1024 * 1024
_FIRST_BLOCK = 256 * 1024  # what a first look takes
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_MOJIBAKE = re.compile(rb"\xc3\x83\xc2[\x80-\xbf]|\xc3\xa2\xe2\x82\xac|\xc3\xb0\xc5\xb8")


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """The encoding's Python name, the bytes of the mark before the text, and remarks for the person who loads it."""

    name: str
    mark_bytes: int
    notes: tuple[Said, ...]


def encoding_of(path: Path, name: str) -> TextEncoding:
    """Judges the encoding of a text file. Raises BadInput for bytes that are no text."""
    with path.open("rb") as file:
        head = file.read(65536)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            plain = "utf-8" if encoding == "utf-8-sig" else encoding
            return TextEncoding(plain, 0 if encoding == "utf-32" else len(mark), _notes(path, plain))
    wide = _wide_encoding(head)
    if wide:
        note = Said(
            f"no mark says so, but the bytes look like {wide.upper()}.",
            f"het staat er niet bij, maar de bytes zien eruit als {wide.upper()}.",
        )
        return TextEncoding(wide, 0, (note,))
    controls = sum(head.count(bytes([code])) for code in range(1, 9))
    if controls > max(8, len(head) / 10) or head.count(0) > len(head) / 3:
        raise BadInput(
            "these bytes are no text and no kind of table we know.", "Choose another file.", file=name,
            nl="deze bytes zijn geen tekst en geen soort tabel die we kennen.", nl_advice="Kies een ander bestand.",
        )  # fmt: skip
    return _eight_bit_encoding(path)


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without a mark shows in NUL bytes on one side of nearly every pair."""
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if odd > 0.6 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * pairs and odd < 0.05 * pairs else ""


def _eight_bit_encoding(path: Path) -> TextEncoding:
    if _is_ascii(path):
        return TextEncoding("utf-8", 0, ())
    multibyte = lone = 0
    for block in _line_blocks(path):
        if block.isascii():
            continue
        high = len(_HIGH.findall(block))
        in_sequences = sum(map(len, _MULTIBYTE.findall(block)))
        multibyte, lone = multibyte + in_sequences, lone + high - in_sequences
    if lone == 0:
        return TextEncoding("utf-8", 0, _notes(path, "utf-8"))
    if multibyte > 2 * lone:
        note = Said(
            "some bytes are not UTF-8; rows with them are put aside.",
            "sommige bytes zijn geen UTF-8; regels met zulke bytes worden opzijgezet.",
        )
        return TextEncoding("utf-8", 0, (*_notes(path, "utf-8"), note))
    note = Said(
        "the bytes are not UTF-8, so they are read as Windows-1252: "
        f"check the letters with accents ({lone:,} of them).",
        "de bytes zijn geen UTF-8 en worden dus als Windows-1252 gelezen: "
        f"controleer de letters met accenten ({count_in_dutch(lone)}).",
    )
    return TextEncoding("cp1252", 0, (note,))


def _is_ascii(path: Path) -> bool:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if not block.isascii():
                return False
    return True


def _notes(path: Path, encoding: str) -> tuple[Said, ...]:
    if encoding != "utf-8":
        return ()
    found = sum(len(_MOJIBAKE.findall(block)) for block in _line_blocks(path) if not block.isascii())
    if not found:
        return ()
    return (
        Said(
            f"{found:,} letters look encoded twice (such as 'Ã©' for 'é'): the file was damaged before it came here.",
            f"{count_in_dutch(found)} letters lijken dubbel gecodeerd (zoals 'Ã©' in plaats van 'é'): "
            "het bestand was al beschadigd voordat het hier kwam.",
        ),
    )


def _line_blocks(path: Path) -> Iterator[bytes]:
    """The bytes in blocks that end at a line end, so that no letter is cut in two."""
    rest = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            block = rest + block
            cut = block.rfind(b"\n") + 1
            if cut == 0 and len(block) < 4 * _BLOCK:
                rest = block
                continue
            cut = cut or len(block)
            yield block[:cut]
            rest = block[cut:]
    if rest:
        yield rest


def utf8_blocks(path: Path, encoding: TextEncoding, old_line_ends: bool = False) -> Iterator[tuple[bytes, int]]:
    """The file as blocks of UTF-8 without its mark, each with the bytes of the file read so far.

    UTF-8 files pass untouched, wrong bytes and all; in other encodings a wrong byte becomes `UNREADABLE`.
    `old_line_ends`: rows end with a lone carriage return, as on an old Macintosh, and are made to end with a newline.
    """
    decoder = None if encoding.name == "utf-8" else codecs.getincrementaldecoder(encoding.name)("kring_unreadable")
    done = encoding.mark_bytes
    with path.open("rb") as file:
        file.seek(encoding.mark_bytes)
        size = min(_FIRST_BLOCK, _BLOCK)
        while block := file.read(size):
            size = _BLOCK
            done += len(block)
            plain = decoder.decode(block).encode("utf-8") if decoder else block
            yield (plain.replace(b"\r", b"\n") if old_line_ends else plain), done
    tail = decoder.decode(b"", True) if decoder else ""
    if tail:
        yield tail.encode("utf-8"), done


def _unreadable(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeDecodeError):
        raise problem
    return UNREADABLE, problem.end


codecs.register_error("kring_unreadable", _unreadable)
