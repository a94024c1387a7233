"""Which brands one post shows, and by what: the label's sponsor, a handle, a link, a code, a hashtag, a name.

Method: in that order, because a handle is a claim and a name may be a word; the strongest sign of each brand is kept.
Handles and websites are looked up in the list of brands, names by `kring.profile.brands.names`. A sponsor the list
doesn't know is a brand under its handle; other unknown handles are people as often as brands and aren't kept.
Limits: what only the picture shows isn't seen. A creator who is the brand itself (same handle) doesn't count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kring.profile.brands.names import BrandNames
from kring.profile.normalised import Normalised, normalised
from kring.profile.signs import DISCOUNT_CODE, signs_of_post
from kring.vocabulary.brands import Brands

SPONSOR, MENTION, TAG, WEBSITE, CODE, HASHTAG, NAME = KINDS = (
    "sponsor", "mention", "tag", "website", "code", "hashtag", "name",
)  # fmt: skip
_MENTION = re.compile(r"(?<![\w.])@([\w.]*\w)")
_HASHTAG = re.compile(r"#(\w+)")
_HOST = re.compile(r"(?<![\w@.])(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[/?#\s]|$|[.,)!])", re.IGNORECASE)
_MAYBE_HOST = re.compile(r"[a-z0-9]\.[a-z]{2}")
_CODE = re.compile(r"[A-Z0-9]{4,20}")


@dataclass(frozen=True, slots=True)
class BrandSign:
    """One brand in one post: the kind of sign (`KINDS`) and the words it was recognised by."""

    brand: str
    kind: str
    quote: str


@dataclass(frozen=True, slots=True)
class Post:
    """What is read of one post; None for what is not known."""

    platform: str | None = None
    handle: str | None = None
    caption: str | None = None
    link: str | None = None
    hashtags: Sequence[str] | None = None
    mentions: Sequence[str] | None = None
    tagged: Sequence[str] | None = None
    sponsor: str | None = None


class Recogniser:
    """Recognises brands of one list; made once for many posts."""

    def __init__(self, brands: Brands) -> None:
        self.brands = brands
        self._names = BrandNames(brands)

    def brands_in(self, post: Post) -> tuple[BrandSign, ...]:
        """The brands in a post, each with its strongest sign, the strongest first."""
        text = normalised(post.caption or "")
        strongest: dict[str, BrandSign] = {}
        for sign in (*self._handles(post, text), *self._links(post, text), *self._codes(post, text),
                     *self._hashtags(post, text), *self._by_name(text)):  # fmt: skip
            strongest.setdefault(sign.brand, sign)
        own = self.brands.with_handle(post.handle, post.platform) if post.handle else None
        return tuple(sign for sign in strongest.values() if own is None or sign.brand != own.name)

    def _handles(self, post: Post, text: Normalised) -> Iterator[BrandSign]:
        if post.sponsor:
            handle = post.sponsor.lower().lstrip("@")
            known = self.brands.with_handle(handle, post.platform)
            yield BrandSign(known.name if known else f"@{handle}", SPONSOR, post.sponsor)
        written = [found[1] for found in _MENTION.finditer(text.folded)]
        for kind, handles in ((MENTION, (*(post.mentions or ()), *written)), (TAG, post.tagged or ())):
            for handle in handles:
                brand = self.brands.with_handle(handle, post.platform)
                if brand:
                    yield BrandSign(brand.name, kind, f"@{handle.lstrip('@')}")

    def _links(self, post: Post, text: Normalised) -> Iterator[BrandSign]:
        for part in (text, normalised(post.link or "")):
            if _MAYBE_HOST.search(part.folded):
                for found in _HOST.finditer(part.folded):
                    brand = self.brands.with_host(found[1])
                    if brand:
                        yield BrandSign(brand.name, WEBSITE, found[1])

    def _codes(self, post: Post, text: Normalised) -> Iterator[BrandSign]:
        for sign in signs_of_post(post.caption, None, None, None, None) if "cod" in text.folded else ():
            for code in _CODE.findall(sign.quote) if sign.kind == DISCOUNT_CODE else ():
                brand = self._names.in_code(code)
                if brand:
                    yield BrandSign(brand.name, CODE, code)

    def _hashtags(self, post: Post, text: Normalised) -> Iterator[BrandSign]:
        written = [found[1] for found in _HASHTAG.finditer(text.folded)]
        for tag in (*(post.hashtags or ()), *written):
            brand = self._names.in_hashtag(tag)
            if brand:
                yield BrandSign(brand.name, HASHTAG, f"#{tag.lstrip('#')}")

    def _by_name(self, text: Normalised) -> Iterator[BrandSign]:
        for brand, start, end in self._names.in_text(text.plain):
            yield BrandSign(brand.name, NAME, text.quote(start, end))
