"""Moments as people and platforms write them: ISO 8601, 3-4-2022, 04/03/2022 5:06 PM, 26 sep 2026, Unix seconds.

Whether the day or the month comes first is decided per column from all its values; what can't be decided is reported.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.errors import BadInput
from kring.sources.core.said import Said
from kring.sources.files import ordinary, reasons
from kring.sources.files.cells import MISSING, Converted, faults, mask, text_of, whole, with_odd
from kring.sources.files.months import month_named


class DateOrder(StrEnum):
    """What comes first in dates such as 03/04/2022."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


CLOCKS_DIFFER = dt.timedelta(days=2)
"""How far after a file was made a moment in it may lie: whoever wrote it may have a clock in another zone."""

_TIME = (
    r"(?:(?:t|,?\s+|,?\s+(?:at|om|um|à)\s+)(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?P<part>[.,]\d{1,9})?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|utc|gmt|[+-]\d{2}:?(?:\d{2})?)?)?$"
)
_ISO = r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME
_COMPACT = r"^(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})" + _TIME
_PARTS = r"^(?P<first>\d{1,2})[-/.\s](?P<second_part>\d{1,2})[-/.\s](?P<year>\d{4})" + _TIME
_DAY_NAME = r"^(?P<day>\d{1,2})(?:st|nd|rd|th|er|e)?[.\s-]+(?:de\s+)?(?P<name>\pL+)\.?,?[\s-]+(?P<year>\d{4})" + _TIME
_NAME_DAY = r"^(?P<name>\pL+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})" + _TIME
_WEEKDAY = r"^(?:mon|tue|wed|thu|fri|sat|sun|ma|di|wo|do|vr|za|zo|mo|mi|fr|sa|so)\pL*\.?,?\s+"
_EPOCH = r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$|^\d{15,16}$|^\d{18,19}$"

_NO_MOMENT = MISSING | {"lifetime", "total"}
_FIRST_YEAR = 1995
_MICROSECONDS = pa.timestamp("us", tz="UTC")


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """How many values of a column must have the day first, the month first, or could have either."""

    day_first: int = 0
    month_first: int = 0
    either: int = 0
    example: str = ""

    def __add__(self, other: OrderEvidence) -> OrderEvidence:
        return OrderEvidence(
            self.day_first + other.day_first,
            self.month_first + other.month_first,
            self.either + other.either,
            self.example or other.example,
        )


def order_evidence(column: pa.Array | pa.ChunkedArray) -> OrderEvidence:
    """What the values of a column tell about the order of day and month."""
    array = whole(column)
    if not pa.types.is_string(array.type) and not pa.types.is_large_string(array.type):
        return OrderEvidence()
    text = text_of(array, _NO_MOMENT)
    if ordinary.is_long(text):
        text = text.filter(pa.array(ordinary.iso_moments(text)[2]))
    text = pc.utf8_lower(pc.unique(text))
    parts = pc.extract_regex(text, _PARTS)
    first = _number(pc.struct_field(parts, "first"))
    second = _number(pc.struct_field(parts, "second_part"))
    either = (first <= 12) & (second <= 12) & (first != second) & (first > 0)
    example = text.filter(pa.array(either)).to_pylist()[:1]
    return OrderEvidence(
        int(((first > 12) & (second > 0)).sum()),
        int(((second > 12) & (first > 0)).sum()),
        int(either.sum()),
        str(example[0]) if example else "",
    )


def decide_order(evidence: OrderEvidence) -> tuple[DateOrder, Said | None]:
    """The order and, when the values leave room for doubt, the doubt in words."""
    doubt = None
    if evidence.day_first and evidence.month_first:
        doubt = Said(
            "some dates have the day first and others the month; those of the smaller group are put aside.",
            "in sommige datums staat de dag voorop en in andere de maand; de kleinste groep wordt opzijgezet.",
        )
    elif evidence.either and not evidence.day_first and not evidence.month_first:
        doubt = Said(
            f"'{evidence.example}' can have the day or the month first; it is read with the day first.",
            f"in '{evidence.example}' kan de dag of de maand voorop staan; de dag wordt als eerste gelezen.",
        )
    order = DateOrder.MONTH_FIRST if evidence.month_first > evidence.day_first else DateOrder.DAY_FIRST
    return order, doubt


def moments(column: pa.Array | pa.ChunkedArray, order: DateOrder, zone: str, latest: dt.datetime) -> Converted:
    """Moments in UTC. `zone` holds for values that name none; values after `latest` or before 1995 are at fault.

    Raises BadInput for a time zone that doesn't exist.
    """
    array = whole(column)
    if pa.types.is_temporal(array.type) and not pa.types.is_time(array.type):
        values, wrong = _typed(array, zone), np.zeros(len(array), np.bool_)
    elif pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
        values = _epochs(array.cast(pa.float64(), safe=False))
        wrong = mask(pc.and_(pc.is_valid(array), pc.is_null(values)))
        wrong &= ~mask(pc.is_nan(array.cast(pa.float64(), safe=False)))
    else:
        text = text_of(array, _NO_MOMENT)
        read = _of_many(text, order, zone) if ordinary.is_long(text) else _from_text(text, order, zone)
        values, wrong = read, mask(pc.and_(pc.is_valid(text), pc.is_null(read)))
    early = mask(pc.less(values, pa.scalar(dt.datetime(_FIRST_YEAR, 1, 1, tzinfo=dt.UTC), _MICROSECONDS)))
    late = mask(pc.greater(values, pa.scalar(latest, _MICROSECONDS)))
    kept = pc.if_else(pa.array(~(early | late)), values, pa.scalar(None, _MICROSECONDS))
    before, after = reasons.TOO_EARLY.of(year=_FIRST_YEAR), reasons.TOO_LATE.of(day=f"{latest:%Y-%m-%d}")
    return Converted(kept, faults((wrong, reasons.NO_DATE.en), (early, before), (late, after)))


def days(read: Converted, zone: str) -> Converted:
    """The day of each moment where it happened, as its beginning in UTC: of a third person no more is kept."""
    local = pc.local_timestamp(read.values.cast(pa.timestamp("us", zone)))
    return Converted(pc.assume_timezone(pc.floor_temporal(local, unit="day"), "UTC"), read.faults)


def _typed(array: pa.Array, zone: str) -> pa.Array:
    if pa.types.is_timestamp(array.type) and array.type.tz:
        return array.cast(_MICROSECONDS, safe=False)
    return _in_zone(array.cast(pa.timestamp("us"), safe=False), zone)


def _in_zone(naive: pa.Array, zone: str) -> pa.Array:
    try:
        placed = pc.assume_timezone(naive, zone, ambiguous="earliest", nonexistent="latest")
    except pa.ArrowInvalid as problem:
        raise BadInput(
            f"there is no time zone '{zone}'.", "Use a name such as Europe/Amsterdam.",
            nl=f"er is geen tijdzone '{zone}'.", nl_advice="Gebruik een naam zoals Europe/Amsterdam.",
        ) from problem  # fmt: skip
    return placed.cast(_MICROSECONDS)


def _epochs(values: pa.Array) -> pa.Array:
    """Unix time in seconds, milli-, micro- or nanoseconds, told apart by size; null for other numbers."""
    numbers = values.to_numpy(zero_copy_only=False)
    found = np.full(len(numbers), np.nan)
    for low, high, to_microseconds in ((1e8, 1e11, 1e6), (1e11, 1e14, 1e3), (1e14, 1e17, 1.0), (1e17, 1e20, 1e-3)):
        within = (numbers >= low) & (numbers < high)
        found[within] = numbers[within] * to_microseconds
    absent = np.isnan(found)
    return pa.array(np.where(absent, 0, found).astype(np.int64), pa.int64(), mask=absent).cast(_MICROSECONDS)


def _of_many(text: pa.Array, order: DateOrder, zone: str) -> pa.Array:
    clock, utc, odd = ordinary.iso_moments(text)
    read = pa.array(clock).cast(_MICROSECONDS)
    if not utc.all():
        in_zone = _in_zone(pa.array(clock).cast(pa.timestamp("us")), zone)
        read = pc.if_else(pa.array(utc), read, in_zone) if utc.any() else in_zone
    return with_odd(read, odd, text, lambda cells: Converted(_from_text(cells, order, zone))).values


def _from_text(text: pa.Array, order: DateOrder, zone: str) -> pa.Array:
    """Tries one notation after another on what is still unread."""
    text = pc.utf8_lower(text)
    read = _epochs(pc.if_else(pc.match_substring_regex(text, _EPOCH), text, None).cast(pa.float64()))
    for pattern in (_ISO, _PARTS, _COMPACT, _DAY_NAME, _NAME_DAY):
        unread = pc.and_(pc.is_valid(text), pc.is_null(read))
        if not pc.any(unread).as_py():
            return read
        rest = pc.replace_substring_regex(pc.if_else(unread, text, pa.scalar(None, pa.string())), _WEEKDAY, "")
        read = pc.coalesce(read, _from_notation(rest, pattern, order, zone))
    return read


def _from_notation(text: pa.Array, pattern: str, order: DateOrder, zone: str) -> pa.Array:
    parts = pc.extract_regex(text, pattern)
    names = {field.name for field in parts.type}
    if "first" in names:
        month_first = order is DateOrder.MONTH_FIRST
        day, month = ("second_part", "first") if month_first else ("first", "second_part")
        days, months = _number(pc.struct_field(parts, day)), _number(pc.struct_field(parts, month))
    else:
        days = _number(pc.struct_field(parts, "day"))
        months = (
            _months(pc.struct_field(parts, "name")) if "name" in names else _number(pc.struct_field(parts, "month"))
        )
    return _assembled(parts, _number(pc.struct_field(parts, "year")), months, days, zone)


def _number(text: pa.Array) -> np.ndarray:
    """Digits as int64, -1 where there are none."""
    digits = pc.if_else(pc.fill_null(pc.equal(text, ""), True), "-1", text)
    return np.asarray(digits.cast(pa.int64()).to_numpy(zero_copy_only=False))


def _months(names: pa.Array) -> np.ndarray:
    coded = names.dictionary_encode()
    found = pa.array([month_named(word or "") or -1 for word in coded.dictionary.to_pylist()] or [-1], pa.int64())
    return np.asarray(pc.fill_null(pc.take(found, coded.indices), -1).to_numpy(zero_copy_only=False))


def _assembled(parts: pa.Array, years: np.ndarray, months: np.ndarray, days: np.ndarray, zone: str) -> pa.Array:
    """The microseconds of year, month, day and time; null where they name no moment, such as 31 February."""
    sound = (years > 0) & (months >= 1) & (months <= 12) & (days >= 1)
    month_starts = (np.where(sound, years, 1970) - 1970).astype("datetime64[Y]").astype("datetime64[M]")
    month_starts = month_starts + (np.where(sound, months, 1) - 1)
    dates = month_starts.astype("datetime64[D]") + (np.where(sound, days, 1) - 1)
    sound &= dates.astype("datetime64[M]") == month_starts
    clock, clock_sound = _clock(parts)
    sound &= clock_sound
    naive = pa.array(dates.astype("datetime64[us]").astype(np.int64) + clock, pa.int64(), mask=~sound).cast(
        pa.timestamp("us")
    )
    offsets, zoned = _offsets(pc.struct_field(parts, "zone"))
    utc = pc.subtract(naive.cast(pa.int64()), pa.array(offsets)).cast(_MICROSECONDS)
    return pc.if_else(pa.array(zoned), utc, _in_zone(naive, zone))


def _clock(parts: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Microseconds since midnight, and whether the time exists."""
    hours, minutes, seconds = (_number(pc.struct_field(parts, name)) for name in ("hour", "minute", "second"))
    half = pc.fill_null(pc.struct_field(parts, "half"), "")
    evening, halved = mask(pc.starts_with(half, "p")), mask(pc.not_equal(half, ""))
    sound = (hours <= 23) & (minutes <= 59) & (seconds <= 60) & (~halved | ((hours >= 1) & (hours <= 12)))
    hours = np.where(halved, hours % 12 + 12 * evening, np.maximum(hours, 0))
    fraction = pc.utf8_rpad(pc.utf8_slice_codeunits(pc.fill_null(pc.struct_field(parts, "part"), ""), 1, 7), 6, "0")
    total = (hours * 60 + np.maximum(minutes, 0)) * 60 + np.maximum(seconds, 0)
    return total * 1_000_000 + _number(fraction), sound


def _offsets(zones: pa.Array) -> tuple[np.ndarray, np.ndarray]:
    """Microseconds east of Greenwich, and where a zone is named at all."""
    plain = pc.fill_null(zones, "")
    found = pc.extract_regex(plain, r"^(?P<sign>[+-])(?P<hours>\d{2}):?(?P<minutes>\d{2})?$")
    hours, minutes = (np.maximum(_number(pc.struct_field(found, name)), 0) for name in ("hours", "minutes"))
    sign = np.where(mask(pc.equal(pc.struct_field(found, "sign"), "-")), -1, 1)
    return sign * (hours * 60 + minutes) * 60_000_000, mask(pc.not_equal(plain, ""))
