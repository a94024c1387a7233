"""What can be named in a filter: niches, places, languages, ... each by any of the ways people write it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kring.errors import UnknownName
from kring.match.discovery.around import Around
from kring.reach import Segment
from kring.reach.segment_words import LANGUAGE_WORDS
from kring.vocabulary import niches, places, values
from kring.vocabulary.management import contact_routes, management_labels
from kring.vocabulary.people import AGE_BANDS, GENDERS, LANGUAGES
from kring.vocabulary.platforms import deliverables, platforms
from kring.vocabulary.roles import roles
from kring.vocabulary.search_filters import Filter
from kring.vocabulary.text import Words
from kring.vocabulary.tiers import KRING
from kring.vocabulary.trajectory import trajectory_terms

YES, NO = "yes", "no"
ANSWERS = {YES: Words("ja", "yes"), NO: Words("nee", "no")}


def labelled(kind: str) -> Mapping[str, Words]:
    """The entries of a kind with their labels, where they are a closed list; empty for places, brands and accounts."""
    closed: dict[str, Callable[[], Mapping[str, Words]]] = {
        "platforms": lambda: {name: one.words for name, one in platforms().items()},
        "deliverables": lambda: {name: one.words for name, one in deliverables().items()},
        "niches": lambda: {name: one.words for name, one in niches.niches().items()},
        "values": lambda: {name: one.words for name, one in values.values().items()},
        "roles": lambda: {name: one.words for name, one in roles().items()},
        "tiers": lambda: {tier.name: tier.words for tier in KRING.tiers},
        "trajectories": lambda: trajectory_terms().labels,
        "managements": lambda: {name: one for name, one in management_labels().items() if name != "unknown"},
        "routes": contact_routes,
        "answers": lambda: ANSWERS,
        "genders": lambda: {name: Words(*GENDER_LABELS[name]) for name in GENDERS},
        "ages": lambda: {band: Words(band, band) for band in AGE_BANDS},
        "languages": lambda: {
            name: Words(*(LANGUAGE_WORDS[said][name] for said in ("nl", "en"))) for name in LANGUAGES
        },
        "provinces": lambda: {name: Words(name, name) for name in places.provinces()},
    }
    return closed[kind]() if kind in closed else {}


GENDER_LABELS = {"female": ("vrouw", "woman"), "male": ("man", "man"), "other": ("anders", "other")}
SINGULAR = {
    "platforms": "platform", "deliverables": "deliverable", "values": "kind of value", "roles": "role",
    "tiers": "tier", "trajectories": "trajectory", "managements": "management", "routes": "contact route",
    "answers": "answer",
}  # fmt: skip
_BY_SEGMENT = {
    "countries": "countries", "ages": "ages", "genders": "genders", "languages": "languages",
}  # fmt: skip


def entry_named(of: Filter, given: Any) -> list[str]:
    """The entries a text means for a filter; an age range means several. Raises `UnknownName`."""
    return _named(of.entries, YES if given is True else NO if given is False else str(given).strip())


def radius_named(of: Filter, given: Any) -> list[str]:
    """The one way a radius is written."""
    return [Around.read(given).text]


def _named(kind: str, text: str) -> list[str]:
    if kind in _BY_SEGMENT:
        field = _BY_SEGMENT[kind]
        text = _spelled(kind).get(text.casefold(), text)
        return list(getattr(Segment(**{field: (text,)}), field))
    if kind == "municipalities":
        flemish = places.flemish_municipality_named(text)
        return [flemish if flemish and places.municipality_of_place(text) is None else places.municipality(text)]
    if kind == "provinces":
        return [_province(text)]
    if kind == "niches":
        return [_niche(text)]
    if kind in ("accounts", "brands"):
        return [text]
    return [_labelled(kind, text)]


def _niche(text: str) -> str:
    """A niche of Kring by any of its words; another text stays, as it may be an organisation's own."""
    try:
        return niches.niche(text).name
    except UnknownName:
        return text


def _province(text: str) -> str:
    flemish = {name.casefold(): name for name in _flemish_provinces()}
    return flemish[text.casefold()] if text.casefold() in flemish else places.province(text)


def _flemish_provinces() -> Iterable[str]:
    return {name for name in places.flemish_municipality_table()["province"].to_pylist() if name}


def _labelled(kind: str, text: str) -> str:
    """The entry by its name or its label in either language."""
    known, spelled, asked = labelled(kind), _spelled(kind), text.casefold()
    if asked not in spelled:
        listed = ", ".join(known)
        raise UnknownName(SINGULAR[kind], text, list(known), f"There are: {listed}.", nl_advice=f"Kies uit: {listed}.")
    return spelled[asked]


def _spelled(kind: str) -> dict[str, str]:
    """The entries of a closed list by their name and their label in either language, in small letters."""
    return {
        spelling.casefold(): name for name, words in labelled(kind).items() for spelling in (words.nl, words.en, name)
    }


def check_there(kind: str, named: Iterable[str], known: Callable[[], list[str]]) -> None:
    """Raises `UnknownName` for the first of these names that is not among those known here."""
    listed: list[str] | None = None
    for name in named:
        listed = known() if listed is None else listed
        if name not in listed:
            raise UnknownName(kind, name, listed, "kring settings adds own ones.",
                              nl_advice="Met kring settings komen er eigen bij.")  # fmt: skip
