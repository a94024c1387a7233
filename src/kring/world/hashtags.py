"""The hashtags of posts: of the niche, general, of the town, ones that don't belong, and disclosure among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from kring.vocabulary.places import municipalities
from kring.world.chance import Flags, Ints, pick_by_row, without_doubles
from kring.world.commerce import Commerce
from kring.world.creators import Creators
from kring.world.grammar import LANGUAGES, subjects, words
from kring.world.posts import Posts

_SOURCES = np.asarray([[0.58, 0.24, 0.10, 0.08]])  # niche, general, another niche, town


@dataclass(frozen=True, slots=True)
class Hashtags:
    """The hashtags of each post as lists, and all of them in one row."""

    lists: pa.Array
    flat: pa.Array


@dataclass(frozen=True, slots=True)
class _Pool:
    """All hashtags there are; `niches` and `disclosures` say where a group begins and how many it has."""

    tags: pa.Array
    niches: tuple[Ints, Ints]
    general: tuple[int, int]
    towns: int
    disclosures: tuple[Ints, Ints]


@cache
def _pool() -> _Pool:
    groups = [list(subject.tags) for subject in subjects()]
    sizes = [len(group) for group in groups]
    tags = [tag for group in groups for tag in group]
    general = (len(tags), len(words("captions")["general_tags"]))
    tags += words("captions")["general_tags"]
    towns = len(tags)
    tags += [re.sub(r"[^a-z]", "", name.lower()) for name in municipalities()]
    said = [
        [tag[1:] for tag in words("commerce")[language][way] if tag.startswith("#")]
        for language in LANGUAGES
        for way in ("strong", "weak")
    ]
    starts = len(tags) + np.cumsum([0, *(len(group) for group in said)])[:-1]
    tags += [tag for group in said for tag in group]
    niche_starts = np.cumsum([0, *sizes])[:-1]
    counts = np.asarray([len(group) for group in said])
    return _Pool(pa.array(tags), (niche_starts, np.asarray(sizes)), general, towns, (starts, counts))


def hashtags_of(
    rng: np.random.Generator, creators: Creators, posts: Posts, commerce: Commerce, niche: Ints
) -> Hashtags:
    """Hashtags of all posts; a disclosing one stands anywhere in the row."""
    pool = _pool()
    many = np.where(rng.random(posts.count) < 0.22, 0, np.minimum(rng.poisson(3.0, posts.count), 10))
    post = np.repeat(np.arange(posts.count), many)
    tag = _draw(rng, pool, creators, posts, niche, post)
    spoken_post, spoken_tag = _disclosures(rng, pool, posts, commerce)
    pair = without_doubles(np.concatenate([post, spoken_post]) * len(pool.tags) + np.concatenate([tag, spoken_tag]))
    post, tag = pair // len(pool.tags), pair % len(pool.tags)
    order = np.lexsort((rng.random(len(post)), post))
    flat = pool.tags.take(pa.array(tag[order]))
    offsets = np.searchsorted(post, np.arange(posts.count + 1)).astype(np.int32)
    return Hashtags(pa.ListArray.from_arrays(pa.array(offsets), flat), flat)


def _draw(rng: np.random.Generator, pool: _Pool, creators: Creators, posts: Posts, niche: Ints, post: Ints) -> Ints:
    source = pick_by_row(rng, _SOURCES, np.zeros(len(post), dtype=np.int64))
    stray = rng.integers(0, len(subjects()), len(post))
    of_niche = np.where(source == 2, stray, niche[post])
    starts, sizes = pool.niches
    tag = starts[of_niche] + (rng.random(len(post)) * sizes[of_niche]).astype(np.int64)
    tag = np.where(source == 1, pool.general[0] + rng.integers(0, pool.general[1], len(post)), tag)
    return np.where(source == 3, pool.towns + creators.home[posts.creator[post]], tag)


def _disclosures(rng: np.random.Generator, pool: _Pool, posts: Posts, commerce: Commerce) -> tuple[Ints, Ints]:
    """Which posts disclose by a hashtag, and the hashtag."""
    says: Flags = (commerce.strong | commerce.weak) & (rng.random(posts.count) < 0.75)
    post = np.flatnonzero(says)
    cell = posts.language[post] * 2 + commerce.weak[post]
    starts, counts = pool.disclosures
    return post, starts[cell] + (rng.random(len(post)) * counts[cell]).astype(np.int64)
