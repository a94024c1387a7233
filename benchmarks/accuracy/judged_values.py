"""Captions judged by hand for the value they give: their vectors, their hands, and what readers make of them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kring.profile.embedder import SmallE5
from kring.profile.readable import readable
from kring.profile.value_nearness import value_nearness
from kring.profile.value_reader import READ, ValueReader
from kring.vocabulary.value_reading import Reading

LEARNED_FROM = ("dev", "hands_dev")
Scored = tuple[np.ndarray, np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Judged:
    """Readable captions: vectors, nearness, kinds each gives (as in `READ`), hand, and whether it is to learn from."""

    vectors: np.ndarray
    near: np.ndarray
    truth: np.ndarray
    hand: np.ndarray
    learned: np.ndarray


def judged(folder: Path, *parts: str) -> Judged:
    """The captions of parts such as dev, or test:even and test:odd for every second one, from the first or the second.

    Captions without a hand are plain; one language is one hand.
    """
    rows: list[dict[str, str]] = []
    for part in parts:
        name, _, which = part.partition(":")
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
            every = [row | {"part": name} for row in csv.DictReader(opened)]
        rows += every[which == "odd" :: 2] if which else every
    rows = [row for row in rows if readable(row["caption"])]
    vectors = SmallE5().encode([readable(row["caption"]) or "" for row in rows])
    return Judged(
        vectors,
        np.asarray(value_nearness(vectors, SmallE5())),
        np.array([[name in row["values"].split("|") for name in READ] for row in rows]),
        np.array([row.get("hand") or f"plain_{row['language']}" for row in rows]),
        np.array([row["part"] in LEARNED_FROM for row in rows]),
    )


def read_by_others(captions: Judged) -> tuple[ValueReader, np.ndarray]:
    """The reader of all that is for learning, and the scores of captions, each hand by a reader of the other hands."""
    alone = np.zeros(captions.truth.shape)
    for hand in np.unique(captions.hand):
        own = captions.hand == hand
        alone[own] = _learned(captions, ~own).scores(captions.vectors[own], captions.near[own])
    reader = _learned(captions, captions.learned).voting(alone, captions.near)
    score = np.zeros(captions.truth.shape)
    for hand in np.unique(captions.hand):
        own = captions.hand == hand
        others = _learned(captions, ~own).voting(alone, captions.near)
        score[own] = others.scores(captions.vectors[own], captions.near[own])
    return reader, score


def _learned(captions: Judged, these: np.ndarray) -> ValueReader:
    used = captions.learned & these
    return ValueReader.learned(captions.vectors[used], captions.truth[used].astype(float))


def reading_of(score: np.ndarray, truth: np.ndarray, hand: np.ndarray, kind: int) -> Reading:
    """The threshold at which hits less false alarms are most, with the counts there by hand and by other kind."""
    one, has = score[:, kind], truth[:, kind]
    best = max(np.unique(one).tolist(), key=lambda cut: (one[has] >= cut).mean() - (one[~has] >= cut).mean())
    threshold = float(np.floor(best * 1e4) / 1e4)
    said, others = one >= threshold, np.delete(truth, kind, axis=1)
    sorts = [~has & other for other in others.T] + [~has & ~others.any(axis=1)]
    hands = [hand == name for name in dict.fromkeys(hand)]
    return Reading(
        threshold,
        tuple(_called(said, has & own) for own in hands),
        tuple(_called(said, ~has & own) for own in hands),
        tuple(_called(said, sort) for sort in sorts),
    )


def lines_of(name: str, reading: Reading, hands: list[str]) -> str:
    """One kind as it stands in value_reading.yaml."""
    both = zip(hands, reading.hits, reading.alarms, strict=True)
    told = [f"      {hand}: {[*hits, *alarms]}" for hand, hits, alarms in both]
    others = [*(other for other in READ if other != name), "none"]
    sorts = ", ".join(f"{sort}: {list(pair)}" for sort, pair in zip(others, reading.among, strict=True))
    return "\n".join(
        [f"  {name}:", f"    threshold: {reading.threshold}", "    hands:", *told, f"    among: {{{sorts}}}"]
    )


def _called(said: np.ndarray, these: np.ndarray) -> tuple[int, int]:
    return int((said & these).sum()), int(these.sum())
