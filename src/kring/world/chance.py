"""Chance that can be repeated: one stream of random numbers a subject, keys of people, draws from weighted segments."""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def chance(seed: int, subject: str) -> np.random.Generator:
    """The random numbers of one subject ("people", "posts") in the world of `seed`; the same in every process."""
    return np.random.default_rng([seed, crc32(subject.encode())])


def keys_of(numbers: npt.ArrayLike, seed: int, kind: str) -> Ints:
    """Keys of 64 bits for things numbered 0, 1, 2 ... of one kind, without two alike.

    The mixing function is splitmix64 (Steele, Lea and Flood, OOPSLA 2014), which is one to one.
    """
    origin = _mixed(np.asarray([(crc32(kind.encode()) << 32) | (seed & 0xFFFFFFFF)], dtype=np.uint64))
    with np.errstate(over="ignore"):
        keys: Ints = _mixed(np.asarray(numbers).astype(np.uint64) + origin).view(np.int64)
    return keys


def _mixed(state: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        mixed = state * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        done: npt.NDArray[np.uint64] = mixed ^ (mixed >> np.uint64(31))
    return done


def pick(rng: np.random.Generator, weights: npt.ArrayLike, size: int) -> Ints:
    """`size` draws from 0 .. len(weights)-1, each as often as its weight says."""
    cumulative = np.cumsum(np.asarray(weights, dtype=float))
    drawn = np.searchsorted(cumulative, rng.random(size) * cumulative[-1], side="right")
    picked: Ints = np.minimum(drawn, len(cumulative) - 1).astype(np.int64)
    return picked


def pick_by_row(rng: np.random.Generator, weights: Floats, rows: npt.ArrayLike) -> Ints:
    """One draw for each of `rows` from the columns of that row of `weights`, shape (rows, columns)."""
    columns = weights.shape[1]
    shares = weights / weights.sum(axis=1, keepdims=True)
    cumulative = (np.cumsum(shares, axis=1) + np.arange(len(weights))[:, None]).ravel()
    at = np.asarray(rows)
    drawn = np.searchsorted(cumulative, at + rng.random(len(at)), side="right") - at * columns
    picked: Ints = np.clip(drawn, 0, columns - 1).astype(np.int64)
    return picked


TICKETS = 2.0


@dataclass(frozen=True, slots=True)
class Segments:
    """Members by segment, each with as many tickets as its weight says, so that a draw is one look-up."""

    tickets: npt.NDArray[np.int32]
    starts: Ints

    @classmethod
    def of(cls, members: Ints, segment: Ints, weight: Floats, count: int) -> Segments:
        """`members`, each in one `segment` of 0 .. count-1; TICKETS tickets for a weight of one, at least one."""
        order = np.argsort(segment, kind="stable")
        each = np.where(weight > 0, np.maximum(1, np.rint(weight * TICKETS)), 0).astype(np.int64)[order]
        sizes = np.bincount(segment[order], weights=each, minlength=count).astype(np.int64)
        return cls(np.repeat(members[order].astype(np.int32), each), np.concatenate([[0], np.cumsum(sizes)]))

    def draw(self, rng: np.random.Generator, segments: Ints) -> Ints:
        """One member of each of `segments` by weight, -1 where the segment is empty."""
        start = self.starts[segments]
        size = self.starts[segments + 1] - start
        at = np.minimum(start + (rng.random(len(segments)) * size).astype(np.int64), len(self.tickets) - 1)
        return np.where(size > 0, self.tickets[at], -1).astype(np.int64)


def without_doubles(values: Ints) -> Ints:
    """The different values in ascending order; by sorting, which beats the hashing of numpy.unique several times."""
    ordered = np.sort(values)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def positions_within(groups: Ints) -> Ints:
    """0, 1, 2 ... within each run of equal values of a sorted array."""
    if not len(groups):
        return groups.astype(np.int64)
    first = np.concatenate([[True], groups[1:] != groups[:-1]])
    starts = np.flatnonzero(first)
    return np.arange(len(groups)) - np.repeat(starts, np.diff(np.append(starts, len(groups))))
