"""`Bundle`: what a creator makes for one fee: a post, or a post and three stories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kring.errors import BadInput, UnknownName
from kring.estimate import Language
from kring.vocabulary import platforms

MOST_PIECES = 50
PIECES = re.compile(r"(?:(\d+) ?[x×]? ?)?(\w+)")


@dataclass(frozen=True)
class Bundle:
    """Deliverables with the number of pieces of each, in the order of the vocabulary.

    Raises UnknownName for a deliverable that doesn't exist, BadInput for a number of pieces that can't be.
    """

    pieces: tuple[tuple[str, int], ...]

    def __post_init__(self) -> None:
        known = list(platforms.deliverables())
        for name, number in self.pieces:
            if name not in known:
                choice = ", ".join(known)
                raise UnknownName(
                    "deliverable", name, known, f"Use one of: {choice}.", nl_advice=f"Kies uit: {choice}."
                )
            if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= MOST_PIECES:
                raise _no_number(name, number)
        if not self.pieces:
            raise _not_as_expected("")
        object.__setattr__(self, "pieces", tuple(sorted(self.pieces, key=lambda piece: known.index(piece[0]))))

    @classmethod
    def read(cls, given: Any) -> Bundle:
        """The bundle meant by `post`, by `post + 3 story`, or by `{post: 1, story: 3}`."""
        if isinstance(given, Bundle):
            return given
        if isinstance(given, Mapping):
            return cls(tuple((str(name).lower(), number) for name, number in given.items()))
        parts = [PIECES.fullmatch(part.strip().lower()) for part in str(given).split("+")]
        found = [(part[2], int(part[1] or 1)) for part in parts if part]
        if len(found) < len(parts) or len(dict(found)) < len(found):
            raise _not_as_expected(given)
        return cls(tuple(found))

    @property
    def name(self) -> str:
        """The bundle as people type it: post + 3 story."""
        return " + ".join(name if number == 1 else f"{number} {name}" for name, number in self.pieces)

    @property
    def deliverables(self) -> tuple[str, ...]:
        """Which deliverables are in it."""
        return tuple(name for name, _ in self.pieces)

    @property
    def count(self) -> int:
        """How many pieces it holds."""
        return sum(number for _, number in self.pieces)

    def plain(self) -> str | dict[str, int]:
        """As a brief's YAML writes it."""
        return self.pieces[0][0] if self.count == 1 else dict(self.pieces)

    def in_words(self, language: Language = "en") -> str:
        """The bundle as one reads it: post + 3 × story."""
        said = [(platforms.deliverable(name).words.said_in(language), number) for name, number in self.pieces]
        return " + ".join(label if number == 1 else f"{number} × {label}" for label, number in said)


def bundles(given: Any) -> tuple[Bundle, ...]:
    """The bundles of a list, or of one; each once."""
    entries = [given] if isinstance(given, str | Mapping | Bundle) else given
    if not isinstance(entries, Iterable):
        raise _not_as_expected(given)
    return tuple(dict.fromkeys(Bundle.read(entry) for entry in entries))


def _no_number(name: str, number: object) -> BadInput:
    return BadInput(
        f"'{name}: {number}' is not a number of pieces.", f"Use a whole number from 1 to {MOST_PIECES}.",
        nl=f"'{name}: {number}' is geen aantal uitingen.",
        nl_advice=f"Gebruik een heel getal van 1 tot en met {MOST_PIECES}.",
    )  # fmt: skip


def _not_as_expected(given: object) -> BadInput:
    example = "deliverables: [post, reel, {post: 1, story: 3}]"
    return BadInput(
        f"'{given}' is not what a creator can make.", f"Write for instance {example}.",
        nl=f"'{given}' is niets wat een creator kan maken.", nl_advice=f"Schrijf bijvoorbeeld {example}.",
    )  # fmt: skip
