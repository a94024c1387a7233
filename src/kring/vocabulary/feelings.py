"""Words that say how somebody feels about a thing, Dutch and English, from -1 (bad) to 1 (good).

Source: for Dutch adjectives Pattern's lexicon (De Smedt and Daelemans 2012, PDDL; 82 % accurate on book reviews by its
authors), the rest written for Kring.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kring.vocabulary.text import entries

_LONG = re.compile(r"(aa|ee|oo|uu)[bcdfgklmnprst]$")
_SHORT = re.compile(r"^[^aeiouy]*[aeiou][bdfgklmnprst]$")


@cache
def feelings() -> Mapping[str, float]:
    """Every word, phrase and emoji in lower case with its polarity; Kring's own words count before the lexicon's."""
    adjectives = {str(form): float(value) for form, value in entries("feelings_nl").items()}
    known = {with_e(form): value for form, value in adjectives.items()} | adjectives
    for part in ("en", "nl", "emoji"):
        for value, forms in entries("feelings")[part].items():
            known |= {str(form): float(value) for form in forms}
    return MappingProxyType(known)


def with_e(adjective: str) -> str:
    """The Dutch adjective as it stands before a noun: fijn, fijne; gaaf, gave; tof, toffe."""
    voiced = adjective[:-1] + {"f": "v", "s": "z"}.get(adjective[-1:], adjective[-1:])
    if _LONG.search(adjective):
        return f"{voiced[:-2]}{voiced[-1]}e"
    if _SHORT.match(adjective):
        return f"{adjective}{adjective[-1]}e"
    return f"{adjective}e" if adjective[-1:] != "e" else adjective


@cache
def turning_words() -> frozenset[str]:
    """Words that turn the feeling of what follows them around."""
    return frozenset(entries("feelings")["negations"])


@cache
def unpaid_phrases() -> tuple[str, ...]:
    """Phrases by which creators say that nobody pays them for a post, in lower case."""
    return tuple(entries("feelings")["unpaid"])
