"""Accounts as platform:handle, and which names, e-mail addresses and telephone numbers may stay in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.facts.schema import MASKED_NAME, PLATFORMS
from kring.sources.files import ordinary, reasons
from kring.sources.files.cells import NOTHING_IN_NAMES, Converted, faults, mask, only_odd, text_of, with_odd

_SITES = {
    "instagram": r"instagram\.com|instagr\.am",
    "tiktok": r"tiktok\.com",
    "youtube": r"youtube\.com",
    "twitch": r"twitch\.tv",
    "facebook": r"facebook\.com|fb\.com",
    "x": r"x\.com|twitter\.com",
    "bluesky": r"bsky\.app",
}
_PATH = r"(?:@|c/|user/|channel/|profile/|add/)?@?"
_PROFILE = r"^(?:https?://)?(?:www\.|m\.|mobile\.|web\.)?(?:{site})/" + _PATH + r"(?P<handle>[^/?#\s]+)"
_NO_HANDLE = ("p", "reel", "reels", "tv", "stories", "watch", "shorts", "explore", "hashtag", "i", "video", "videos")
_ANY_URL = r"^(?:https?://|www\.[^/]+/)"
_BY_ADDRESS = ("blog", "podcast", "mastodon", "other")
_TOTALS = frozenset(("total", "totaal", "totals", "gesamt", "summe", "insgesamt", "somme"))
_LONGEST_HANDLE = 200

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_TELEPHONE = (
    r"(?:\+|\b00)\d{1,3}[\s().-]{0,3}\d(?:[\s().-]{0,2}\d){7,11}\b"
    r"|\b0\d{9}\b|\b06[\s-]\d{8}\b|\b06(?:[\s-]\d{2}){4}\b|\b06[\s-]?\d{4}[\s-]\d{4}\b"
    r"|\b0\d{1,3}[\s-]\d{3}\s?\d{2}\s?\d{2}\b|\b04\d{2}[\s/.]\d{2,3}[\s.]?\d{2}[\s.]?\d{2,3}\b"
)
_AT_NAME = r"@[\pL\pN_](?:[\pL\pN_.]*[\pL\pN_])?"
_HASHTAG = re.compile(r"(?<![\w&])[#＃](\w*[^\W\d]\w*)")
_MENTION = re.compile(r"(?<![\w@.])@(\w(?:[\w.]*\w)?)")

MASKED_EMAIL, MASKED_TELEPHONE = "[e-mail]", "[telephone]"


@dataclass(frozen=True, slots=True)
class Accounts:
    """Accounts as platform:handle, the platform and the handle of each, null where a cell is missing or at fault."""

    found: Converted
    platforms: pa.Array
    handles: pa.Array


def accounts(column: pa.Array | pa.ChunkedArray, platforms: pa.Array) -> Accounts:
    """Accounts in lower case from handles, @handles, profile links and platform:handle.

    `platforms`: the platform of each row, null where unknown; a link or prefix that names one goes before it.
    """
    text = text_of(column, NOTHING_IN_NAMES)
    if not ordinary.is_long(text):
        found = _accounts(text, platforms)
        return Accounts(found, platforms_of(found.values), handles(found.values))
    odd, marked = ordinary.names(text, _TOTALS, at_before=True)
    plain = pc.ascii_lower(pc.ascii_ltrim(text, "@")) if marked else text
    addresses = pc.and_(pc.is_in(platforms, value_set=pa.array(_BY_ADDRESS)), pc.starts_with(plain, "www."))
    odd |= mask(pc.is_null(platforms)) | mask(addresses)
    slow = _accounts(text.filter(pa.array(odd)), platforms.filter(pa.array(odd)))
    found = with_odd(pc.binary_join_element_wise(platforms, plain, ":"), odd, text, lambda _: slow)
    named = with_odd(platforms, odd, text, lambda _: Converted(platforms_of(slow.values)))
    bare = with_odd(plain, odd, text, lambda _: Converted(handles(slow.values)))
    return Accounts(found, named.values, bare.values)


def _accounts(cells: pa.Array, platforms: pa.Array) -> Converted:
    text = pc.utf8_lower(cells)
    prefixed = mask(pc.match_substring_regex(text, rf"^(?:{'|'.join(PLATFORMS)}):\S"))
    bare, named = _from_links(text)
    bare = pc.replace_substring_regex(bare, r"^@+", "")
    bare = pc.utf8_trim_whitespace(pc.replace_substring_regex(bare, r"\s+", " "))
    found = pc.coalesce(named, platforms)
    by_address = pc.fill_null(pc.is_in(found, value_set=pa.array(_BY_ADDRESS)), False)
    bare = pc.if_else(by_address, pc.replace_substring_regex(bare, r"^(?:https?://)?(?:www\.)?|/+$", ""), bare)
    made = pc.binary_join_element_wise(found, bare, ":")
    values = pc.if_else(pa.array(prefixed), text, made)
    is_total = mask(pc.is_in(text, value_set=pa.array(sorted(_TOTALS))))
    empty = mask(pc.equal(bare, ""))
    strange = mask(pc.match_substring_regex(bare, _ANY_URL)) & ~prefixed
    long = mask(pc.greater(pc.utf8_length(bare), _LONGEST_HANDLE))
    homeless = mask(pc.and_(pc.is_valid(text), pc.is_null(found))) & ~prefixed & ~is_total & ~strange
    wrong = is_total | empty | strange | long | homeless
    kept = pc.if_else(pa.array(~wrong), values, pa.scalar(None, pa.string()))
    return Converted(
        kept,
        faults(
            (is_total, reasons.TOTALS.en),
            (strange, reasons.NO_PROFILE.en),
            (empty | long, reasons.NO_HANDLE.en),
            (homeless, reasons.WHICH_PLATFORM.en),
        ),
    )


def _from_links(text: pa.Array) -> tuple[pa.Array, pa.Array]:
    """Handles out of profile links, and the platforms the links are on."""
    bare, named = text, pa.nulls(len(text), pa.string())
    if not pc.any(pc.match_substring(text, "/")).as_py():
        return bare, named
    for platform, site in _SITES.items():
        handle = pc.struct_field(pc.extract_regex(text, _PROFILE.format(site=site)), "handle")
        is_profile = pc.and_(pc.is_valid(handle), pc.invert(pc.is_in(handle, value_set=pa.array(_NO_HANDLE))))
        hit = pc.fill_null(is_profile, False)
        bare = pc.if_else(hit, handle, bare)
        named = pc.if_else(hit, pa.scalar(platform), named)
    return bare, named


def platform_of_links(links: pa.Array) -> pa.Array:
    """The platform each link is on, null where it is none of those we know."""
    named = pa.nulls(len(links), pa.string())
    for platform, site in _SITES.items():
        hit = pc.match_substring_regex(links, rf"(?i)^(?:https?://)?(?:[\w-]+\.)*(?:{site})(?:/|$)")
        named = pc.if_else(pc.fill_null(hit, False), pa.scalar(platform), named)
    return named


def handles(account_column: pa.Array) -> pa.Array:
    """The handle in platform:handle."""
    return pc.replace_substring_regex(account_column, r"^[a-z]+:", "")


def platforms_of(account_column: pa.Array) -> pa.Array:
    """The platform in platform:handle."""
    return pc.replace_substring_regex(account_column, r":.*$", "")


def post_ids(column: pa.Array | pa.ChunkedArray) -> Converted:
    """Posts' own ids: as they are, or the id at the end of a link."""
    text = text_of(column, NOTHING_IN_NAMES)
    if ordinary.is_long(text):
        return with_odd(text, ordinary.names(text, _TOTALS)[0], text, _post_ids)
    return _post_ids(text)


def _post_ids(text: pa.Array) -> Converted:
    asked = pc.extract_regex(text, r"(?i)^https?://\S*?[?&]v=(?P<id>[A-Za-z0-9_-]+)")
    last = pc.extract_regex(text, r"(?i)^https?://\S*/(?P<id>[A-Za-z0-9_-]+)/?(?:[?&#]\S*)?$")
    ids = pc.coalesce(pc.struct_field(asked, "id"), pc.struct_field(last, "id"), text)
    is_total = mask(pc.is_in(pc.utf8_lower(text), value_set=pa.array(sorted(_TOTALS))))
    kept = pc.if_else(pa.array(~is_total), ids, pa.scalar(None, pa.string()))
    return Converted(kept, faults((is_total, reasons.TOTALS.en)))


def without_contacts(text: pa.Array) -> pa.Array:
    """Texts of creators: names of brands and people stay, e-mail addresses and telephone numbers don't."""
    if ordinary.is_long(text):
        return only_odd(text, ordinary.may_reach_somebody(text), _without_contacts)
    return _without_contacts(text)


def _without_contacts(text: pa.Array) -> pa.Array:
    masked = pc.replace_substring_regex(text, _EMAIL, MASKED_EMAIL)
    return pc.replace_substring_regex(masked, _TELEPHONE, MASKED_TELEPHONE)


def without_people(text: pa.Array) -> pa.Array:
    """Texts of third persons: no @names either."""
    if ordinary.is_long(text):
        return only_odd(text, ordinary.may_reach_somebody(text), _without_people)
    return _without_people(text)


def _without_people(text: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(_without_contacts(text), _AT_NAME, MASKED_NAME)


def hashtags_in(captions: pa.Array) -> pa.Array:
    """The hashtags in each caption, in lower case and without #; null where there is no caption."""
    return _found(captions, "#＃", _HASHTAG)


def mentions_in(captions: pa.Array) -> pa.Array:
    """The handles named in each caption, in lower case and without @; null where there is no caption."""
    return _found(captions, "@", _MENTION)


def _found(captions: pa.Array, signs: str, pattern: re.Pattern[str]) -> pa.Array:
    found: list[list[str] | None] = []
    for caption in captions.to_pylist():
        if caption is None:
            found.append(None)
        elif any(sign in caption for sign in signs):
            found.append(list(dict.fromkeys(name.lower() for name in pattern.findall(caption))))
        else:
            found.append([])
    return pa.array(found, pa.list_(pa.string()))


def texts(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Lists of words, from lists or from text such as `#a #b`, `a, b`, `a|b` or `["a", "b"]`; no # or @ before them."""
    from kring.sources.files.cells import whole

    array = whole(column)
    if pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        return _plain_items(array.cast(pa.list_(pa.string())))
    text = pc.replace_substring_regex(text_of(array), r"^\[\s*|\s*\]$|[\"']", "")
    return _plain_items(pc.split_pattern_regex(pc.utf8_trim_whitespace(text), r"\s*[,;|]\s*|\s+(?:[#@])"))


def _plain_items(lists: pa.Array) -> pa.Array:
    """The items in lower case, without the empty ones."""
    parents = np.asarray(pc.list_parent_indices(lists))
    items = pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.utf8_lower(pc.list_flatten(lists)), r"^\s*[#@]+", ""))
    keep = mask(pc.fill_null(pc.not_equal(items, ""), False))
    counted = np.bincount(parents[keep], minlength=len(lists))
    offsets = np.concatenate([[0], np.cumsum(counted)]).astype(np.int32)
    absent = ~mask(pc.is_valid(lists))
    made = pa.ListArray.from_arrays(pa.array(offsets), items.filter(pa.array(keep)).cast(pa.string()))
    return pc.if_else(pa.array(absent), pa.scalar(None, made.type), made) if absent.any() else made
