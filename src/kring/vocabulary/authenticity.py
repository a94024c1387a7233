"""What authenticity goes by, as data: the follower model's coefficients, limits of the checks, words, messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class FollowerModel:
    """A logistic model of how much a follower looks like a fake.

    `knots` of posts, following and followers in turn, in log(1 + count); `means` and `weights` by column (one a knot,
    then the picture); `intercept` for a population half of fakes; `base`, the log odds of a fake among those judged.
    """

    knots: tuple[tuple[float, ...], ...]
    means: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    base: float


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its label, and for each outcome a message and what is recommended."""

    name: str
    words: Words
    messages: Mapping[str, Words]
    advice: Mapping[str, Words]


@cache
def follower_model() -> FollowerModel:
    """The shipped coefficients."""
    entry = entries("authenticity")["followers"]
    return FollowerModel(
        tuple(tuple(map(float, bends)) for bends in entry["knots"]),
        tuple(map(float, entry["means"])),
        tuple(map(float, entry["weights"])),
        float(entry["intercept"]),
        float(entry["base"]),
    )


@cache
def limits() -> Mapping[str, float]:
    """The limits of the checks by name."""
    return MappingProxyType({name: float(value) for name, value in entries("authenticity")["limits"].items()})


@cache
def generic_words() -> frozenset[str]:
    """Words of comments that fit below any post, in lower case, Dutch and English."""
    generic = entries("authenticity")["generic"]
    return frozenset(str(word) for language in ("nl", "en") for word in generic[language])


@cache
def checks() -> Mapping[str, Check]:
    """The checks by name, in the order they are shown."""
    return MappingProxyType({name: _check(name, entry) for name, entry in entries("authenticity")["checks"].items()})


def _check(name: str, entry: dict) -> Check:  # type: ignore[type-arg]
    messages = {outcome: Words.of(text) for outcome, text in entry["messages"].items()}
    advice = {outcome: Words.of(text) for outcome, text in entry["advice"].items()}
    return Check(name, Words.of(entry["label"]), MappingProxyType(messages), MappingProxyType(advice))
