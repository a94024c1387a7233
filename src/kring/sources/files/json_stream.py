"""JSON read on as values are taken from it, so that only one row need be held in memory at a time."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kring.errors import BadInput
from kring.sources.files.encoding import TextEncoding, utf8_blocks
from kring.sources.files.written import written_float

_LONGEST_ROW = 64 * 1024 * 1024
_BLANKS = " \t\r\n"


class Fields(list[tuple[str, Any]]):
    """The fields of an object as they stand there, so that a name given twice is seen."""


DECODER = json.JSONDecoder(object_pairs_hook=Fields, parse_int=str, parse_float=written_float)


class Unfinished(ValueError):
    """The text stops before the value does, or breaks the rules of JSON."""


class GrowingText:
    """The text of a file, read on as values are taken from it, so that only one row need be held."""

    def __init__(self, path: Path, encoding: TextEncoding, name: str) -> None:
        self._blocks = _decoded(path, encoding, name)
        self._name = name
        self._text = ""
        self._at = 0
        self._wrapped = False
        self.done = 0

    def enter_list(self) -> bool:
        """Goes to the first row: of the file's own list, or of the first list of objects in the object it holds."""
        opening = self._peek()
        if opening == "[":
            self._at += 1
            return True
        while opening in ("{", ","):
            self._at += 1
            if self._peek() == "}":
                return False
            self._take_name()
            if self._peek() == "[" and self._enters_objects():
                self._wrapped = True
                return True
            opening = self._peek()
        if opening != "}":
            raise Unfinished
        return False

    def _enters_objects(self) -> bool:
        """Steps into a list when it holds objects, else over it."""
        self._at += 1
        if self._peek() == "{":
            return True
        while self.next_item():
            self.take()
        self._at += 1
        return False

    def _take_name(self) -> str:
        """Steps over a name and its colon, and over its value too unless that is a list."""
        self._peek()
        name = self.take()
        if not isinstance(name, str) or self._peek() != ":":
            raise Unfinished
        self._at += 1
        if self._peek() != "[":
            self.take()
        return name

    def leave_list(self, row: int) -> tuple[str, ...]:
        """Goes to the end of the file behind row `row`; gives the names of lists that lie beside the list of rows.

        Raises BadInput when the file is cut off.
        """
        others: list[str] = []
        try:
            self._step_over("]")
            while self._wrapped and self._peek() == ",":
                self._at += 1
                name = self._take_name()
                if self._peek() == "[":
                    others += [name] if self.take() else []
            if self._wrapped:
                self._step_over("}")
        except (Unfinished, RecursionError) as problem:
            raise BadInput(
                "the file is cut off here.", "Export it again: nothing was loaded.", file=self._name, row=row + 1,
                nl="het bestand is hier afgekapt.", nl_advice="Exporteer het opnieuw: er is niets geladen.",
            ) from problem  # fmt: skip
        return tuple(others)

    def _step_over(self, sign: str) -> None:
        if self._peek() != sign:
            raise Unfinished
        self._at += 1

    def next_item(self) -> bool:
        """Whether another item follows; goes to its start."""
        following = self._peek()
        if following == ",":
            self._at += 1
            following = self._peek()
        return following not in ("]", "")

    def take(self) -> Any:
        """The value that begins here; raises Unfinished when the file ends first."""
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError as problem:
                if not self._read_on():
                    raise Unfinished from problem
                continue
            if end == len(self._text) and self._read_on():
                continue
            self._at = end
            return value

    def _peek(self) -> str:
        while True:
            while self._at < len(self._text) and self._text[self._at] in _BLANKS:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._read_on():
                return ""

    def _read_on(self) -> bool:
        following = next(self._blocks, None)
        if following is None or len(self._text) - self._at > _LONGEST_ROW:
            return False
        self._text, self._at = self._text[self._at :] + following[0], 0
        self.done = following[1]
        return True


def _decoded(path: Path, encoding: TextEncoding, name: str) -> Iterator[tuple[str, int]]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block, done in utf8_blocks(path, encoding):
            yield decoder.decode(block), done
        decoder.decode(b"", True)
    except UnicodeDecodeError as problem:
        raise BadInput(
            "it holds bytes that are not UTF-8.", "Export it again: nothing was loaded.", file=name,
            nl="er zitten bytes in die geen UTF-8 zijn.", nl_advice="Exporteer het opnieuw: er is niets geladen.",
        ) from problem  # fmt: skip
