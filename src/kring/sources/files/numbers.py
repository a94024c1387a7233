"""Numbers as people write them: 1.234,5 and 1,234.5, 12,3K, 1.2 mln, € 1.250, 6.9 %.

Which mark stands for the decimals is decided per column from all its values; what can't be decided is reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.sources.core.said import Said
from kring.sources.files import ordinary, reasons
from kring.sources.files.cells import Converted, faults, mask, text_of, through_distinct, whole, with_odd


class Mark(StrEnum):
    """The mark before the decimals."""

    POINT = "point"
    COMMA = "comma"


_MULTIPLES = (
    (r"(?:k|duizend|thousand|tausend|tsd\.?|mille|dzd\.?)", 1e3),
    (r"(?:m|mln\.?|mio\.?|miljoen|million|millionen|millions)", 1e6),
    (r"(?:b|bn|mrd\.?|mld\.?|miljard|billion|milliarde|milliarden|milliard|milliards)", 1e9),
)
_AROUND = r"^(?:€|eur|\$|usd|£|gbp|us\$)\s*|\s*(?:€|eur|euro|\$|usd|£|gbp)$"
_BLANKS_BETWEEN = "(\\d)[\\s\u00a0\u202f\u2009'’](\\d{3})"
_SUFFIX = rf"(?i)^(.*?)\s*(?:{'|'.join(f'(?P<m{n}>{word})' for n, (word, _) in enumerate(_MULTIPLES))})?$"
_WRITTEN = {
    Mark.POINT: r"^[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][-+]?\d{1,2})?$",
    Mark.COMMA: r"^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d+)?(?:[eE][-+]?\d{1,2})?$",
}
_DECIMALS = {Mark.POINT: ".", Mark.COMMA: ","}
_THOUSANDS = {Mark.POINT: ",", Mark.COMMA: "."}


@dataclass(frozen=True, slots=True)
class MarkEvidence:
    """How many values of a column can only be read with a point, only with a comma, or with both but differently."""

    point: int = 0
    comma: int = 0
    either: int = 0
    example: str = ""

    def __add__(self, other: MarkEvidence) -> MarkEvidence:
        return MarkEvidence(
            self.point + other.point,
            self.comma + other.comma,
            self.either + other.either,
            self.example or other.example,
        )


def mark_evidence(column: pa.Array | pa.ChunkedArray) -> MarkEvidence:
    """What the values of a column tell about its decimal mark. Typed columns tell nothing: they need no mark."""
    array = whole(column)
    if not _is_text(array):
        return MarkEvidence()
    text = text_of(array)
    if ordinary.is_long(text):
        text = text.filter(pa.array(ordinary.whole_numbers(text)[1]))
    distinct = pc.unique(text)
    if ordinary.is_long(distinct):
        return _evidence_of_many(distinct)
    return _evidence(distinct)


def _evidence_of_many(distinct: pa.Array) -> MarkEvidence:
    point, maybe_point, not_point = ordinary.marked(distinct, ".")
    comma, maybe_comma, not_comma = ordinary.marked(distinct, ",")
    maybe = maybe_point | maybe_comma
    example = str(distinct[int(maybe.argmax())]) if maybe.any() else ""
    read = MarkEvidence(int(point.sum()), int(comma.sum()), int(maybe.sum()), example)
    return read + _evidence(distinct.filter(pa.array(not_point & not_comma)))


def _evidence(distinct: pa.Array) -> MarkEvidence:
    distinct, multiples = _bare(distinct)
    scaled = pc.fill_null(pc.greater(multiples, 1.0), False)
    either = pc.match_substring_regex(distinct, r"^[-+]?[1-9]\d{0,2}[.,]\d{3}$")
    decided = pc.or_(pc.invert(either), scaled)
    point = pc.match_substring_regex(distinct, r"^[^.]*\.\d+$|^[-+]?\d{1,3}(,\d{3}){2,}$|,\d{3}\.")
    comma = pc.match_substring_regex(distinct, r"^[^,]*,\d+$|^[-+]?\d{1,3}(\.\d{3}){2,}$|\.\d{3},")
    open_cases = mask(pc.and_(either, pc.invert(scaled)))
    example = distinct.filter(pa.array(open_cases)).to_pylist()[:1]
    return MarkEvidence(
        int(mask(pc.and_(point, decided)).sum()),
        int(mask(pc.and_(comma, decided)).sum()),
        int(open_cases.sum()),
        str(example[0]) if example else "",
    )


def decide_mark(evidence: MarkEvidence, three_decimals: bool) -> tuple[Mark, Said | None]:
    """The mark and, when the values leave room for doubt, the doubt in words.

    `three_decimals`: values may have three decimals. Counts and amounts of money have none, so there a mark before
    three digits can only stand between thousands.
    """
    if evidence.point > evidence.comma:
        return Mark.POINT, _contradiction(evidence)
    if evidence.comma > evidence.point:
        return Mark.COMMA, _contradiction(evidence)
    if not evidence.either:
        return Mark.POINT, _contradiction(evidence)
    thousands_point = "." in evidence.example
    if not three_decimals:
        mark = Mark.COMMA if thousands_point else Mark.POINT
        read = evidence.example.replace(".", "").replace(",", "")
        return mark, Said(
            f"'{evidence.example}' is read as {read}: this column has no use for three decimals.",
            f"'{evidence.example}' wordt gelezen als {read}: in deze kolom horen geen drie decimalen.",
        )
    mark = Mark.POINT if thousands_point else Mark.COMMA
    return mark, Said(
        f"'{evidence.example}' can be a number of thousands or of decimals; it is read with decimals.",
        f"bij '{evidence.example}' kan het om duizendtallen of om decimalen gaan; het wordt met decimalen gelezen.",
    )


def _contradiction(evidence: MarkEvidence) -> Said | None:
    if evidence.point and evidence.comma:
        return Said(
            "some values have a decimal point and others a decimal comma; those of the smaller group are put aside.",
            "sommige waarden hebben een decimale punt en andere een komma; de kleinste groep wordt opzijgezet.",
        )
    return None


def counts(column: pa.Array | pa.ChunkedArray, mark: Mark) -> Converted:
    """Whole numbers, not negative, as int64. A value with K, M or the like is rounded to a whole number."""
    array = whole(column)
    if pa.types.is_integer(array.type):
        array = array.cast(pa.int64(), safe=not pa.types.is_uint64(array.type))
        return _not_negative(array)
    if not _is_text(array):
        return _counts_of_numbers(array, mark)
    text = text_of(array)
    if ordinary.is_long(text):
        values, odd = ordinary.whole_numbers(text)
        return with_odd(pa.array(values), odd, text, lambda cells: _counts_of_numbers(cells, mark))
    odd = ~mask(pc.match_substring_regex(text, r"^\d{1,18}$"))
    plain = pc.if_else(pa.array(odd), pa.scalar(None, pa.string()), text).cast(pa.int64())
    return with_odd(plain, odd, text, lambda cells: _counts_of_numbers(cells, mark))


def _counts_of_numbers(array: pa.Array, mark: Mark) -> Converted:
    found, rounded = _numbers(array, mark)
    values = found.values
    near = pc.round(values)
    partly = mask(pc.and_(pc.not_equal(values, near), pc.invert(rounded)))
    huge = mask(pc.greater(pc.abs(values), 2.0**53))
    kept = pc.if_else(pa.array(~(partly | huge)), near, pa.scalar(None, pa.float64())).cast(pa.int64())
    checked = _not_negative(kept)
    own = faults((partly, reasons.NO_WHOLE_NUMBER.en), (huge, reasons.TOO_LARGE.en))
    return Converted(checked.values, (*found.faults, *own, *checked.faults))


def _not_negative(array: pa.Array) -> Converted:
    negative = mask(pc.less(array, 0))
    kept = pc.if_else(pa.array(~negative), array, pa.scalar(None, pa.int64()))
    return Converted(kept, faults((negative, reasons.NEGATIVE_COUNT.en)))


def amounts(column: pa.Array | pa.ChunkedArray, mark: Mark) -> Converted:
    """Amounts of money as float64."""
    array = whole(column)
    if not ordinary.is_long(array):
        return _numbers(array, mark)[0]
    text = text_of(array)
    values, odd = ordinary.decimals(text, _DECIMALS[mark])
    return with_odd(pa.array(values), odd, text, lambda cells: _numbers(cells, mark)[0])


def shares(column: pa.Array | pa.ChunkedArray, mark: Mark, percent: bool) -> Converted:
    """Shares from 0 to 1. Values with a % sign are percentages; without one `percent` tells what they are."""
    array = whole(column)
    if not ordinary.is_long(array):
        return _shares(array, mark, percent)
    text = text_of(array)
    values, odd = ordinary.decimals(text, _DECIMALS[mark])
    values = values / 100.0 if percent else values
    odd |= (values < 0.0) | (values > 1.0)
    return with_odd(pa.array(values), odd, text, lambda cells: _shares(cells, mark, percent))


def _shares(array: pa.Array, mark: Mark, percent: bool) -> Converted:
    signed = pa.array(np.zeros(len(array), np.bool_))
    if _is_text(array):
        text = text_of(array)
        signed = pc.fill_null(pc.match_substring_regex(text, r"%\s*$"), False)
        array = pc.replace_substring_regex(text, r"\s*%\s*$", "")
    found, _ = _numbers(array, mark)
    as_share = pc.if_else(pc.or_(signed, percent), pc.divide(found.values, 100.0), found.values)
    outside = mask(pc.or_(pc.less(as_share, 0.0), pc.greater(as_share, 1.0)))
    kept = pc.if_else(pa.array(~outside), as_share, pa.scalar(None, pa.float64()))
    return Converted(kept, (*found.faults, *faults((outside, reasons.NO_SHARE_OF_ALL.en))))


def _numbers(array: pa.Array, mark: Mark) -> tuple[Converted, pa.Array]:
    """Numbers as float64, and which of them were written with a multiple such as K, so are rounded already."""
    if not _is_text(array):
        return _typed_numbers(array)
    text = text_of(array)
    values = through_distinct(text, lambda distinct: _parsed(distinct, mark))
    wrong = mask(pc.and_(pc.is_valid(text), pc.is_null(values)))
    rounded = through_distinct(text, lambda distinct: pc.greater(_bare(distinct)[1], 1.0))
    return Converted(values, faults((wrong, reasons.NO_NUMBER.en))), pc.fill_null(rounded, False)


def _typed_numbers(array: pa.Array) -> tuple[Converted, pa.Array]:
    never = pa.array(np.zeros(len(array), np.bool_))
    if pa.types.is_boolean(array.type) or pa.types.is_temporal(array.type) or pa.types.is_nested(array.type):
        none = pa.nulls(len(array), pa.float64())
        return Converted(none, faults((mask(pc.is_valid(array)), reasons.NO_NUMBER.en))), never
    values = array.cast(pa.float64(), safe=False)
    values = pc.if_else(pc.is_nan(values), pa.scalar(None, pa.float64()), values)
    endless = mask(pc.is_inf(values))
    kept = pc.if_else(pa.array(~endless), values, pa.scalar(None, pa.float64()))
    return Converted(kept, faults((endless, reasons.NO_NUMBER.en))), never


def _parsed(distinct: pa.Array, mark: Mark) -> pa.Array:
    bare, multiples = _bare(distinct)
    written = pc.and_(pc.match_substring_regex(bare, _WRITTEN[mark]), pc.match_substring_regex(bare, r"\d"))
    plain = pc.replace_substring(bare, _THOUSANDS[mark], "")
    plain = pc.replace_substring(plain, ",", ".") if mark is Mark.COMMA else plain
    kept = pc.if_else(pc.fill_null(written, False), plain, pa.scalar(None, pa.string()))
    return pc.multiply(pc.replace_substring_regex(kept, r"^\+", "").cast(pa.float64()), multiples)


def _bare(distinct: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Digits and marks alone, and the multiple that a suffix such as K stands for."""
    plain = pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.utf8_lower(distinct), _AROUND, ""))
    parts = pc.extract_regex(plain, _SUFFIX.replace("^(.*?)", "^(?P<bare>.*?)"))
    multiples = pa.array(np.ones(len(plain)))
    for number, (_, multiple) in enumerate(_MULTIPLES):
        found = pc.fill_null(pc.not_equal(pc.struct_field(parts, f"m{number}"), ""), False)
        multiples = pc.if_else(found, multiple, multiples)
    bare = pc.if_else(pc.is_valid(parts), pc.struct_field(parts, "bare"), plain)
    bare = pc.replace_substring_regex(bare, "[−–]", "-")
    for _ in range(2):
        bare = pc.replace_substring_regex(bare, _BLANKS_BETWEEN, r"\1\2")
    return bare, multiples


def _is_text(array: pa.Array) -> bool:
    return bool(pa.types.is_string(array.type) or pa.types.is_large_string(array.type))
