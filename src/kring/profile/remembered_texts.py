"""`RememberedTexts`: an embedder that reads every text once, also over days.

Of a text a digest and its vector are kept, never the text; what is kept goes when the text does (`save`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kring.profile.embedder import Embedder, Vectors

DIGEST = 16


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=DIGEST).digest()


class RememberedTexts:
    """An embedder that keeps what another reads, in half precision."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self.reads, self._file = embedder, file
        self.name = embedder.name
        self._known: dict[bytes, Vectors] = self._read()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, those that are new by the embedder."""
        if not texts:
            return self.reads.encode(texts)
        digests = list(map(_digest, texts))
        new = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in self._known}
        if new:
            read = self.reads.encode(list(new.values())).astype(np.float16)
            self._known |= dict(zip(new, read, strict=True))
        found: Vectors = np.stack([self._known[digest] for digest in digests]).astype(np.float32)
        return found

    def save(self, texts: Sequence[str]) -> None:
        """Keeps the vectors of these texts, as far as they were read, and forgets all others."""
        digests = sorted({digest for text in texts if (digest := _digest(text)) in self._known})
        if not digests:
            self._file.unlink(missing_ok=True)
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(f".{os.getpid()}.npz")
        names = np.frombuffer(b"".join(digests), dtype=np.uint8).reshape(-1, DIGEST)
        np.savez(
            draft, digests=names, vectors=np.stack([self._known[one] for one in digests]), name=np.array(self.name)
        )
        os.replace(draft, self._file)

    def _read(self) -> dict[bytes, Vectors]:
        if not self._file.is_file():
            return {}
        with np.load(self._file, allow_pickle=False) as arrays:
            if str(arrays["name"]) != self.name:
                return {}
            return dict(zip(map(bytes, arrays["digests"]), arrays["vectors"], strict=True))
