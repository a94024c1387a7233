"""The texts of posts: sentences by niche, value and language, with noise, so that no method reads them perfectly.

A caption is an opening, a body, perhaps a sentence about a brand, a closing, emoji and hashtags. One in eight bodies
belongs to another value than the opening; some captions speak of another niche; some say nothing at all; some sound
commercial and are not; a commercial one can sound like a fan, or only show the brand in the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.world.chance import Flags, Ints, chance
from kring.world.commerce import Commerce, brands, code_of
from kring.world.creators import Creators
from kring.world.grammar import LANGUAGES, Phrasebook, subjects, words
from kring.world.hashtags import Hashtags, hashtags_of
from kring.world.naming import Names
from kring.world.posts import DISCOUNT, VALUES, Posts

_NETWORK_LINKS = (
    "https://ds1.nl/c/?si=0&li=0&wi=0&ws={label}",
    "https://www.awin1.com/cread.php?awinmid=0&clickref={label}",
)


@dataclass(frozen=True, slots=True)
class Texts:
    """The caption, hashtags, mentions, tagged handles and link of each post; links without a target are None."""

    caption: pa.Array
    hashtags: pa.Array
    mentions: pa.Array
    tagged: pa.Array
    link: list[str | None]


def write_captions(creators: Creators, posts: Posts, commerce: Commerce, names: Names, seed: int) -> Texts:
    """The texts of all posts."""
    rng = chance(seed, "captions")
    stray = rng.random(posts.count) < 0.10
    niche = np.where(stray, rng.integers(0, len(subjects()), posts.count), posts.niche)
    value = np.where(commerce.code, DISCOUNT, posts.value)
    body_value = np.where(posts.second_value >= 0, posts.second_value, value)
    other = np.delete(np.arange(len(VALUES)), DISCOUNT)[rng.integers(0, len(VALUES) - 1, posts.count)]
    body_value = np.where(rng.random(posts.count) < 0.12, other, body_value)
    tags = hashtags_of(rng, creators, posts, commerce, niche)
    brand_lines, mentions, tagged, link = _brand_lines(rng, posts, commerce, names)
    opening = _unless(posts.plain, _book("openings").draw(rng, _cell(niche, value, posts.language)))
    plain = _unless(~posts.plain, _plain().draw(rng, niche * len(LANGUAGES) + posts.language))
    body = _book("bodies").draw(rng, _cell(niche, body_value, posts.language))
    closing = _closings().draw(rng, posts.language)
    parts = [
        opening, plain, _unless(posts.plain | (rng.random(posts.count) < 0.12), body), brand_lines,
        _unless(rng.random(posts.count) < 0.55, closing), _emoji(rng, value), _as_line(tags),
    ]  # fmt: skip
    caption = pc.binary_join_element_wise(*parts, " ", null_handling="skip")
    empty = (rng.random(posts.count) < 0.015) & (commerce.brand < 0)
    return Texts(_unless(empty, caption), tags.lists, mentions, tagged, link)


def _unless(without: Flags, texts: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(without), pa.scalar(None, pa.string()), texts)


def _cell(niche: Ints, value: Ints, language: Ints) -> Ints:
    return (niche * len(VALUES) + value) * len(LANGUAGES) + language


@cache
def _book(part: str) -> Phrasebook:
    """Openings or bodies by niche, value and language."""
    sentences = words("captions")["values"]
    return Phrasebook.of(
        [
            [filled for line in sentences[value][language][part] for filled in subject.fill(line, language)]
            for subject in subjects()
            for value in VALUES
            for language in LANGUAGES
        ]
    )


@cache
def _plain() -> Phrasebook:
    return Phrasebook.of(
        [
            [filled for line in words("captions")["plain"][language] for filled in subject.fill(line, language)]
            for subject in subjects()
            for language in LANGUAGES
        ]
    )


@cache
def _closings() -> Phrasebook:
    return Phrasebook.of([list(words("captions")["closings"][language]) for language in LANGUAGES])


def _emoji(rng: np.random.Generator, value: Ints) -> pa.Array:
    """None, one or two emoji; a third of them belong to another value."""
    signs = words("captions")["values"]
    book = Phrasebook.of([list(signs[name]["emoji"]) for name in VALUES])
    stray = rng.random(len(value)) < 0.33
    cell = np.where(stray, rng.integers(0, len(VALUES), len(value)), value)
    first = book.draw(rng, cell, typos=0)
    second = _unless(rng.random(len(value)) < 0.7, book.draw(rng, cell, typos=0))
    both = pc.binary_join_element_wise(first, second, "", null_handling="skip")
    return _unless(rng.random(len(value)) < 0.45, both)


def _as_line(tags: Hashtags) -> pa.Array:
    """Hashtags as they stand below a caption; nothing where there are none."""
    with_sign = pc.binary_join_element_wise("", tags.flat, "#")
    lines = pc.binary_join(pa.ListArray.from_arrays(tags.lists.offsets, with_sign), " ")
    return pc.if_else(pc.equal(lines, ""), pa.scalar(None, pa.string()), lines)


def _brand_lines(
    rng: np.random.Generator, posts: Posts, commerce: Commerce, names: Names
) -> tuple[pa.Array, pa.Array, pa.Array, list[str | None]]:
    """What posts say about brands, whom they mention and tag, and where they link to."""
    lines: list[str | None] = [None] * posts.count
    mentions: list[list[str]] = [[] for _ in range(posts.count)]
    tagged: list[list[str]] = [[] for _ in range(posts.count)]
    links: list[str | None] = [None] * posts.count
    offers = commerce.code | commerce.link
    shown_only = commerce.commercial & ~offers & (rng.random(posts.count) < 0.15)
    sounds_so = (rng.random(posts.count) < 0.05) & (commerce.brand < 0)
    for post in np.flatnonzero((commerce.brand >= 0) | sounds_so).tolist():
        language = words("commerce")[LANGUAGES[int(posts.language[post])]]
        if sounds_so[post]:
            lines[post] = _one(rng, language["lookalike"])
            continue
        brand = brands()[int(commerce.brand[post])]
        if shown_only[post]:
            tagged[post] += [brand.handle] * int(rng.random() < 0.5)
            continue
        named = rng.random() < 0.65
        if named:
            mentions[post].append(brand.handle)
        if rng.random() < (0.2 if named else 0.75):
            tagged[post].append(brand.handle)
        lines[post] = _brand_line(rng, language, post, commerce, f"@{brand.handle}" if named else brand.name)
        lines[post], links[post] = _with_offer(rng, language, lines[post] or "", post, commerce, names)
    lists = pa.list_(pa.string())
    return pa.array(lines, pa.string()), pa.array(mentions, lists), pa.array(tagged, lists), links


def _one(rng: np.random.Generator, options: list[str]) -> str:
    return options[int(rng.integers(len(options)))]


def _brand_line(
    rng: np.random.Generator, language: dict[str, list[str]], post: int, commerce: Commerce, said: str
) -> str:
    """A sentence about the brand: paid work and fans have their own, and half of both sound alike."""
    own = "paid" if commerce.commercial[post] else "fan"
    sentences = [_one(rng, language["either" if rng.random() < 0.5 else own]).format(brand=said)]
    if commerce.strong[post]:
        sentences.insert(0, _one(rng, _sentences(language["strong"])).format(brand=said))
    elif commerce.weak[post] and rng.random() < 0.4:
        sentences.append(_one(rng, _sentences(language["weak"])).format(brand=said))
    return " ".join(sentence for sentence in sentences if sentence)


def _sentences(options: list[str]) -> list[str]:
    """The ways of saying it that are no hashtags; hashtags stand in the row below the caption."""
    return [option for option in options if not option.startswith("#")] + [""]


def _with_offer(
    rng: np.random.Generator, language: dict[str, list[str]], line: str, post: int, commerce: Commerce, names: Names
) -> tuple[str, str | None]:
    """The line with the code or link of the collaboration, and the link."""
    deal = int(commerce.collaboration[post])
    if deal < 0:
        return line, None
    link = None
    if commerce.code[post]:
        percent = int(commerce.collaborations.percent[deal])
        code = deal_code(commerce, names, deal)
        line = f"{line} {_one(rng, language['code']).format(code=code, percent=percent)}"
    if commerce.link[post]:
        shop = f"https://{brands()[int(commerce.brand[post])].handle}.example/?utm_source=creator&utm_content={{label}}"
        link = _one(rng, [shop, *_NETWORK_LINKS]).format(label=deal_label(commerce, names, deal))
        line = f"{line} {_one(rng, language['link']).format(link=link)}"
    return line, link


def deal_code(commerce: Commerce, names: Names, deal: int) -> str:
    """The discount code of a collaboration."""
    deals = commerce.collaborations
    return code_of(names.first[int(deals.creator[deal])], int(deals.percent[deal]), deal)


def deal_label(commerce: Commerce, names: Names, deal: int) -> str:
    """The label by which a collaboration's link is recognised in sales."""
    return f"{names.first[int(commerce.collaborations.creator[deal])]}-{deal}"
