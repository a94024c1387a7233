"""The audience file: blocks with a title, in any language.

A block is known by its values: a number alone is how many follow, ages with two columns are those of women and men,
places are cities or countries. `Instagram` and `Facebook` in a title say whose block it is. A block that names neither
is of the platform that the file is of, when it is of one; else it is left out, since it can't be told.
"""

from __future__ import annotations

from dataclasses import dataclass

from kring.sources.exports.ages import age_band
from kring.sources.exports.delimited_text import Line
from kring.sources.exports.export import Answered
from kring.sources.exports.figures_in_cells import (
    COUNTRIES,
    count_in,
    is_missing,
    number_in,
    percentages_by_sum,
    shares_by_sum,
)
from kring.sources.exports.gathered import Gathered, ShareOf
from kring.sources.exports.rows import account_row
from kring.sources.files import reasons
from kring.sources.files.words import countries, known_words, plain

INSTAGRAM, FACEBOOK = "instagram", "facebook"
_OTHER = "a block of Facebook, or of which it can't be told whose it is"
_UNREAD = "a block that is not understood"


@dataclass(frozen=True, slots=True)
class Block:
    """A title and the lines below it, up to the next empty line. `number`: that of its first line."""

    title: str
    lines: tuple[Line, ...]
    number: int

    @property
    def named(self) -> str | None:
        """The platform its title names."""
        found = [name for name in (INSTAGRAM, FACEBOOK) if name in self.title.lower()]
        return found[0] if len(found) == 1 else None


def blocks_in(lines: list[Line]) -> list[Block]:
    """The blocks of a file; a title is a line with one cell that is no number."""
    found: list[Block] = []
    group: list[Line] = []
    start = 1
    for number, line in enumerate([*lines, []], start=1):
        filled = [cell.strip() for cell in line]
        if any(filled):
            start = start if group else number
            group.append(filled)
        elif group:
            block = _split(group, start)
            if not block.title and found and not found[-1].lines:
                block = Block(found.pop().title, block.lines, start - 1)
            found.append(block)
            group = []
    return found


def is_audience(blocks: list[Block]) -> bool:
    """Whether these are blocks of an audience: one with ages or places, or a count, and a title with a platform."""
    told = [block for block in blocks if block.lines and (_ages(block) or _places(block) or _count(block) is not None)]
    return bool(told) and any(block.named for block in blocks)


def take_audience(got: Gathered, blocks: list[Block], answered: Answered) -> bool:
    """Followers, ages and genders, cities and countries of Instagram; whether any block was of no known platform."""
    platforms = {block.named for block in blocks if block.named}
    percent = next((told for block in blocks if (told := _percentages(block)) is not None), None)
    left = False
    for block in blocks:
        whose = block.named or (INSTAGRAM if platforms == {INSTAGRAM} else None)
        if not block.lines:
            continue
        if whose != INSTAGRAM:
            got.leave(_OTHER)
            left |= whose is None
        elif (count := _count(block)) is not None:
            got.take("accounts", account_row(answered, followers=count))
        elif not (_take_ages(got, block, answered) or _take_places(got, block, answered, percent)):
            got.leave(_UNREAD)
    return left


def _split(group: list[Line], start: int) -> Block:
    """Lines that belong together; without a title when an empty line parts them from it."""
    title, rest = group[0], group[1:]
    if sum(map(bool, title)) == 1 and number_in(title[0]) is None and count_in(title[0]) is None:
        return Block(title[0], tuple(rest), start)
    return Block("", tuple(group), start)


def _count(block: Block) -> int | None:
    cells = [cell for line in block.lines for cell in line if cell]
    return count_in(cells[0]) if len(cells) == 1 and "%" not in cells[0] else None


def _ages(block: Block) -> list[tuple[str, Line]]:
    """The lines that begin with an age band."""
    return [(band, line) for line in block.lines if line and (band := age_band(line[0]))]


def _take_ages(got: Gathered, block: Block, answered: Answered) -> bool:
    """Ages by gender, where the headings say in words we know which column is whose."""
    ages = _ages(block)
    if not ages or any(len(line) < 3 for _, line in ages):
        return False
    genders = _genders(block.lines[0])
    if genders is None:
        return False
    cells = [line[place] for _, line in ages for place in genders.values()]
    shares = shares_by_sum(cells, whole=True)
    named = [f"{gender} {band}" for band, _ in ages for gender in genders]
    for place, (name, cell) in enumerate(zip(named, cells, strict=True)):
        number = block.number + 1 + place // len(genders)
        if shares is None or (shares[place] is None and not is_missing(cell)):
            got.put_aside("audience_shares", number, "age_gender", cell, reasons.NOT_EVERYBODY.en)
        else:
            got.take_share(answered.account, number, ShareOf("age_gender", name, shares[place]))
    return True


def _percentages(block: Block) -> bool | None:
    """Whether a file writes percentages, as its ages tell, which add up to everybody; None for another block."""
    ages = _ages(block)
    return percentages_by_sum([cell for _, line in ages for cell in line[1:]]) if ages else None


def _genders(headings: Line) -> dict[str, int] | None:
    known = known_words("gender") or {}
    said = [known.get(plain(cell)) for cell in headings[1:3]]
    if len(headings) == 3 and None not in said and len(set(said)) == 2:
        return {str(gender): place for place, gender in enumerate(said, start=1)}
    return None


def _places(block: Block) -> list[tuple[str, str]]:
    """Names of places with their shares: a line each, or all names in one line and all shares in the next."""
    lines = [[cell for cell in line if cell] for line in block.lines]
    if len(lines) == 2 and len(lines[0]) == len(lines[1]) > 1 and all(number_in(cell) is not None for cell in lines[1]):
        return list(zip(lines[0], lines[1], strict=True))
    if lines and all(len(line) == 2 and number_in(line[1]) is not None for line in lines):
        return [(line[0], line[1]) for line in lines]
    return []


def _take_places(got: Gathered, block: Block, answered: Answered, percent: bool | None) -> bool:
    named = _places(block)
    if not named:
        return False
    known = sum(plain(name) in countries() for name, _ in named)
    dimension = "country" if known * 2 > len(named) else "city"
    cells = [cell for _, cell in named]
    shares = shares_by_sum(cells, whole=False, percent=percent, most=COUNTRIES if dimension == "country" else None)
    for place, (name, cell) in enumerate(named):
        number = block.number + 1 + place
        if shares is None or shares[place] is None:
            got.put_aside("audience_shares", number, dimension, cell, reasons.FRACTIONS_OR_PERCENTAGES.en)
        else:
            got.take_share(answered.account, number, ShareOf(dimension, name, shares[place]))
    return True
