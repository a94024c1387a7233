"""`Segment`: a target group by where people live, their age, gender, language and what they follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kring.errors import BadInput, UnknownName
from kring.estimate import Language
from kring.reach.radius import Radius
from kring.vocabulary import niches, places
from kring.vocabulary.people import AGE_BANDS, GENDERS, LANGUAGES

GENDER_WORDS = {
    "vrouw": "female", "vrouwen": "female", "woman": "female", "women": "female",
    "man": "male", "mannen": "male", "men": "male", "anders": "other",
}  # fmt: skip


@dataclass(frozen=True)
class Segment:
    """People who meet every condition given: one of the values within a condition, all conditions together.

    `countries`: ISO codes. `provinces`, `municipalities`: names as people write them. `postcode_areas`: four digits.
    `near`: within a distance of a place, municipality, postcode or point, as "8 km around Amersfoort" or
    {"place": "Amersfoort", "km": 8}, and kept as that text; see `kring.reach.radius.Radius` for the other ways to write
    it. It means the postcode areas whose centroid lies within, which is coarse below 2 km. `ages`: bands of
    `kring.vocabulary.people.AGE_BANDS` or ranges made of them ("25-44", "45+"). `genders`: female, male, other, or the
    words for them. `languages`: ISO codes. `interests`: niches. Nothing given means everybody.

    Raises UnknownName for a value that is not in its list, with the nearest ones, and BadInput for a distance that
    can't be read.
    """

    countries: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    postcode_areas: tuple[str, ...] = ()
    near: tuple[str | Mapping[str, Any], ...] = ()
    ages: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, read in READERS.items():
            given = getattr(self, name)
            values = (given,) if isinstance(given, str | int | Mapping) else tuple(given or ())
            meant = [value for entry in values for value in read(entry if name == "near" else str(entry).strip())]
            object.__setattr__(self, name, tuple(dict.fromkeys(meant)))

    @classmethod
    def from_mapping(cls, given: Mapping[str, Any] | None, *, place: str = "target") -> Segment:
        """The segment a mapping describes, as in a brief's YAML; one value may stand without a list.

        Raises BadInput for a condition that doesn't exist and UnknownName for a value that doesn't.
        """
        if given is None:
            return cls()
        if not isinstance(given, Mapping):
            raise BadInput(
                f"'{place}' is not a list of conditions.", "Write 'genders: [female]' below it, say.",
                nl=f"'{place}' is geen lijst van voorwaarden.",
                nl_advice="Schrijf er bijvoorbeeld 'genders: [vrouwen]' onder.",
            )  # fmt: skip
        known = [field.name for field in fields(cls)]
        for name in given:
            if name not in known:
                raise _not_in(f"condition in '{place}'", str(name), known, "There are", "Dit zijn de voorwaarden")
        read = {name: _distances if name == "near" else _as_tuple for name in known}
        return cls(**{name: read[name](values) for name, values in given.items() if values is not None})

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """The conditions that are given, by name."""
        return {field.name: getattr(self, field.name) for field in fields(self) if getattr(self, field.name)}

    @property
    def is_everybody(self) -> bool:
        """Whether there is no condition at all."""
        return not self.conditions

    def in_words(self, language: Language = "en") -> str:
        """The group as a person would say it: women of 25 to 44 in Utrecht."""
        from kring.reach.segment_words import segment_in_words

        return segment_in_words(self, language)

    def to_dict(self) -> dict[str, list[str]]:
        """The conditions as plain lists, as `from_mapping` reads them."""
        return {name: list(values) for name, values in self.conditions.items()}


def _not_in(kind: str, name: str, known: Iterable[str], lead: str, nl_lead: str) -> UnknownName:
    listed = list(known)
    return UnknownName(
        kind, name, listed, f"{lead}: {', '.join(listed)}.", nl_advice=f"{nl_lead}: {', '.join(listed)}."
    )  # fmt: skip


def _as_tuple(values: Any) -> tuple[str, ...]:
    if isinstance(values, str | int):
        return (str(values),)
    if not isinstance(values, Iterable) or isinstance(values, Mapping):
        raise BadInput(
            f"'{values}' is not a list of values.", "Write one value, or several as [a, b].",
            nl=f"'{values}' is geen lijst van waarden.", nl_advice="Schrijf één waarde, of meer als [a, b].",
        )  # fmt: skip
    return tuple(str(value) for value in values)


def _distances(values: Any) -> tuple[Any, ...]:
    return tuple(values) if isinstance(values, list | tuple) else (values,)


def _country(name: str) -> list[str]:
    if not re.fullmatch(r"[A-Za-z]{2}", name):
        raise UnknownName(
            "country", name, ["NL", "BE", "DE", "FR"], "Use the two letters of ISO 3166-1, such as NL.",
            nl_advice="Gebruik de twee letters van ISO 3166-1, zoals NL.",
        )  # fmt: skip
    return [name.upper()]


def _postcode_area(name: str) -> list[str]:
    if not re.fullmatch(r"[1-9]\d{3}", name):
        raise UnknownName(
            "postcode area", name, [], "Use the four digits of a Dutch postcode, such as 3811.",
            nl_advice="Gebruik de vier cijfers van een Nederlandse postcode, zoals 3811.",
        )  # fmt: skip
    return [name]


def _age(name: str) -> list[str]:
    """The bands a band or range is made of."""
    compact = name.replace(" ", "").replace("–", "-")
    found = re.fullmatch(r"(\d+)(?:-(\d+)|\+)", compact)
    if found:
        low, high = int(found[1]), int(found[2]) if found[2] else None
        lows = [int(re.match(r"\d+", band)[0]) for band in AGE_BANDS]  # type: ignore[index]
        highs: list[int | None] = [below - 1 for below in lows[1:]] + [None]
        if low in lows and high in highs and (high is None or high > low):
            return list(AGE_BANDS[lows.index(low) : highs.index(high) + 1])
    ranges = "Use these, or a range made of them", "Gebruik deze, of een reeks ervan"
    raise _not_in("age band", name, AGE_BANDS, *ranges)


def _gender(name: str) -> list[str]:
    meant = GENDER_WORDS.get(name.lower(), name.lower())
    if meant not in GENDERS:
        raise _not_in("gender", name, GENDERS, "Use one of", "Kies uit")
    return [meant]


def _language(name: str) -> list[str]:
    if name.lower() not in LANGUAGES:
        raise _not_in("language", name, LANGUAGES, "Use one of", "Kies uit")
    return [name.lower()]


READERS: dict[str, Callable[[Any], list[str]]] = {
    "countries": _country,
    "provinces": lambda name: [places.province(name)],
    "municipalities": lambda name: [places.municipality(name)],
    "postcode_areas": _postcode_area,
    "near": lambda given: [Radius.read(given).text],
    "ages": _age,
    "genders": _gender,
    "languages": _language,
    "interests": lambda name: [niches.niche(name).name],
}
