"""Making a `TextIndex` out of texts, and bringing one up to date with those of accounts that were observed anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from kring.match.discovery.postings import Postings, Whole
from kring.match.discovery.text_index import Stems, TextIndex
from kring.match.discovery.words import HANDLE, TAG, folded, stems, tokens

NAMED, TOLD, POSTED = "handle", ("bio", "category"), "post"
WEIGHTS = {"handle": 4.0, "name": 4.0, "bio": 3.0, "category": 3.0, "post": 1.0}
"""What a word counts by the field it stands in."""
TEXTS = pa.schema([("account", pa.string()), ("field", pa.string()), ("text", pa.string())])
"""Texts of accounts; a post is its caption with those of its hashtags behind it that don't stand in it."""


@dataclass
class _Entries:
    """Entries while they are gathered: words by number in order of appearance, and what stands beside each other."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: list[tuple[int, int, float]] = field(default_factory=list)
    pairs: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, place: int, weight: float, said: list[str]) -> None:
        """What an account says in one text: a tag counts as its word too, and no handle or tag stands beside a word."""
        before = -1
        for token in said:
            if token[0] == HANDLE:
                before = -1
                continue
            number = self.number(token)
            self.words.append((number, place, weight))
            if token[0] == TAG:
                self.words.append((self.number(token[1:]), place, weight))
                before = -1
                continue
            if before >= 0:
                self.pairs.append((before, number, place))
            before = number

    def number(self, word: str) -> int:
        """The number of a word, a new one when it is new."""
        return self.numbers.setdefault(word, len(self.numbers))


def text_index(accounts: Iterable[str], texts: pa.Table) -> TextIndex:
    """The index of these accounts with the words of `texts` (rows of `TEXTS`, of these accounts)."""
    names = tuple(sorted(set(accounts)))
    place_of = {name: place for place, name in enumerate(names)}
    entries, read = _Entries(), np.zeros(len(names), dtype=bool)
    for account, part, text in zip(*(texts[name].to_pylist() for name in TEXTS.names), strict=True):
        if not text:
            continue
        place = place_of[account]
        entries.add(place, WEIGHTS[part], tokens(text))
        if part == NAMED:
            entries.words.append((entries.number(HANDLE + folded(text)), place, WEIGHTS[part]))
        read[place] |= part in (*TOLD, POSTED)
    words = np.array(entries.words or np.zeros((0, 3)), dtype=np.float64)
    pairs = np.array(entries.pairs or np.zeros((0, 3)), dtype=np.int64)
    return _made(names, list(entries.numbers), words, pairs, read, _stemmed)


def updated_index(before: TextIndex, changed: Collection[str], texts: pa.Table) -> TextIndex:
    """The same as a whole new index when, since `before`, only accounts in `changed` were observed anew.

    `texts`: all texts of the accounts in `changed`. Words that nobody uses any more are gone.
    """
    new = text_index(changed, texts)
    names = tuple(sorted(set(before.accounts) | set(changed)))
    place_of = {name: place for place, name in enumerate(names)}
    known = list(dict.fromkeys((*before.words, *new.words)))
    number = {word: at for at, word in enumerate(known)}
    replaced, read = set(changed), np.zeros(len(names), dtype=bool)
    words, pairs = [], []
    for index in (before, new):
        gone = replaced if index is before else ()
        places = np.array([-1 if name in gone else place_of[name] for name in index.accounts], np.int64)
        numbers = np.array([number[word] for word in index.words], np.int64)
        read[places[places >= 0]] = index.read[places >= 0]
        columns, at, weights = index.postings.entries
        mine = places[at] >= 0
        words.append(np.column_stack([numbers[columns[mine]], places[at[mine]], weights[mine]]))
        columns, at, _ = index.beside.entries
        mine = places[at] >= 0
        codes = index.pairs[columns[mine]]
        pairs.append(np.column_stack([numbers[codes >> 32], numbers[codes & 0xFFFFFFFF], places[at[mine]]]))
    return _made(names, known, np.vstack(words), np.vstack(pairs), read, _known_stems(before, new))


Stemmer = Callable[[list[str]], tuple[list[str | None], list[str | None]]]


def _made(
    accounts: tuple[str, ...],
    numbered: list[str],
    words: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    pairs: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    read: np.ndarray[tuple[int], np.dtype[np.bool_]],
    stemmed: Stemmer,
) -> TextIndex:
    """From entries (word, place, weight) and (word, word, place), with words by their number among `numbered`."""
    used = sorted(np.unique(words[:, 0].astype(np.int64)).tolist(), key=numbered.__getitem__)
    ordered = [numbered[number] for number in used]
    renumbered = np.full(len(numbered), -1, np.int64)
    renumbered[used] = np.arange(len(used))
    columns, places = renumbered[words[:, 0].astype(np.int64)], words[:, 1].astype(np.int64)
    postings = Postings.of(columns, places, words[:, 2], len(ordered))
    codes: Whole = (renumbered[pairs[:, 0]] << 32) + renumbered[pairs[:, 1]]
    distinct, columns_of_pairs = np.unique(codes, return_inverse=True)
    beside = Postings.of(columns_of_pairs, pairs[:, 2], np.ones(len(pairs)), len(distinct)).unweighted()
    dutch, english = stemmed(ordered)
    spoken = np.array([word[0] not in TAG + HANDLE for word in ordered], dtype=bool)
    at, of = postings.entries[:2][::-1]
    lengths = np.bincount(at, weights=postings.weights * spoken[of], minlength=len(accounts))
    return TextIndex(
        accounts, tuple(ordered), postings, Stems.among(dutch), Stems.among(english), distinct, beside,
        lengths.astype(np.float32), read,
    )  # fmt: skip


def _stemmed(words: list[str]) -> tuple[list[str | None], list[str | None]]:
    plain = [word for word in words if word[0] not in TAG + HANDLE]
    dutch, english = (dict(zip(plain, said, strict=True)) for said in stems(plain))
    return [dutch.get(word) for word in words], [english.get(word) for word in words]


def _known_stems(*indexes: TextIndex) -> Stemmer:
    """Stems are made once for a word: these indexes have them."""
    dutch, english = (
        {word: getattr(index, name).stem(at) for index in indexes for at, word in enumerate(index.words)}
        for name in ("dutch", "english")
    )
    return lambda words: ([dutch[word] for word in words], [english[word] for word in words])
