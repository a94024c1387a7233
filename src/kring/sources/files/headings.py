"""What a heading may mean: the synonyms of headings.yaml, matched without regard to case, accents, marks and filler."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_FILLERS = frozenset(
    [
        "count",
        "number",
        "of",
        "the",
        "total",
        "nr",
        "no",
        "num",
        "n",
        "aantal",
        "totaal",
        "anzahl",
        "nombre",
        "de",
        "des",
        "du",
        "d",
        "der",
        "gesamt",
        "eur",
        "euro",
        "in",
        "(",
        ")",
    ]
)
_PLATFORM_WORDS = frozenset(
    ["instagram", "insta", "ig", "tiktok", "tik", "tok", "youtube", "yt", "facebook", "fb", "twitter", "twitch"]
)
_AVERAGES = frozenset(
    [
        "avg",
        "average",
        "mean",
        "median",
        "gem",
        "gemiddeld",
        "gemiddelde",
        "durchschnitt",
        "moyenne",
        "auth",
        "authentic",
    ]
)
_OTHERS = frozenset(["audience", "weekly", "daily", "monthly", "difference", "delta", "growth", "new", "publiek"])
_NEAR = 0.88
_OWN_NAME = 1.05


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a heading may stand for: how sure (0 to 1), in which language, and why."""

    table: str
    field: str
    sureness: float
    language: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Synonym:
    table: str
    field: str
    language: str


def plain_heading(heading: str) -> str:
    """A heading as words in lower case: without accents, marks and line breaks, joined words set apart."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", heading)
    spelled = unicodedata.normalize("NFKD", apart.casefold())
    letters = "".join(c if c.isalnum() else " " for c in spelled if not unicodedata.combining(c))
    return " ".join(letters.split())


def is_derived(heading: str) -> bool:
    """Whether a heading speaks of an average or another figure worked out from posts, which is no observation."""
    return bool(_AVERAGES & set(plain_heading(heading).split()))


def meanings_of_derived(heading: str) -> tuple[Meaning, ...]:
    """What the heading of an average would mean without the word for average."""
    return meanings(" ".join(word for word in plain_heading(heading).split() if word not in _AVERAGES))


def meanings(heading: str) -> tuple[Meaning, ...]:
    """The fields a heading may stand for, the surest first; none for averages and other derived figures."""
    spoken = plain_heading(heading)
    tokens = spoken.split()
    if not tokens or is_derived(heading):
        return ()
    found = _exactly(spoken, 1.0, "the heading says so")
    found = [_raised(meaning) if meaning.field.replace("_", " ") == spoken else meaning for meaning in found]
    bare = " ".join(word for word in tokens if word not in _FILLERS)
    bare = " ".join(word for word in bare.split() if word not in _PLATFORM_WORDS) or bare
    if bare and bare != spoken and not _OTHERS & set(tokens):
        found += _exactly(bare, 0.9, "the heading says so in other words")
    if not found and len(spoken) > 6 and not (_OTHERS | _PLATFORM_WORDS) & set(tokens):
        near = difflib.get_close_matches(spoken, list(_synonyms()), n=2, cutoff=_NEAR)
        found = [
            meaning for word in near for meaning in _exactly(word, 0.6, f"the heading is spelled much like '{word}'")
        ]
    best: dict[tuple[str, str], Meaning] = {}
    for meaning in found:
        known = best.get((meaning.table, meaning.field))
        if known is None or known.sureness < meaning.sureness:
            best[meaning.table, meaning.field] = meaning
    return tuple(sorted(best.values(), key=lambda meaning: -meaning.sureness))


def _raised(meaning: Meaning) -> Meaning:
    """A field's own name, as in files that Kring wrote, goes before its synonyms; weak ones stay weak."""
    if not meaning.language:
        return meaning
    return replace(meaning, sureness=_OWN_NAME, reason="the heading is the field's own name")


def language_of(headings: Sequence[str]) -> str:
    """The language most headings are in, "" when none is known. English wins a tie: exports often are."""
    counted = Counter(
        language for heading in headings for language in {meaning.language for meaning in meanings(heading)} if language
    )
    return max(counted, key=lambda language: (counted[language], language == "en")) if counted else ""


def _exactly(words: str, sureness: float, reason: str) -> list[Meaning]:
    return [
        Meaning(
            entry.table, entry.field, sureness * (0.75 if entry.language == "weak" else 1.0), _tongue(entry), reason
        )
        for entry in _synonyms().get(words, ())
    ]


def _tongue(entry: _Synonym) -> str:
    return "" if entry.language == "weak" else entry.language


@cache
def _synonyms() -> dict[str, tuple[_Synonym, ...]]:
    text = files("kring.sources.files").joinpath("headings.yaml").read_text("utf-8")
    tables: dict[str, dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    found: dict[str, list[_Synonym]] = {}
    for table, fields in tables.items():
        for field, lists in fields.items():
            for language, words in _lists(tables, lists).items():
                for word in words:
                    found.setdefault(plain_heading(word), []).append(_Synonym(table, field, language))
    return {word: tuple(entries) for word, entries in found.items()}


def _lists(tables: dict[str, dict[str, Any]], lists: dict[str, Any]) -> dict[str, list[str]]:
    if "same_as" in lists:
        table, field = lists["same_as"].split(".")
        lists = tables[table][field]
    return lists
