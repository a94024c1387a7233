"""The comments: who wrote what when, how creators answer, and the repeated praise of pods and bots.

A creator's true answer rate is the share of comments by people (not spam) that get an answer; personal comments are
answered more often than generic ones. Answers that would come after the last day are not observed yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.world.answers import worded
from kring.world.chance import Flags, Floats, Ints, chance
from kring.world.creators import Creators
from kring.world.engagement import Figures
from kring.world.follows import Follows
from kring.world.grammar import LANGUAGES, Phrasebook, subjects, words
from kring.world.growth import DAY, History
from kring.world.people import People
from kring.world.posts import Posts
from kring.world.scale import Scale

PERSONAL, GENERIC, OTHER, SPAM = range(4)
KIND_SHARES = (0.42, 0.52, 0.03, 0.03)
_ANSWER_FACTORS = np.asarray([1.4, 0.69, 0.69, 0.0])
HOUR = DAY // 24
POD_SIZE = 9


@dataclass(frozen=True, slots=True)
class Comments:
    """One entry a comment. `parent` is a place in this table or -1; `author` a person, or -1 for the creator."""

    post: Ints
    parent: Ints
    author: Ints
    moment: Ints
    text: pa.Array
    likes: Ints

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.post)

    @property
    def by_creator(self) -> Flags:
        """Whether the creator wrote it."""
        return self.author < 0


def converse(
    people: People, creators: Creators, posts: Posts, figures: Figures, follows: Follows, history: History,
    scale: Scale, seed: int,
) -> Comments:  # fmt: skip
    """First-level comments of all posts (at most `scale.comments` each), answers, and what follows on answers."""
    rng = chance(seed, "comments")
    post = np.repeat(np.arange(posts.count), np.minimum(figures.comments, scale.comments))
    kind = _kinds(rng, creators, posts, people, post)
    first = Comments(
        post, np.full(len(post), -1), _authors(rng, people, creators, posts, follows, post, kind),
        posts.published[post] + (rng.lognormal(np.log(4), 1.3, len(post)) * HOUR).astype(np.int64),
        _texts(rng, posts, post, kind), rng.negative_binomial(0.4, 0.2, len(post)),
    )  # fmt: skip
    rate = creators.answer_rate[posts.creator[post]] * _ANSWER_FACTORS[kind]
    answered = np.flatnonzero(rng.random(len(post)) < rate)
    answers = _answers(rng, creators, posts, first, kind, answered, seed)
    follow_ups = _follow_ups(rng, posts, first, answers, answered, kind)
    return _observed(_joined([first, answers, follow_ups]), int(history.moments[-1]))


def _kinds(rng: np.random.Generator, creators: Creators, posts: Posts, people: People, post: Ints) -> Ints:
    """Personal, generic, in another language, or spam; members of pods mostly get generic praise."""
    draw = rng.random(len(post))
    kind = np.searchsorted(np.cumsum(KIND_SHARES)[:-1], draw, side="right")
    in_pod = creators.pod[posts.creator[post]] >= 0
    kind = np.where(in_pod & (rng.random(len(post)) < 0.6), GENERIC, kind)
    return np.where((kind == SPAM) & (people.number_of_bots == 0), GENERIC, kind)


def _authors(
    rng: np.random.Generator, people: People, creators: Creators, posts: Posts, follows: Follows, post: Ints, kind: Ints
) -> Ints:
    """Mostly followers, a few of whom write most; now and then a passer-by; pods praise their own; bots write spam."""
    account = posts.account[post]
    size = follows.counts[account]
    turn = (rng.random(len(post)) ** 2.2 * size).astype(np.int64)
    at = follows.starts[account] + (turn * 7_919 + account * 104_729) % np.maximum(size, 1)
    author = follows.person[np.minimum(at, len(follows.person) - 1)]
    passer_by = rng.integers(0, people.residents, len(post))
    author = np.where((rng.random(len(post)) < 0.08) | (size == 0), passer_by, author)
    pod = creators.pod[posts.creator[post]]
    member = (pod * 9_973 + rng.integers(0, POD_SIZE, len(post)) * 131) % people.residents
    author = np.where((pod >= 0) & (kind == GENERIC), member, author)
    bot = people.count - 1 - rng.integers(0, max(people.number_of_bots, 1), len(post))
    return np.where(kind == SPAM, bot, author)


def _texts(rng: np.random.Generator, posts: Posts, post: Ints, kind: Ints) -> pa.Array:
    language = posts.language[post]
    personal = _personal().draw(rng, posts.niche[post] * len(LANGUAGES) + language)
    generic = _by_language("generic").draw(rng, language, typos=0.02)
    rest = _rest().draw(rng, (kind == SPAM).astype(np.int64), typos=0)
    return pc.if_else(pa.array(kind == PERSONAL), personal, pc.if_else(pa.array(kind == GENERIC), generic, rest))


@cache
def _personal() -> Phrasebook:
    return Phrasebook.of(
        [
            [filled for line in words("comments")[language]["personal"] for filled in subject.fill(line, language)]
            for subject in subjects()
            for language in LANGUAGES
        ]
    )


@cache
def _by_language(part: str) -> Phrasebook:
    return Phrasebook.of([list(words("comments")[language][part]) for language in LANGUAGES])


@cache
def _rest() -> Phrasebook:
    return Phrasebook.of([list(words("comments")["others"]), list(words("comments")["spam"])])


def _delays(rng: np.random.Generator, creators: Creators, creator: Ints) -> Ints:
    """Microseconds until an answer, around the creator's median hours."""
    hours: Floats = creators.answer_hours[creator] * rng.lognormal(0, 1.1, len(creator))
    return (hours * HOUR).astype(np.int64)


def _answers(
    rng: np.random.Generator, creators: Creators, posts: Posts, first: Comments, kind: Ints, answered: Ints, seed: int
) -> Comments:
    """What creators answer: words to personal comments, thanks to others; one in twenty not in the thread."""
    post = first.post[answered]
    creator = posts.creator[post]
    talks = (kind[answered] == PERSONAL) & (rng.random(len(post)) < np.where(creators.role[creator] == 0, 0.6, 0.9))
    language = posts.language[post]
    words_of_answer = _by_language("answers").draw(rng, language)
    text = pc.if_else(pa.array(talks), words_of_answer, _by_language("thanks").draw(rng, language, typos=0))
    text = worded(text, talks, creators.standard_answers, posts, post, seed)
    apart = rng.random(len(post)) < 0.05
    text = pc.binary_join_element_wise(
        pc.if_else(pa.array(apart), "@***", pa.scalar(None, pa.string())), text, " ", null_handling="skip"
    )
    return Comments(
        post, np.where(apart, -1, answered), np.full(len(post), -1),
        first.moment[answered] + _delays(rng, creators, creator), text, rng.negative_binomial(0.3, 0.3, len(post)),
    )  # fmt: skip


def _follow_ups(
    rng: np.random.Generator, posts: Posts, first: Comments, answers: Comments, answered: Ints, kind: Ints
) -> Comments:
    """People who write again below an answer, which makes threads deeper."""
    again = np.flatnonzero((kind[answered] == PERSONAL) & (answers.parent >= 0) & (rng.random(len(answered)) < 0.3))
    post = answers.post[again]
    return Comments(
        post, first.count + again, first.author[answered[again]],
        answers.moment[again] + (rng.lognormal(np.log(3), 1.0, len(again)) * HOUR).astype(np.int64),
        _by_language("follow_ups").draw(rng, posts.language[post]), np.zeros(len(again), dtype=np.int64),
    )  # fmt: skip


def _joined(parts: list[Comments]) -> Comments:
    return Comments(
        np.concatenate([part.post for part in parts]),
        np.concatenate([part.parent for part in parts]),
        np.concatenate([part.author for part in parts]),
        np.concatenate([part.moment for part in parts]),
        pa.concat_arrays([part.text for part in parts]),
        np.concatenate([part.likes for part in parts]),
    )


def _observed(everything: Comments, end: int) -> Comments:
    """Only what was written before the end; what hangs below something later is later itself."""
    seen = everything.moment < end
    renumbered = np.cumsum(seen) - 1
    parent = everything.parent[seen]
    return Comments(
        everything.post[seen],
        np.where(parent >= 0, renumbered[np.maximum(parent, 0)], -1),
        everything.author[seen],
        everything.moment[seen],
        everything.text.filter(pa.array(seen)),
        everything.likes[seen],
    )
