"""Which texts of an account are standard: the same, or nearly the same, again and again.

Method: two texts of one account are nearly the same when at least `RESEMBLANCE` of all words that stand in either stand
in both (Jaccard's coefficient on words), so that another name or emoji makes no difference.
Source: resemblance of documents by what they share (Broder, On the resemblance and containment of documents, 1997),
with words for shingles since answers are short; the limit was set beforehand and not fitted.
Limits: short texts are left out (`WORDS`): everybody thanks in the same words. The order of words is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from kring.profile.contact.words_used import words_used
from kring.profile.figure_rows import Whole

WORDS = 4
RESEMBLANCE = 0.7
PAIRS_AT_ONCE = 4_000_000


def times_repeated(groups: Whole, texts: pa.Array) -> Whole:
    """How often each text (made comparable) stands among those of its group, nearly the same ones too; 0 if short."""
    times = np.zeros(len(texts), dtype=np.int64)
    used = words_used(texts)
    length = np.bincount(used.text, minlength=len(texts))
    long = np.flatnonzero(length >= WORDS)
    if not len(long):
        return times
    codes = texts.take(pa.array(long)).dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)
    own = groups[long] * (codes.max() + 1) + codes
    _, first, which, copies = np.unique(own, return_index=True, return_inverse=True, return_counts=True)
    different = long[first]
    place = np.full(len(texts), -1)
    place[different] = np.arange(len(different))
    inside = place[used.text] >= 0
    near = _near(groups[different], place[used.text[inside]], used.word[inside], copies)
    times[long] = near[which]
    return times


def _near(group: Whole, text: Whole, word: Whole, copies: Whole) -> Whole:
    """For each different text, sorted by group, the copies of it and of those nearly the same in its group."""
    from scipy.sparse import coo_array

    words = int(word.max()) + 1
    text, word = np.divmod(np.unique(text * words + word), words)
    found = copies.copy()
    for first, last in _parts(group):
        mine = slice(*np.searchsorted(text, [first, last]))
        rows = text[mine] - first
        apart = np.unique(group[first:last][rows] * words + word[mine], return_inverse=True)[1]
        holds = coo_array((np.ones(len(rows), dtype=np.int32), (rows, apart)), shape=(last - first, apart.max() + 1))
        shared = (holds.tocsr() @ holds.tocsr().T).tocoo()
        size = np.bincount(rows, minlength=last - first)
        either = size[shared.row] + size[shared.col] - shared.data
        alike = shared.data >= RESEMBLANCE * either
        weight = copies[first:last][shared.col[alike]]
        found[first:last] = np.bincount(shared.row[alike], weight, minlength=last - first).astype(np.int64)
    return found


def _parts(group: Whole) -> Iterator[tuple[int, int]]:
    """Runs of whole groups with not too many pairs of texts at once."""
    bounds = np.append(np.flatnonzero(np.diff(group, prepend=-1)), len(group))
    pairs = np.cumsum(np.diff(bounds) ** 2)
    part = np.flatnonzero(np.diff(pairs // PAIRS_AT_ONCE, prepend=-1))
    starts = bounds[np.append(part, len(bounds) - 1)]
    yield from zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)
