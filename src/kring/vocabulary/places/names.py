"""The names of places: what people write, and the one name the tables use for it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kring.errors import UnknownName
from kring.vocabulary.places.tables import municipality_table, names, postcodes


def municipalities() -> tuple[str, ...]:
    """The municipalities of today, as CBS spells them, in alphabetical order."""
    return tuple(municipality_table()["municipality"].to_pylist())


def provinces() -> tuple[str, ...]:
    """The twelve provinces, in alphabetical order."""
    return tuple(sorted(set(municipality_table()["province"].to_pylist())))


def municipality(name: str) -> str:
    """The municipality meant by `name`: its own spelling, an alias (Den Haag) or one that was merged (Uden).

    Capitals, accents and hyphens make no difference. Raises UnknownName with the nearest names.
    """
    found = municipality_named(name)
    if found is None:
        within = municipality_of_place(name)
        advice = f"{name} lies in the municipality {within}." if within else "Use the name CBS gives the municipality."
        nl_advice = f"{name} ligt in de gemeente {within}." if within else "Gebruik de naam die CBS de gemeente geeft."
        raise UnknownName("municipality", name, list(municipalities()), advice, nl_advice=nl_advice)
    return found


def municipality_of_place(name: str) -> str | None:
    """The municipality that a village, town or municipality lies in; None when unknown or when there are several.

    A municipality's own name wins over a village of that name elsewhere.
    """
    return municipality_named(name) or _municipalities_of_places().get(folded(name))


def province(name: str) -> str:
    """The province meant by `name`, in Dutch, Frisian or English. Raises UnknownName with the nearest names."""
    found = _province_names().get(folded(name))
    if found is None:
        raise UnknownName("province", name, list(provinces()))
    return found


def municipality_named(name: str) -> str | None:
    """The municipality of this very name, alias or former name; None when there is none, be it a village's name."""
    return _municipality_names().get(folded(name))


def folded(name: str) -> str:
    """Lower case without accents and punctuation, and without the word gemeente or provincie before it."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", " ", letters).strip()
    return re.sub(r"^(gemeente|municipality of|provincie|province of) ", "", words)


@cache
def _municipality_names() -> dict[str, str]:
    spelled = {folded(old): new for old, new in names()["municipality_changes"].items()}
    spelled |= {folded(alias): name for alias, name in names()["municipality_aliases"].items()}
    return spelled | {folded(name): name for name in municipalities()}


@cache
def _province_names() -> dict[str, str]:
    spelled = {folded(alias): name for alias, name in names()["province_aliases"].items()}
    return spelled | {folded(name): name for name in provinces()}


@cache
def _municipalities_of_places() -> dict[str, str]:
    table = postcodes().select(["place", "municipality"]).drop_null()
    found: dict[str, set[str]] = {}
    for place, name in zip(*(column.to_pylist() for column in table.columns), strict=True):
        found.setdefault(folded(place), set()).add(name)
    return {place: next(iter(within)) for place, within in found.items() if len(within) == 1}
