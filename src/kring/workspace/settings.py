"""`Settings`: what one organisation adds of its own: niches, brands, criteria, creators' terms, companies.

A file `settings/ORGANISATION.yaml` in the workspace, all of it optional:

    exact_texts: 2000
    niches:
      duivensport: Postduiven houden, duivenvluchten en duivenhokken.
      kantklossen:
        label: {nl: kantklossen, en: bobbin lace}
        description: {nl: Kant maken met klosjes., en: Making lace with bobbins.}
        also: [kant, bobbins]
    brands:
      Bakkerij De Ster: {handles: {instagram: bakkerijdester}, host: bakkerijdester.nl, category: bakery}
    criteria:
      quick_answers:
        label: {nl: snelle antwoorden, en: quick answers}
        quantity: hours_to_answer
        unknown: 0
        levels:
          - {bits: 0.5, label: {nl: binnen een dag, en: within a day}}
          - {at_least: 24, bits: -0.5, label: {nl: later, en: later}}
    creators:
      instagram:anna: {wishes: [vegan], exclusions: [casino], minimum_fee: 150, at_once: 2, running: 1}
    companies:
      Bakkerij De Ster:
        accounts: [instagram:bakkerijdester]
        site: Ambachtelijk brood en gebak. Elke dag vers uit de oven.
        worked_with: [instagram:anna]

`criteria` count in rankings beside those of Kring; `creators` is what creators said they ask; `companies` is what the
briefs of a company are matched with: its own accounts, the text of its site, creators it worked with. Weights that were
learned and accepted stand beside it, in `ORGANISATION.weights.yaml` (`kring.workspace.learning`); `criteria` win from
them.
A niche is a sentence; nothing is trained. One of the same name replaces a niche or brand of Kring.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, TypeVar

from kring.errors import BadInput
from kring.match.criteria.criterion import Criteria, Criterion
from kring.match.criteria.quantities import known_quantities, quantity
from kring.match.criteria.reading import criteria_in, read_criteria
from kring.match.criteria.terms import CreatorTerms, read_terms
from kring.match.lined import Lined, lined, text_of
from kring.vocabulary.brands import HANDLE_PLATFORMS, Brand
from kring.vocabulary.niches import Niche
from kring.vocabulary.text import Words

T = TypeVar("T")
EXACT_TEXTS = 500
FEWEST_LETTERS = 12
OF_PROFILES = ("exact_texts", "niches", "brands")
FIELDS = (*OF_PROFILES, "criteria", "creators", "companies")
COMPANY_FIELDS = ("accounts", "site", "worked_with", "fit_is_a_gate")
NICHE_FIELDS = ("label", "description", "also")
BRAND_FIELDS = tuple(field.name for field in fields(Brand) if field.name != "name")
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class CompanyTold:
    """What an organisation says of a company: its `accounts`, the text of its `site`, creators it `worked_with`.

    `fit_is_a_gate`: whether too little likeness keeps out creators from meso up.
    """

    name: str
    accounts: tuple[str, ...] = ()
    site: str = ""
    worked_with: tuple[str, ...] = ()
    fit_is_a_gate: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """Own niches and brands; `exact_texts`: up to how many texts in all are read by the model, more in bulk.

    `criteria`: own ones for rankings. `creators`: what creators ask. `weights`: learned weights that somebody accepted.
    `companies`: what it says of companies. `digest` changes when anything does that profiles are made with; the last
    four are not among that.
    """

    niches: tuple[Niche, ...] = ()
    brands: tuple[Brand, ...] = ()
    exact_texts: int = EXACT_TEXTS
    digest: str = ""
    criteria: tuple[Criterion, ...] = ()
    creators: tuple[CreatorTerms, ...] = ()
    weights: Criteria | None = None
    companies: tuple[CompanyTold, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Settings:
        """The settings in a file, those of Kring where there is none. Raises BadInput with file and line."""
        learned = path.with_suffix(".weights.yaml")
        weights = read_criteria(learned) if learned.is_file() else None
        if not path.is_file():
            return cls(weights=weights)
        file, text = text_of(path)
        found = lined(text, file).fields(FIELDS, "the settings")
        most = found["exact_texts"].read("exact_texts", _count) if "exact_texts" in found else EXACT_TEXTS
        return cls(
            _each(found.get("niches"), "'niches'", _niche),
            _each(found.get("brands"), "'brands'", _brand),
            most,
            _digest({name: found[name].plain() for name in OF_PROFILES if name in found}),
            _criteria(found.get("criteria")),
            read_terms(found.get("creators")),
            weights,
            _each(found.get("companies"), "'companies'", _company),
        )

    def active(self, criteria: Criteria) -> Criteria:
        """These criteria with the accepted weights, and then with the organisation's own."""
        if self.weights is not None:
            criteria = replace(criteria.with_own(self.weights.all), version=self.weights.version)
        return criteria.with_own(self.criteria)


def _digest(given: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(given, sort_keys=True, default=str).encode()).hexdigest()[:12] if given else ""


def _criteria(of: Lined | None) -> tuple[Criterion, ...]:
    """Own criteria; raises UnknownName for one that looks at a quantity nothing delivers."""
    if of is None:
        return ()
    found, delivered = criteria_in(of), known_quantities()
    for one in found:
        of.value[one.name].read(f"criteria: {one.name}", lambda _, name=one.quantity: quantity(name, delivered))
    return found


def _each(of: Lined | None, where: str, how: Callable[[str, Lined], T]) -> tuple[T, ...]:
    if of is None:
        return ()
    of.fields(None, where)
    return tuple(how(name, one) for name, one in of.value.items())


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise _refused(f"'{value}' is not a number of texts.", "Write a whole number, such as 2000.",
                   f"'{value}' is geen aantal teksten.", "Schrijf een geheel getal, zoals 2000.")  # fmt: skip


def _niche(name: str, of: Lined) -> Niche:
    of.read(f"niches: {name}", lambda _: _check_name(name))
    if isinstance(of.value, str):
        return Niche(name, Words(name, name), of.read(f"niches: {name}", _sentences), (), ())
    given = of.fields(NICHE_FIELDS, "a niche")
    if "description" not in given:
        of.read(f"niches: {name}", lambda _: _no_sentence())
    described = given["description"].read(f"{name}: description", _sentences)
    label = given["label"].read(f"{name}: label", _words) if "label" in given else Words(name, name)
    also = given["also"].read(f"{name}: also", _list) if "also" in given else ()
    return Niche(name, label, described, also, ())


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise _refused(f"'{name}' can't be the name of a niche.", "Use letters, figures, - and _.",
                       f"'{name}' kan geen naam van een niche zijn.",
                       "Gebruik letters, cijfers, - en _.")  # fmt: skip


def _words(value: Any) -> Words:
    """One text for both languages, or one each; a language that is left out takes the other."""
    given = {"nl": value, "en": value} if isinstance(value, str) else value
    known = {"nl", "en"}
    if not isinstance(given, dict) or not given or not given.keys() <= known:
        raise _refused("is neither a text nor a text in nl and en.", "Write {nl: ..., en: ...}.",
                       "is geen tekst en geen tekst in nl en en.", "Schrijf {nl: ..., en: ...}.")  # fmt: skip
    texts = {language: str(text).strip() for language, text in given.items() if text is not None}
    if not any(texts.values()):
        return _no_sentence()
    return Words(texts.get("nl") or texts["en"], texts.get("en") or texts["nl"])


def _sentences(value: Any) -> Words:
    found = _words(value)
    if any(sum(map(str.isalpha, text)) < FEWEST_LETTERS for text in (found.nl, found.en)):
        return _no_sentence()
    return found


def _no_sentence() -> Words:
    raise _refused("needs a sentence that describes it.", "Say in six words or more what its posts are about.",
                   "heeft een zin nodig die de niche beschrijft.",
                   "Zeg in zes woorden of meer waar de berichten over gaan.")  # fmt: skip


def _list(value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return tuple(str(one) for one in value)
    raise _refused("is not a list of words.", "Write [one, another].", "is geen lijst van woorden.",
                   "Schrijf [een, ander].")  # fmt: skip


def _brand(name: str, of: Lined) -> Brand:
    given = {} if of.value is None else of.fields(BRAND_FIELDS, "a brand")
    lists = {part: given[part].read(f"{name}: {part}", _list) for part in ("names", "everyday", "countries")
             if part in given}  # fmt: skip
    texts = {part: str(given[part].value) for part in ("host", "category", "wikidata") if part in given}
    handles = given["handles"].read(f"{name}: handles", _handles) if "handles" in given else {}
    return Brand(
        name, tuple(dict.fromkeys((name, *lists.get("names", ())))), frozenset(lists.get("everyday", ())), handles,
        texts.get("host"), texts.get("category"), tuple(code.lower() for code in lists.get("countries", ())),
        texts.get("wikidata"),
    )  # fmt: skip


def _company(name: str, of: Lined) -> CompanyTold:
    given = of.fields(COMPANY_FIELDS, "a company")
    lists = {part: given[part].read(f"{name}: {part}", _list) for part in ("accounts", "worked_with") if part in given}
    site = str(given["site"].value) if "site" in given else ""
    gate = given["fit_is_a_gate"].read(f"{name}: fit_is_a_gate", _yes_or_no) if "fit_is_a_gate" in given else True
    return CompanyTold(name, lists.get("accounts", ()), site, lists.get("worked_with", ()), gate)


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _refused(f"'{value}' is neither true nor false.", "Write true or false.",
                   f"'{value}' is niet waar of onwaar.", "Schrijf true (waar) of false (onwaar).")  # fmt: skip


def _handles(value: Any) -> dict[str, str]:
    if isinstance(value, dict) and value.keys() <= set(HANDLE_PLATFORMS):
        return {platform: str(handle).lower().lstrip("@") for platform, handle in value.items()}
    there = ", ".join(HANDLE_PLATFORMS)
    raise _refused("is not a handle by platform.", f"Write {{instagram: name}}; there are: {there}.",
                   "is geen naam per platform.", f"Schrijf {{instagram: naam}}; er zijn: {there}.")  # fmt: skip


def _refused(message: str, advice: str, nl: str, nl_advice: str) -> BadInput:
    return BadInput(message, advice, nl=nl, nl_advice=nl_advice)
