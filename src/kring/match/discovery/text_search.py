"""Searching a `TextIndex`: which accounts a query finds, and how well, by BM25.

Method: BM25 (Robertson and Zaragoza, 2009; k1 1.2, b 0.75) with a word's family counted as one word: the words of its
Dutch or English stem, a little less than the word itself. Two words side by side are also tried as one (vegan koken,
vegankoken), as hashtags and Dutch write them. A word that nobody, or hardly anybody, uses is also looked for in other
spellings (`kring.match.discovery.spelling`), and the answer says which.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kring.match.discovery.postings import Places, Weights
from kring.match.discovery.query import Query, Term
from kring.match.discovery.spelling import Spelling
from kring.match.discovery.text_index import TextIndex

K1, B = 1.2, 0.75
SELF, FAMILY, RESPELLED = 1.0, 0.8, 0.5
RARE = 1 / 10_000
OFTENER = 10
MOST_SPELLINGS = 3
Columns = list[tuple[int, float]]


@dataclass(frozen=True, eq=False)
class TextFound:
    """Accounts by place, rising, and the score of each; `also`: by word the other spellings that were searched."""

    places: NDArray[np.int64]
    scores: Weights
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class TextSearch:
    """Answers queries over one index."""

    def __init__(self, index: TextIndex) -> None:
        self.index = index
        self._spelling: Spelling | None = None
        self._room = threading.local()
        self._slow = (K1 * (1 - B + B * index.lengths / index.usual_length)).astype(np.float32)

    def find(self, query: Query) -> TextFound:
        """The accounts that have every needed thing, nothing unwanted, and where only words are wished, any of them."""
        try:
            return self._found(query)
        except BaseException:
            self._room = threading.local()  # what was half counted is in nobody's way
            raise

    def _found(self, query: Query) -> TextFound:
        total, also = self._zeros("total"), dict[str, tuple[str, ...]]()
        needed: list[Places] = []
        wished: list[Places] = []
        for term in query.terms:
            if not term.must_not:
                (needed if term.must else wished).append(self._add(self._columns(term, also), total, term))
        for first, second in pairwise(query.wished):
            joined = self.index.number(first.words[0] + second.words[0])
            if joined is not None:
                wished.append(self._add([(joined, SELF)], total))
        if not needed and not wished:
            places: NDArray[np.int64] = np.flatnonzero(self.index.read)
        else:
            places = _in_all(needed).astype(np.int64) if needed else _in_any(wished, len(total))
        places = self.without_unwanted(np.sort(places), query)
        scores = total[places]
        for part in (*needed, *wished):
            total[part] = 0
        return TextFound(places, scores, also)

    def _columns(self, term: Term, also: dict[str, tuple[str, ...]]) -> Columns:
        """The columns that a single word means, with what each counts; a phrase has none here."""
        if len(term.words) > 1:
            return []
        word = term.words[0]
        own = self.index.number(word)
        if term.is_sign:
            return [] if own is None else [(own, SELF)]
        found = {int(column): FAMILY for column in self.index.family(word)} | ({own: SELF} if own is not None else {})
        others = () if term.must_not else self._respelled(word, found)
        if others:
            also[word] = others
        for other in others:
            found = {int(column): RESPELLED for column in self.index.family(other)} | found
        return list(found.items())

    def _respelled(self, word: str, found: Mapping[int, float]) -> tuple[str, ...]:
        """Other spellings of a word that is not or hardly here."""
        sizes = self.index.postings.sizes
        here = int(sum(sizes[column] for column in found))
        if here > RARE * len(self.index.accounts):
            return ()
        if self._spelling is None:
            self._spelling = Spelling(self.index.words)
        near = [(away, -int(sizes[at]), at) for away, at in self._spelling.near(word) if sizes[at] >= OFTENER * here]
        least = min((away for away, _, _ in near), default=0)
        chosen = sorted(one for one in near if one[0] == least and one[2] not in found)[:MOST_SPELLINGS]
        return tuple(self.index.words[at] for _, _, at in chosen)

    def _add(self, columns: Columns, total: Weights, term: Term | None = None) -> Places:
        """Adds the score of a term to `total`; gives the accounts that have it."""
        if term is not None and len(term.words) > 1:
            places = self._phrase(term)
            counts = np.ones(len(places), dtype=np.float32)
        else:
            places, counts = self._counted(columns)
        if len(places):
            rare = np.log1p((len(total) - len(places) + 0.5) / (len(places) + 0.5))
            total[places] += np.float32(rare * (K1 + 1)) * counts / (counts + self._slow[places])
        return places

    def _counted(self, columns: Columns) -> tuple[Places, Weights]:
        """The accounts that have any of these columns, and how often, all together."""
        if len(columns) == 1:
            places, counts = self.index.postings.column(columns[0][0])
            return places, counts * np.float32(columns[0][1])
        sums, new = self._zeros("sums"), [np.zeros(0, np.int32)]
        for column, share in columns:
            places, counts = self.index.postings.column(column)
            new.append(places[sums[places] == 0])
            sums[places] += np.float32(share) * counts
        found = np.concatenate(new)
        counts = sums[found]
        sums[found] = 0
        return found, counts

    def _zeros(self, name: str) -> Weights:
        """A column of zeros for every account, one a thread, which whoever fills it makes zero again."""
        if not hasattr(self._room, name):
            setattr(self._room, name, np.zeros(len(self.index.accounts), dtype=np.float32))
        found: Weights = getattr(self._room, name)
        return found

    def _phrase(self, term: Term) -> Places:
        """The accounts that write every two words of a phrase beside each other."""
        numbers = [self.index.pair(*two) for two in pairwise(term.words)]
        if any(number is None for number in numbers):
            return np.zeros(0, np.int32)
        return _in_all([self.index.beside.column(number)[0] for number in numbers if number is not None])

    def without_unwanted(self, places: NDArray[np.int64], query: Query) -> NDArray[np.int64]:
        """Of these places those where nothing unwanted stands."""
        unwanted = [term for term in query.terms if term.must_not]
        if not unwanted:
            return places
        barred = np.zeros(len(self.index.accounts), dtype=bool)
        for term in unwanted:
            own = self._phrase(term) if len(term.words) > 1 else self._counted(self._columns(term, {}))[0]
            barred[own] = True
        return places[~barred[places]]


def _in_all(parts: list[Places]) -> Places:
    found = parts[0]
    for part in parts[1:]:
        found = np.intersect1d(found, part)
    return found


def _in_any(parts: Iterable[Places], accounts: int) -> NDArray[np.int64]:
    there = np.zeros(accounts, dtype=bool)
    for part in parts:
        there[part] = True
    return np.flatnonzero(there)
