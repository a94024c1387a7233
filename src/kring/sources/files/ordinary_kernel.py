"""The compiled loops over the bytes of a column of text: which cells are written in the ordinary way, and as what.

A cell is bytes[offsets[i]:offsets[i + 1]]. What a loop calls odd, it leaves to the conversions that know all ways of
writing; what it reads itself, it reads to the same value as those.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kring.compiled import compiled

Offsets = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Shapes = NDArray[np.uint64]

ZERO, NINE, DASH, COLON, AT, CAPITAL_A, CAPITAL_Z, LOWER_T, LOWER_Z = 48, 57, 45, 58, 64, 65, 90, 116, 122
LONGEST_WORD = 64
MOST_DIGITS, MOST_DECIMAL_DIGITS, LONGEST_HANDLE = 18, 15, 200
DAY = 86_400_000_000


@compiled
def untidy(offsets: Offsets, data: Bytes, words: Shapes) -> Mask:
    """Cells that may have blanks around them, or may be one of these words.

    `words`: for each first and each last byte a number with a bit for every length of a word that begins and ends so.
    """
    odd = np.zeros(len(offsets) - 1, np.bool_)
    for cell in range(len(odd)):
        start, end = offsets[cell], offsets[cell + 1]
        if end == start:
            odd[cell] = True
            continue
        first, last = data[start], data[end - 1]
        edged = first < 33 or first > 126 or last < 33 or last > 126
        odd[cell] = edged or may_be(words, first, last, end - start)
    return odd


@compiled
def may_be(words: Shapes, first: int, last: int, length: int) -> bool:
    """Whether a word of this length begins and ends so; both bytes are ASCII."""
    return length < LONGEST_WORD and (words[first, last] >> np.uint64(length)) & np.uint64(1) == 1


@compiled
def names(offsets: Offsets, data: Bytes, allowed: Mask, words: Shapes, at_before: bool) -> tuple[Mask, bool]:
    """Cells that are more than a name of allowed bytes, or may be one of these words (see `untidy`).

    `at_before`: one @ may stand before the name. Also whether any name has that @ or a capital.
    """
    odd, marked = np.zeros(len(offsets) - 1, np.bool_), False
    for cell in range(len(odd)):
        start, end = offsets[cell], offsets[cell + 1]
        ascii_edges = end > start and data[start] < 128 and data[end - 1] < 128
        if ascii_edges and may_be(words, data[start], data[end - 1], end - start):
            odd[cell] = True
            continue
        if at_before and end > start and data[start] == AT:
            start += 1
            marked = True
        wrong = end == start or end - start > LONGEST_HANDLE
        for at in range(start, end):
            byte = data[at]
            if not allowed[byte]:
                wrong = True
                break
            marked |= byte >= CAPITAL_A and byte <= CAPITAL_Z
        odd[cell] = wrong
    return odd, marked


@compiled
def whole_numbers(offsets: Offsets, data: Bytes) -> tuple[NDArray[np.int64], Mask]:
    """The numbers of cells that are up to 18 digits and nothing else."""
    count = len(offsets) - 1
    found, odd = np.zeros(count, np.int64), np.zeros(count, np.bool_)
    for cell in range(count):
        start, end = offsets[cell], offsets[cell + 1]
        wrong = end == start or end - start > MOST_DIGITS
        number = np.int64(0)
        if not wrong:
            for at in range(start, end):
                digit = np.int64(data[at]) - ZERO
                if digit < 0 or digit > 9:
                    wrong = True
                    break
                number = number * 10 + digit
        found[cell], odd[cell] = number, wrong
    return found, odd


@compiled
def decimals(offsets: Offsets, data: Bytes, mark: int) -> tuple[NDArray[np.float64], Mask]:
    """The numbers of cells that are digits, with one mark between them at most and a - before them at most.

    With no more than 15 digits both parts of the division are exact, so that its result is the nearest number there is.
    """
    count = len(offsets) - 1
    found, odd = np.zeros(count, np.float64), np.zeros(count, np.bool_)
    for cell in range(count):
        start, end = offsets[cell], offsets[cell + 1]
        negative = end > start and data[start] == DASH
        if negative:
            start += 1
        number, scale, digits, marked, wrong = np.int64(0), 1.0, 0, -1, end == start
        for at in range(start, end):
            byte = data[at]
            if byte == mark and marked < 0 and at > start:
                marked = at
            elif byte < ZERO or byte > NINE or digits == MOST_DECIMAL_DIGITS:
                wrong = True
                break
            else:
                digits += 1
                number = number * 10 + (np.int64(byte) - ZERO)
                if marked >= 0:
                    scale *= 10.0
        odd[cell] = wrong or marked == end - 1
        value = number / scale
        found[cell] = -value if negative else value
    return found, odd


@compiled
def marked(offsets: Offsets, data: Bytes, mark: int) -> tuple[Mask, Mask, Mask]:
    """Cells of digits with this one mark between them: those where it must stand before decimals, those where it may
    stand before thousands, and the cells that are anything else.
    """
    count = len(offsets) - 1
    sure, either, odd = np.zeros(count, np.bool_), np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    for cell in range(count):
        start, end = offsets[cell], offsets[cell + 1]
        if end > start and data[start] == DASH:
            start += 1
        there, wrong = -1, end == start
        for at in range(start, end):
            byte = data[at]
            if byte == mark and there < 0 and at > start:
                there = at
            elif byte < ZERO or byte > NINE:
                wrong = True
                break
        if wrong or there == end - 1:
            odd[cell] = True
        elif there >= 0:
            before = there - start
            either[cell] = end - there == 4 and before <= 3 and data[start] != ZERO
            sure[cell] = not either[cell]
    return sure, either, odd


@compiled
def with_signs(offsets: Offsets, data: Bytes, sign: int, digits: int) -> Mask:
    """Cells that hold this byte, or so many digits."""
    found = np.zeros(len(offsets) - 1, np.bool_)
    for cell in range(len(found)):
        seen = 0
        for at in range(offsets[cell], offsets[cell + 1]):
            byte = data[at]
            if byte == sign:
                seen = digits
                break
            if byte >= ZERO and byte <= NINE:
                seen += 1
        found[cell] = seen >= digits
    return found


@compiled
def two_digits(data: Bytes, at: int) -> int:
    """The number that two digits are; -1 for other bytes."""
    tens, ones = np.int64(data[at]) - ZERO, np.int64(data[at + 1]) - ZERO
    if tens < 0 or tens > 9 or ones < 0 or ones > 9:
        return -1
    return int(tens * 10 + ones)


@compiled
def iso_moments(offsets: Offsets, data: Bytes) -> tuple[NDArray[np.int64], Mask, Mask]:
    """Cells such as 2026-09-26, 2026-09-26 17:05, 2026-09-26T17:05:09 and 2026-09-26T17:05:09Z.

    Microseconds since 1970 by the clock they name, whether they name UTC, and the cells that are anything else.
    """
    count = len(offsets) - 1
    found, utc, odd = np.zeros(count, np.int64), np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    for cell in range(count):
        start, end = offsets[cell], offsets[cell + 1]
        named = end - start in (17, 20) and (data[end - 1] | 32) == LOWER_Z
        utc[cell] = named
        size = end - start - named
        odd[cell] = True
        if size != 10 and size != 16 and size != 19:
            continue
        if data[start + 4] != DASH or data[start + 7] != DASH:
            continue
        century, year = two_digits(data, start), two_digits(data, start + 2)
        month, day = two_digits(data, start + 5), two_digits(data, start + 8)
        hour, minute, second = 0, 0, 0
        if size > 10:
            between = data[start + 10]
            if (between != 32 and (between | 32) != LOWER_T) or data[start + 13] != COLON:
                continue
            hour, minute = two_digits(data, start + 11), two_digits(data, start + 14)
        if size == 19:
            if data[start + 16] != COLON:
                continue
            second = two_digits(data, start + 17)
        if century < 10 or year < 0 or month < 1 or month > 12 or day < 1 or day > (28 if month == 2 else 30):
            continue
        if hour < 0 or hour > 23 or minute < 0 or minute > 59 or second < 0 or second > 59:
            continue
        clock = ((hour * 60 + minute) * 60 + second) * 1_000_000
        found[cell] = days_since_1970(century * 100 + year, month, day) * DAY + clock
        odd[cell] = False
    return found, utc, odd


@compiled
def days_since_1970(year: int, month: int, day: int) -> int:
    """Days of the Gregorian calendar; years begin in March here, so that a leap day is the last of its year."""
    of_march = year - (month <= 2)
    era, month_of = of_march // 400, (month + 9) % 12
    in_era = of_march - era * 400
    in_year = (153 * month_of + 2) // 5 + day - 1
    return era * 146_097 + in_era * 365 + in_era // 4 - in_era // 100 + in_year - 719_468


@compiled
def add_texts(offsets: Offsets, data: Bytes, there: Mask, hashes: NDArray[np.uint64]) -> None:
    """Mixes a column of text into the hash of each row (FNV-1a, 64 bits; Fowler, Noll and Vo)."""
    prime = np.uint64(0x100000001B3)
    for cell in range(len(hashes)):
        found = hashes[cell]
        if there[cell]:
            for at in range(offsets[cell], offsets[cell + 1]):
                found = (found ^ np.uint64(data[at])) * prime
        hashes[cell] = (found ^ np.uint64(0xFF if there[cell] else 0xFE)) * prime


@compiled
def add_numbers(numbers: NDArray[np.int64], there: Mask, hashes: NDArray[np.uint64]) -> None:
    """Mixes whole numbers into the hash of each row (the finaliser of splitmix64; Steele and others 2014)."""
    for cell in range(len(hashes)):
        found = hashes[cell] ^ (np.uint64(numbers[cell]) if there[cell] else np.uint64(0x9E3779B97F4A7C15))
        found = (found ^ (found >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        found = (found ^ (found >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        hashes[cell] = found ^ (found >> np.uint64(31))
