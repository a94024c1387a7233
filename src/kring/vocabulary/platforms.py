"""Platforms a creator can be present on, and the deliverables that can be agreed there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.errors import UnknownName
from kring.vocabulary.text import Words, entries


@dataclass(frozen=True, slots=True)
class Deliverable:
    """One piece of content a creator can deliver."""

    name: str
    words: Words
    description: Words


@dataclass(frozen=True, slots=True)
class Platform:
    """One platform: its deliverables, what its audience is called, and whether the Mediawet's video rules name it."""

    name: str
    words: Words
    deliverables: tuple[str, ...]
    audience: Words
    mediawet: bool


@cache
def deliverables() -> Mapping[str, Deliverable]:
    """All deliverables by name."""
    return MappingProxyType(
        {
            name: Deliverable(name, Words.of(entry["label"]), Words.of(entry["description"]))
            for name, entry in entries("platforms")["deliverables"].items()
        }
    )


@cache
def platforms() -> Mapping[str, Platform]:
    """All platforms by name."""
    data = entries("platforms")
    return MappingProxyType(
        {
            name: Platform(
                name,
                Words.of(entry["label"]),
                tuple(entry["deliverables"]),
                Words.of(data["audiences"][entry["audience"]]),
                bool(entry.get("mediawet", False)),
            )
            for name, entry in data["platforms"].items()
        }
    )


def platform(name: str) -> Platform:
    """The platform of that name, whatever its capitals; raises `UnknownName`."""
    found = platforms().get(name.strip().lower())
    if found is None:
        raise UnknownName("platform", name, list(platforms()))
    return found


def deliverable(name: str) -> Deliverable:
    """The deliverable of that name; raises `UnknownName`."""
    if name not in deliverables():
        raise UnknownName("deliverable", name, list(deliverables()))
    return deliverables()[name]


def piece_on(platform: str | None, deliverable: str) -> str:
    """What is made of a deliverable on a platform: the thing itself, or what the platform has first in its place.

    A brief that leaves open what is made asks a post of everybody; on TikTok that is a video.
    """
    known = platforms().get(platform or "")
    return known.deliverables[0] if known is not None and deliverable not in known.deliverables else deliverable


@cache
def made_in_place_of(deliverable: str) -> Mapping[str, tuple[str, ...]]:
    """What is made in its place, with the platforms that do not have the deliverable itself."""
    found: dict[str, tuple[str, ...]] = {}
    for name in platforms():
        piece = piece_on(name, deliverable)
        if piece != deliverable:
            found[piece] = (*found.get(piece, ()), name)
    return MappingProxyType(found)
