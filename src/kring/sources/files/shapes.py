"""What the values of a column look like, and whether a field can hold them."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.schema import PLATFORMS, SALES, Column, Kind
from kring.sources.core.said import Said
from kring.sources.files import names, words
from kring.sources.files.cells import NOTHING_IN_NAMES, text_of, whole

_MULTIPLE = r"(?:[kmb]|mln\.?|bn|mrd\.?|duizend|miljoen)"
_NUMBER = rf"(?i)^[-+]?(?:€|\$|£|eur)?\s*[\d.,' \x{{00a0}}\x{{202f}}]*\d\s*{_MULTIPLE}?\s*(?:€|eur|%)?$"
_COUNT = rf"(?i)^(?:\d+|\d{{1,3}}(?:[.,' \x{{00a0}}\x{{202f}}]\d{{3}})+|\d+(?:[.,]\d+)?\s*{_MULTIPLE})$"
_DATE = (
    r"(?i)^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\pL{3,10}\.?,?\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,2}\.?[\s-]+\pL{3,10}\.?,?[\s-]+\d{4}|(?:19|20)\d{6}$)"
)
_EPOCH = r"^1[0-9]\d{8}(?:\.\d+)?$|^1\d{12}$|^1\d{15}$|^1\d{18}$"
_LINK = r"(?i)^(?:https?://|www\.)\S+$"
_HANDLE = rf"^(?:(?:{'|'.join(PLATFORMS)}):)?@?[A-Za-z0-9._-]{{1,60}}$"
_BAD_FIT = 0.5


@dataclass(frozen=True, slots=True)
class Shape:
    """Shares of a column's distinct values that look like something.

    `filled`: cells that hold anything. `distinct`: different values to filled cells. `profile`: links that name an
    account, `site`: the platform most links are on. `in_percent`: numbers from 0 to 100.
    """

    filled: float
    distinct: float
    number: float
    count: float
    date: float
    epoch: float
    link: float
    handle: float
    lower: float
    flag: float
    country: float
    language: float
    gender: float
    platform: float
    spaced: float
    profile: float
    site: str
    listed: bool
    in_percent: float

    def in_words(self) -> Said:
        """What the values look like, for a person who must decide."""
        likely = (
            (Said("dates", "datums"), max(self.date, self.epoch)),
            (Said("countries", "landen"), self.country if self.number < _BAD_FIT else 0.0),
            (Said("whole numbers", "hele getallen"), self.count),
            (Said("numbers", "getallen"), self.number),
            (Said("links", "links"), self.link),
            (Said("yes and no", "ja en nee"), self.flag),
            (Said("sentences", "zinnen"), self.spaced),
            (Said("single words", "losse woorden"), self.handle),
        )
        name, share = max(likely, key=lambda pair: pair[1])
        return name if share >= _BAD_FIT else Said("text", "tekst")


def shape_of(column: pa.Array | pa.ChunkedArray) -> Shape:
    """The shape of a column, judged from its distinct values."""
    array = whole(column)
    text = text_of(array, NOTHING_IN_NAMES).drop_null()
    distinct = pc.unique(text_of(text))
    distinct = distinct.drop_null() if len(distinct) else distinct.cast(pa.string())
    values = distinct.slice(0, 500).to_pylist()
    typed_date = pa.types.is_temporal(array.type)
    links = distinct.filter(pc.match_substring_regex(distinct, _LINK))
    numbers = pc.replace_substring_regex(distinct, r"\s*%$", "").cast(pa.string())
    return Shape(
        filled=len(text) / max(1, len(array)),
        distinct=len(pc.unique(text)) / max(1, len(text)),
        number=_share(distinct, _NUMBER),
        count=_share(distinct, _COUNT),
        date=1.0 if typed_date else _share(distinct, _DATE),
        epoch=_share(distinct, _EPOCH),
        link=_share(distinct, _LINK),
        handle=_share(distinct, _HANDLE),
        lower=_mean(pc.equal(pc.utf8_lower(distinct), distinct)),
        flag=1.0 if pa.types.is_boolean(array.type) else _flag_share(values),
        country=words.share_known(values, "country"),
        language=words.share_known(values, "language"),
        gender=words.share_known(values, "gender"),
        platform=words.share_known(values, "platform"),
        spaced=_share(distinct, r"\S\s+\S"),
        profile=_profile_share(links),
        site=_most_named(names.platform_of_links(links)),
        listed=pa.types.is_list(array.type) or pa.types.is_large_list(array.type),
        in_percent=_share(numbers, r"^(?:0|0?[.,]\d+|1(?:[.,]0+)?|\d{1,2}(?:[.,]\d+)?|100(?:[.,]0+)?)$"),
    )


def fit(column: Column, shape: Shape) -> float:
    """How well values of this shape can be values of a field, 0 to 1. An empty column fits anything a little."""
    if shape.filled == 0:
        return 0.6
    if column.name == "account":
        by_name = shape.handle * (1.0 - 0.3 * shape.count)
        return 0.55 + 0.45 * max(by_name, shape.link) if shape.date < _BAD_FIT else 0.0
    if column.person or column == SALES.column("link"):
        return 1.0
    of_kind = {
        Kind.COUNT: shape.count,
        Kind.AMOUNT: shape.number,
        Kind.SHARE: shape.in_percent if shape.number >= _BAD_FIT else 0.0,
        Kind.FLAG: shape.flag,
        Kind.MOMENT: max(shape.date, shape.epoch),
        Kind.TEXTS: 1.0 if shape.listed or shape.number < _BAD_FIT else 0.0,
    }
    return of_kind[column.kind] if column.kind in of_kind else _text_fit(column.name, shape)


def _text_fit(name: str, shape: Shape) -> float:
    known = {
        "country": shape.country,
        "language": shape.language,
        "gender": shape.gender,
        "platform": shape.platform,
    }
    if name in known:
        return known[name]
    if name in ("post", "comment", "parent"):
        return max(1.0 - shape.spaced, shape.link) if shape.date < _BAD_FIT or shape.count >= _BAD_FIT else 0.0
    if name == "link":
        return 0.4 + 0.6 * shape.link
    if name in ("caption", "bio", "category", "city", "geotag", "sponsor", "kind", "region", "municipality"):
        return 1.0 if shape.number < 0.8 else 0.0
    if name in ("text", "name"):
        return 1.0 if shape.number < 0.95 else 0.3
    return 1.0


def _profile_share(links: pa.Array) -> float:
    return _mean(pc.is_valid(names.accounts(links, pa.nulls(len(links), pa.string())).found.values))


def _most_named(platforms: pa.Array) -> str:
    counted = pc.value_counts(platforms.drop_null()).to_pylist()
    return str(max(counted, key=lambda entry: entry["counts"])["values"]) if counted else ""


def _share(values: pa.Array, pattern: str) -> float:
    return _mean(pc.match_substring_regex(values, pattern)) if len(values) else 0.0


def _mean(booleans: pa.Array) -> float:
    return float(pc.mean(booleans).as_py() or 0.0) if len(booleans) else 0.0


def _flag_share(values: list[str]) -> float:
    if not values or len(values) > 3:
        return 0.0
    found = words.flags(pa.array(values, pa.string())).values
    return float(1.0 - found.null_count / len(values))
