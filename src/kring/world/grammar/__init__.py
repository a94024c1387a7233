"""The words of the synthetic world: niches, sentences, brands and names as data, and how phrases are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kring.vocabulary.niches import niches

LANGUAGES = ("nl", "en")
TYPO_SHARE = 0.07


@dataclass(frozen=True, slots=True)
class Subject:
    """A niche as the world talks about it: who is interested, and its words by language."""

    name: str
    female: float
    age: float
    spread: float
    popularity: float
    tags: tuple[str, ...]
    things: dict[str, tuple[str, ...]]
    doing: dict[str, tuple[str, ...]]

    def fill(self, sentence: str, language: str) -> list[str]:
        """The sentence with each of the niche's words in its slot; one sentence when it has no slot."""
        if "{thing}" in sentence:
            return [_capital(sentence.replace("{thing}", word)) for word in self.things[language]]
        if "{doing}" in sentence:
            return [_capital(sentence.replace("{doing}", word)) for word in self.doing[language]]
        return [sentence]


@cache
def words(name: str) -> dict[str, Any]:
    """The contents of a file of this folder."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: dict[str, Any] = yaml.load(
        files("kring.world.grammar").joinpath(f"{name}.yaml").read_text(encoding="utf-8"), Loader=loader
    )
    return content


@cache
def subjects() -> tuple[Subject, ...]:
    """Every niche of the vocabulary, in its order; one without words here gets those of its label."""
    known = words("niches")
    return tuple(_subject(name, known.get(name)) for name in niches())


def _subject(name: str, entry: dict[str, Any] | None) -> Subject:
    if entry is None:
        label = niches()[name].words
        things: dict[str, tuple[str, ...]] = {"nl": (label.nl,), "en": (label.en,)}
        return Subject(name, 0.5, 33, 12, 1.0, (name.replace("_", ""),), things, things)
    who = entry["who"]
    words_of = {language: tuple(entry[language]["things"]) for language in LANGUAGES}
    doing = {language: tuple(entry[language]["doing"]) for language in LANGUAGES}
    return Subject(
        name, who["female"], who["age"], who["spread"], who["popularity"], tuple(entry["tags"]), words_of, doing
    )


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Phrases by cell (such as a niche in a language), each also in a version with a slip of the keyboard."""

    phrases: pa.Array
    starts: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]

    @classmethod
    def of(cls, cells: list[list[str]]) -> Phrasebook:
        """A phrasebook with these phrases in cells 0, 1, 2 ..."""
        flat = [phrase for cell in cells for phrase in cell]
        rng = np.random.default_rng(len(flat))
        counts = np.asarray([len(cell) for cell in cells], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        return cls(pa.array(flat + [_with_slip(phrase, rng) for phrase in flat], pa.string()), starts, counts)

    def draw(self, rng: np.random.Generator, cells: npt.NDArray[np.int64], typos: float = TYPO_SHARE) -> pa.Array:
        """One phrase of each of `cells`."""
        at = self.starts[cells] + (rng.random(len(cells)) * self.counts[cells]).astype(np.int64)
        slip = rng.random(len(cells)) < typos
        return self.phrases.take(pa.array(np.where(slip, at + len(self.phrases) // 2, at)))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _with_slip(phrase: str, rng: np.random.Generator) -> str:
    """The phrase with two letters swapped, one lost, or without capitals and full stop."""
    way, at = int(rng.integers(3)), int(rng.integers(1, max(2, len(phrase) - 2)))
    if len(phrase) < 6 or way == 2:
        return phrase.lower().rstrip(".")
    if way == 0:
        return phrase[:at] + phrase[at + 1 : at + 2] + phrase[at : at + 1] + phrase[at + 2 :]
    return phrase[:at] + phrase[at + 1 :]
