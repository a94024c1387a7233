"""Trait: contact, its wording. Whether answers look written for the one who commented, or are a standard text.

Method: of the creator's answers in threads (the newest `MOST` of an account), the share that is *standard*: the same or
nearly the same text stands there three times or more (`kring.profile.contact.standard_text`); and the share that is
*personal*: no standard text, at least four words besides thanks, and it takes up a word of the comment, asks a
question, speaks to the reader (you, je), or has eight words or more. Intervals of `kring.profile.clustered`, posts as
clusters; what was seen only twice may be standard too and is counted so at one end of both.
Source: verbatim reuse of text as a sign of automated or delegated writing (Broder 1997 for the comparison); answering
what somebody says as a sign of a personal reply (contingency: Sundar, Kalyanaraman and Brown, Explicating website
interactivity, Communication Research 2003). Which words count is hand-made (`kring.vocabulary.answers`).
Limits: signs, never proof of who writes: a creator may keep standard texts, a team may write with care. A masked name
in front of an answer says nothing, since platforms put it there. Words exist in Dutch and English only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kring.profile.clustered import clustered_shares
from kring.profile.contact.answered import with_threads
from kring.profile.contact.standard_text import WORDS, times_repeated
from kring.profile.contact.words_used import WordsUsed, comparable, words_used
from kring.profile.figure_rows import FIGURES, Floats, Whole, coded, figure_rows, seconds
from kring.profile.listed import listed, listing, unlisted
from kring.vocabulary.answers import answer_words

NOTE = "the creator's answers in threads"
ANSWERS = ("account", "post", "comment", "text", "asked", "published_at")
FEWEST = 10
MOST = 1_000
TIMES = 3
LONG = 8
LETTERS = 4
WORDING = listing(answers=pa.int64(), standard=pa.int64(), twice=pa.int64(), personal=pa.int64(), surely=pa.int64())
Flags = NDArray[np.bool_]


def answers_in_threads(
    comments: nw.LazyFrame[Any], posts: nw.LazyFrame[Any], threaded: Sequence[str] | None = None
) -> nw.LazyFrame[Any]:
    """What the creator wrote in reply to others: `ANSWERS`, `asked` being the text that is answered.

    `comments` needs comment, post, parent, by_creator, text, published_at and source; `posts` account and post.
    """
    told = with_threads(comments, threaded)
    others = told.filter(~nw.col("by_creator"))
    asked = others.select(nw.col("comment").alias("parent"), nw.col("text").alias("asked"))
    own = told.filter(nw.col("by_creator"), ~nw.col("first_level"), ~nw.col("text").is_null())
    return (
        own.join(asked, on="parent", how="inner").join(posts.select("account", "post"), on="post", how="inner")
    ).select(*ANSWERS)


def wording_counts(answers: pa.Table) -> pa.Table:
    """Rows of `WORDING` from collected `answers_in_threads`: by post the answers and how many of each kind.

    `standard` and `personal` as defined; `twice`: seen twice at least; `surely`: personal and seen once.
    """
    answers = newest(answers)
    times, personal = judged(answers)
    kinds = {
        "standard": times >= TIMES, "twice": times >= TIMES - 1, "personal": personal,
        "surely": personal & (times < TIMES - 1),
    }  # fmt: skip
    told = pa.table({"account": answers["account"], "post": answers["post"], **kinds})
    by_post = told.group_by(["account", "post"]).aggregate([("post", "count"), *((kind, "sum") for kind in kinds)])
    by_post = by_post.sort_by([("account", "ascending"), ("post", "ascending")])
    names = {"post_count": "answers", **{f"{kind}_sum": kind for kind in kinds}}
    return listed(by_post.rename_columns(names), WORDING)


def wording(counts: pa.Table) -> pa.Table:
    """The figures standard_answers and personal_answers (rows of `FIGURES`), from rows of `WORDING`."""
    if not counts.num_rows:
        return FIGURES.empty_table()
    names, groups, by_post = unlisted(counts)

    def shares(kind: str) -> tuple[Floats, Floats, Floats, Whole]:
        value, low, high, n = clustered_shares(groups, by_post[kind], by_post["answers"], len(names))
        return np.where(n >= FEWEST, value, np.nan), low, high, n

    value, low, high, n = shares("standard")
    at_most = shares("twice")[2]
    own, own_low, own_high, _ = shares("personal")
    at_least = shares("surely")[1]
    return pa.concat_tables(
        [
            figure_rows(names, "standard_answers", value, low, np.fmax(high, at_most), n, NOTE),
            figure_rows(names, "personal_answers", own, np.fmin(own_low, at_least), own_high, n, NOTE),
        ]
    )


def judged(answers: pa.Table) -> tuple[Whole, Flags]:
    """For each answer how often its text stands among those of its account, and whether it is personal."""
    texts = comparable(answers["text"])
    times = times_repeated(coded(answers["account"])[1], texts)
    return times, _looks_personal(answers, texts) & (times < TIMES)


def newest(answers: pa.Table) -> pa.Table:
    """The newest `MOST` answers of each account, sorted by account and time."""
    groups, moment = coded(answers["account"])[1], seconds(answers["published_at"])
    order = np.lexsort((np.asarray(pc.rank(answers["comment"])), -np.nan_to_num(moment), groups))
    sizes = np.bincount(groups)
    place = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return answers.take(pa.array(order[place < MOST]))


def _looks_personal(answers: pa.Table, texts: pa.Array) -> Flags:
    count = len(texts)
    without = pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, _thanks(), " "))
    used, asked = words_used(without), words_used(comparable(answers["asked"]))
    length = np.bincount(used.text, minlength=count)
    address = np.asarray(pc.is_in(used.vocabulary, pa.array(sorted(answer_words().address))).to_numpy(False))
    speaks = np.bincount(used.text, address[used.word] if len(address) else None, minlength=count) > 0
    question = np.asarray(pc.fill_null(pc.match_substring(answers["text"], "?"), False).to_numpy())
    personal: Flags = (length >= WORDS) & (speaks | question | (length >= LONG) | _takes_up(used, asked, count))
    return personal


def _takes_up(used: WordsUsed, asked: WordsUsed, count: int) -> Flags:
    """Whether a text holds a word of the comment it answers, common and short words apart."""
    letters = pc.utf8_length(used.vocabulary).to_numpy(zero_copy_only=False)
    common = pc.is_in(used.vocabulary, pa.array(sorted(answer_words().common))).to_numpy(zero_copy_only=False)
    telling = (letters >= LETTERS) & ~common
    there = pc.fill_null(pc.index_in(asked.vocabulary, used.vocabulary), -1).to_numpy(zero_copy_only=False)
    size = len(used.vocabulary) + 1
    mine = used.text * size + used.word
    known = there[asked.word] >= 0 if len(there) else np.zeros(0, dtype=bool)
    theirs = asked.text[known] * size + there[asked.word[known]]
    shared = np.isin(mine, theirs) & telling[used.word]
    taken_up: Flags = np.bincount(used.text, shared, minlength=count) > 0
    return taken_up


@cache
def _thanks() -> str:
    phrases = comparable(pa.chunked_array([list(answer_words().thanks)])).to_pylist()
    return rf"\b(?:{'|'.join(phrases)})\b"
