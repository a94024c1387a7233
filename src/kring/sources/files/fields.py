"""One field after another: from a column of the file to the values of a column of ours, with the cells at fault."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.person_keys import PersonKeys
from kring.facts.schema import Column, Kind
from kring.sources.files import dates, names, numbers, reasons, sold, words
from kring.sources.files.cells import NOTHING_IN_NAMES, Converted, faults, joined, mask, text_of, whole
from kring.sources.files.mapping import Mapping

_CODED = ("country", "language", "gender", "kind", "platform")
_NAMES = ("creator", "handle", "name", "bio", "caption", "text", "code", "comment", "parent", "value")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
_RELATIONS = {
    "follower": "followers volger volgers abonnee subscriber subscribers abonné follower",
    "liker": "likers like likes liker",
    "commenter": "commenters reageerder comment comments commenter",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What every conversion needs: the mapping with all formats decided, people's keys, the latest possible moment."""

    mapping: Mapping
    keys: PersonKeys
    latest: dt.datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Which column is converted: its heading ("" for a constant), each row's platform, its accounts if read already."""

    heading: str
    platforms: pa.Array
    accounts: names.Accounts | None = None


def converted(column: Column, cells: pa.Array | pa.ChunkedArray, place: Place, reading: Reading) -> Converted:
    """The cells as values of `column`."""
    if column.name == "account":
        return (place.accounts or names.accounts(cells, place.platforms)).found
    if column.person:
        return _people(column, cells, place.platforms, reading.keys)
    if column.kind is Kind.TEXT:
        return _text(column, cells)
    if column.name == "codes":
        return Converted(sold.codes(text_of(cells, NOTHING_IN_NAMES)))
    if column.kind is Kind.TEXTS:
        return Converted(names.texts(cells))
    if column.kind is Kind.FLAG:
        return words.flags(cells)
    if column.kind is Kind.MOMENT:
        order = reading.mapping.dates.get(place.heading, dates.DateOrder.DAY_FIRST)
        read = dates.moments(cells, order, reading.mapping.time_zone, reading.latest)
        return dates.days(read, reading.mapping.time_zone) if column.name == "since" else read
    return _number(column, cells, place.heading, reading.mapping)


def _number(column: Column, cells: pa.Array, heading: str, mapping: Mapping) -> Converted:
    mark = mapping.numbers.get(heading, numbers.Mark.POINT)
    if column.kind is Kind.COUNT:
        return numbers.counts(cells, mark)
    if column.kind is Kind.SHARE:
        found = numbers.shares(cells, mark, mapping.percentages.get(heading, False))
        from_one = mapping.complements.get(heading, False)
        return Converted(pc.subtract(1.0, found.values), found.faults) if from_one else found
    found = numbers.amounts(cells, mark)
    negative = mask(pc.less(found.values, 0.0)) if column.name == "fee" else np.zeros(len(found.values), np.bool_)
    kept = pc.if_else(pa.array(~negative), found.values, pa.scalar(None, pa.float64()))
    return Converted(kept, (*found.faults, *faults((negative, reasons.NEGATIVE_FEE.en))))


def _people(column: Column, cells: pa.Array, platforms: pa.Array, keys: PersonKeys) -> Converted:
    """Keys instead of names. People are kept apart by platform; orders are no platform's."""
    text = text_of(cells, NOTHING_IN_NAMES)
    if column.name in ("order_key", "number_key"):
        return Converted(keys.column(text, "order"))
    values = pa.nulls(len(text), pa.int64())
    for platform in pc.unique(platforms).to_pylist():
        here = pc.equal(platforms, platform) if platform else pc.is_null(platforms)
        values = pc.if_else(here, keys.column(text, platform or ""), values)
    return Converted(values)


def _text(column: Column, cells: pa.Array | pa.ChunkedArray) -> Converted:
    if column.name in _CODED:
        return words.coded(cells, column.name)
    if column.name == "post":
        return names.post_ids(cells)
    if column.name == "currency":
        return _currency(text_of(cells))
    if column.name == "state":
        return sold.states(text_of(cells))
    if column.name == "postcode_area":
        return _postcode_area(text_of(cells))
    if column.name == "birth_years":
        return Converted(_birth_years(text_of(cells)))
    if column.choices:
        return _choice(text_of(cells), column.choices)
    return Converted(_free_text(column.name, cells))


def _free_text(name: str, cells: pa.Array | pa.ChunkedArray) -> pa.Array:
    array = whole(cells)
    if pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        return joined(array)
    text = text_of(array, NOTHING_IN_NAMES) if name in _NAMES else text_of(array)
    if name == "caption":
        return names.without_contacts(text)
    if name == "text":
        return names.without_people(text)
    if name == "code":
        return sold.first_codes(text)
    return pc.utf8_lower(text) if name in ("deliverable", "dimension") else text


def _choice(text: pa.Array, choices: tuple[str, ...]) -> Converted:
    known = {word: name for name, listed in _RELATIONS.items() if name in choices for word in listed.split()}
    known.update({choice: choice for choice in choices})
    coding = pc.utf8_lower(text).dictionary_encode()
    ours = pa.array([known.get(word) for word in coding.dictionary.to_pylist()], pa.string())
    values = pc.take(ours, coding.indices)
    wrong = mask(pc.and_(pc.is_valid(text), pc.is_null(values)))
    return Converted(values, faults((wrong, reasons.NOT_A_CHOICE.of(choices=", ".join(choices)))))


def _currency(text: pa.Array) -> Converted:
    upper = pc.utf8_upper(text)
    for sign, code in _SIGNS.items():
        upper = pc.if_else(pc.equal(upper, sign), pa.scalar(code), upper)
    wrong = mask(pc.invert(pc.match_substring_regex(upper, "^[A-Z]{3}$")))
    kept = pc.if_else(pa.array(~wrong), upper, pa.scalar(None, pa.string()))
    return Converted(kept, faults((wrong, reasons.NO_CURRENCY.en)))


def _postcode_area(text: pa.Array) -> Converted:
    """The first four digits of a Dutch or Belgian postcode: more would point to a street."""
    digits = pc.struct_field(pc.extract_regex(text, r"(?i)^(?P<area>\d{4})(?:\.0)?\s*(?:[a-z]{2})?$"), "area")
    wrong = mask(pc.and_(pc.is_valid(text), pc.is_null(digits)))
    return Converted(digits, faults((wrong, reasons.NO_POSTCODE.en)))


def _birth_years(text: pa.Array) -> pa.Array:
    """Bands of five years: a year of birth itself is more than anyone needs."""
    year = pc.struct_field(pc.extract_regex(text, r"^(?P<year>(?:19|20)\d{2})$"), "year").cast(pa.int64())
    start = pc.multiply(pc.divide(year, 5), 5)
    band = pc.binary_join_element_wise(start.cast(pa.string()), pc.add(start, 4).cast(pa.string()), "-")
    return pc.coalesce(band, text)
