"""How creators word their answers: each in words of the moment, and a few creators mostly by standard texts.

Drawn from a stream of its own, so that who answers what and when does not depend on it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.world.chance import Flags, Floats, Ints, chance
from kring.world.grammar import LANGUAGES, Phrasebook, subjects, words

if TYPE_CHECKING:
    from kring.world.posts import Posts

STANDARD_CREATORS = 0.12
TEXTS_AT_MOST = 2


def standard_shares(count: int, seed: int) -> Floats:
    """The true share of each creator's answers that are standard text: 0 for most, 0.5 to 0.95 for some."""
    rng = chance(seed, "standard answers")
    shares: Floats = np.where(rng.random(count) < STANDARD_CREATORS, rng.uniform(0.5, 0.95, count), 0.0)
    return shares


def worded(texts: pa.Array, talks: Flags, standard: Floats, posts: Posts, post: Ints, seed: int) -> pa.Array:
    """The answers as they are written below `post`: more words where a creator `talks`, or a standard text.

    `standard` is the share of standard text by creator.
    """
    rng = chance(seed, "wording of answers")
    language, creator = posts.language[post], posts.creator[post]
    cell = posts.niche[post] * len(LANGUAGES) + language
    more = pc.binary_join_element_wise(texts, _more().draw(rng, cell), _more().draw(rng, cell), " ")
    own = pc.if_else(pa.array(talks), more, texts)
    kept = len(words("comments")[LANGUAGES[0]]["standard"])
    which = (creator * 7 + rng.integers(0, TEXTS_AT_MOST, len(post)) * (1 + creator % 2)) % kept
    fixed = _standard().draw(rng, language * kept + which, typos=0)
    signs = _signs().draw(rng, np.zeros(len(post), dtype=np.int64), typos=0)
    fixed = pc.binary_join_element_wise(fixed, signs, " ")
    return pc.if_else(pa.array(rng.random(len(post)) < standard[creator]), fixed, own)


@cache
def _more() -> Phrasebook:
    return Phrasebook.of(
        [
            [filled for line in words("comments")[language]["more"] for filled in subject.fill(line, language)]
            for subject in subjects()
            for language in LANGUAGES
        ]
    )


@cache
def _standard() -> Phrasebook:
    """One cell a language and standard text."""
    return Phrasebook.of([[text] for language in LANGUAGES for text in words("comments")[language]["standard"]])


@cache
def _signs() -> Phrasebook:
    return Phrasebook.of([["❤️", "🙏", "😘", "✨", "!"]])
