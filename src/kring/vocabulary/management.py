"""Who arranges a creator's collaborations: labels, ways to reach them, and the words of a bio that tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import Words, entries

OWN, AGENCY, UNKNOWN = "own", "agency", "unknown"


@dataclass(frozen=True, slots=True)
class ManagementWords:
    """The words that tell, in lower case.

    `agency` and `own` are phrases, `not_agency` those in which the words of `agency` mean something else. `message`
    names private messages; `agency_names` are parts of a handle or host that agencies have; `free_mail` mail hosts.
    """

    agency: tuple[str, ...]
    not_agency: tuple[str, ...]
    own: tuple[str, ...]
    message: tuple[str, ...]
    agency_names: tuple[str, ...]
    free_mail: frozenset[str]


@cache
def management_words() -> ManagementWords:
    """The words of both languages together."""
    data = entries("management")
    return ManagementWords(
        tuple(data["agency"]),
        tuple(data["not_agency"]),
        tuple(data["own"]),
        tuple(data["message"]),
        tuple(data["agency_names"]),
        frozenset(data["free_mail"]),
    )


@cache
def management_labels() -> Mapping[str, Words]:
    """The label of own, agency and unknown."""
    return MappingProxyType({name: Words.of(entry) for name, entry in entries("management")["labels"].items()})


@cache
def contact_routes() -> Mapping[str, Words]:
    """The label of every way to reach a creator."""
    return MappingProxyType({name: Words.of(entry) for name, entry in entries("management")["routes"].items()})
