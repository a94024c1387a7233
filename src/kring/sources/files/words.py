"""Words for countries, languages, genders, platforms, kinds of post and yes or no, as files write them, to ours."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from kring.sources.files import reasons
from kring.sources.files.cells import Converted, faults, mask, text_of, whole

_GENDERS = {
    "female": "female f v vrouw vrouwen vrouwelijk women woman weiblich w frau frauen femme femmes féminin",
    "male": "male m man mannen mannelijk men männlich mann männer homme hommes masculin h",
    "other": "other anders overig x non-binary nonbinary non-binair divers divers autre",
}
_PLATFORMS = {
    "instagram": "instagram insta ig",
    "tiktok": "tiktok tik-tok tt",
    "youtube": "youtube yt",
    "twitch": "twitch",
    "facebook": "facebook fb",
    "x": "x twitter",
    "bluesky": "bluesky bsky",
    "mastodon": "mastodon",
    "blog": "blog website weblog",
    "podcast": "podcast",
    "other": "other anders overig",
}
_KINDS = {
    "image": "image photo foto graphimage picture ig-image static feed post bild",
    "carousel": "carousel carrousel graphsidecar sidecar album carousel_album ig-carousel karussell slideshow",
    "video": "video graphvideo ig-video igtv clip film vidéo",
    "reel": "reel reels ig-reel short shorts",
    "story": "story stories ig-story verhaal",
    "text": "text tekst status tweet note thread",
    "live": "live livestream stream ig-live",
}
_YES = "true yes y ja j oui vrai wahr waar 1 x ✓ ✔ verified geverifieerd"
_NO = "false no n nee nein non faux falsch onwaar 0"


@lru_cache(maxsize=8192)
def plain(word: str) -> str:
    """A word in lower case, without accents, with - for blanks and underscores."""
    spelled = unicodedata.normalize("NFKD", word.strip().casefold())
    return "-".join("".join(c for c in spelled if not unicodedata.combining(c)).replace("_", " ").split())


@cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 codes by code and by name in nl, en, de and fr."""
    return _by_name("countries")


@cache
def languages() -> Mapping[str, str]:
    """ISO 639-1 codes by code and by name in nl, en, de and fr."""
    return _by_name("languages")


@cache
def _by_name(part: str) -> Mapping[str, str]:
    text = files("kring.sources.files").joinpath("iso_names.yaml").read_text("utf-8")
    entries: dict[str, list[str]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))[part]
    named = {plain(name): code for code, names in entries.items() for name in names}
    return {**named, **{plain(code): code for code in entries}}


@cache
def _spoken(listing: str) -> Mapping[str, str]:
    lists = {"gender": _GENDERS, "platform": _PLATFORMS, "kind": _KINDS}[listing]
    return {plain(word): name for name, words in lists.items() for word in words.split()}


def known_words(field: str) -> Mapping[str, str] | None:
    """The words a field knows, or None when it takes any text."""
    if field == "country":
        return countries()
    if field == "language":
        return languages()
    return _spoken(field) if field in ("gender", "platform", "kind") else None


def coded(column: pa.Array | pa.ChunkedArray, field: str) -> Converted:
    """The column in our words for `field`; what isn't one of them is at fault, except kinds of post: those stay."""
    text = text_of(column)
    known = known_words(field) or {}
    coding = text.dictionary_encode()
    words = coding.dictionary.to_pylist()
    ours = [known.get(plain(word)) for word in words]
    if field == "language":
        ours = [our or known.get(plain(word).split("-")[0]) for our, word in zip(ours, words, strict=True)]
    if field == "kind":
        ours = [our or plain(word) for our, word in zip(ours, words, strict=True)]
    values = pc.take(pa.array(ours, pa.string()), coding.indices)
    unknown = mask(pc.and_(pc.is_valid(text), pc.is_null(values)))
    return Converted(values, faults((unknown, reasons.NOT_KNOWN.of(what=field))))


def flags(column: pa.Array | pa.ChunkedArray) -> Converted:
    """Yes and no in nl, en, de and fr, 1 and 0, as booleans."""
    array = whole(column)
    if pa.types.is_boolean(array.type):
        return Converted(array)
    text = text_of(array)
    coding = text.dictionary_encode()
    meaning = {**dict.fromkeys(_YES.split(), True), **dict.fromkeys(_NO.split(), False)}
    known = pa.array([meaning.get(word.casefold()) for word in coding.dictionary.to_pylist()], pa.bool_())
    values = pc.take(known, coding.indices)
    unknown = mask(pc.and_(pc.is_valid(text), pc.is_null(values)))
    return Converted(values, faults((unknown, reasons.NEITHER_YES_NOR_NO.en)))


def share_known(values: list[str], field: str) -> float:
    """The share of these texts that a field's list of words knows."""
    known = known_words(field) or {}
    return float(np.mean([plain(value) in known for value in values])) if values else 0.0
