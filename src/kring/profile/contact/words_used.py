"""Texts as words that can be compared by the column: which words each text holds, whatever its emoji and marks.

Method: Unicode NFKC, lower case, masked names (@***) and links dropped, figures made 0, everything else that is no
letter made a space. Source: Unicode Standard Annex 15 (normal forms).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kring.profile.figure_rows import Whole


@dataclass(frozen=True, slots=True)
class WordsUsed:
    """`text`, `word`: one entry a word of a text, in their order; `word` is a place in `vocabulary`."""

    text: Whole
    word: Whole
    vocabulary: pa.Array


def comparable(texts: pa.ChunkedArray) -> pa.Array:
    """Each text as its words with one space between; unknown stays null."""
    plain = pc.utf8_lower(pc.utf8_normalize(texts.cast(pa.string()), form="NFKC"))
    plain = pc.replace_substring_regex(plain, r"(?:https?://|www\.)\S+|@\S+", " ")
    plain = pc.replace_substring_regex(plain, r"['’`]", "")
    plain = pc.replace_substring_regex(plain, r"\p{N}+", "0")
    plain = pc.replace_substring_regex(plain, r"[^\p{L}\p{N}]+", " ")
    stripped = pc.utf8_trim_whitespace(plain)
    return stripped.combine_chunks() if isinstance(stripped, pa.ChunkedArray) else stripped


def words_used(texts: pa.Array) -> WordsUsed:
    """The words of texts made `comparable`."""
    lists = pc.split_pattern(pc.fill_null(texts, ""), " ")
    words = lists.flatten()
    text = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    some = pc.not_equal(words, "")
    encoded = words.filter(some).dictionary_encode()
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return WordsUsed(text[np.asarray(some.to_numpy(zero_copy_only=False))], codes, encoded.dictionary)
