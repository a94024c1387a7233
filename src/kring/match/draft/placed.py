"""How guesses become the fields of a brief, and what it can't hold stands above it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kring.estimate import Language
from kring.match.bundle import Bundle
from kring.vocabulary import niches
from kring.vocabulary.places.flanders import flemish_municipality_table
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.match.draft.draft import Draft, Guess

LABELS = {
    "goal": Words("doel", "goal"), "budget": Words("budget", "budget"),
    "fee": Words("tarief per creator", "fee for each creator"),
    "creators": Words("aantal creators", "number of creators"), "area": Words("gebied", "area"),
    "ages": Words("leeftijd", "ages"), "genders": Words("wie", "gender"), "niches": Words("niche", "niche"),
    "platforms": Words("platforms", "platforms"), "tiers": Words("tiers", "tiers"),
    "deliverables": Words("uitingen", "deliverables"), "period": Words("periode", "period"),
    "languages": Words("talen", "languages"), "exclusions": Words("uitgesloten", "excluded"),
    "category": Words("categorie van het bedrijf", "category of the company"),
}  # fmt: skip
KINDS = {
    "brands": Words("merken die creators niet mogen noemen", "brands that creators may not name"),
    "topics": Words("onderwerpen", "subjects"),
    "competitors": Words("concurrenten", "competitors"),
}


def mapping_of(draft: Draft, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a brief's YAML for these values of a draft's fields."""
    target = {name: given[name] for name in ("ages", "genders") if name in given} | _area(given.get("area", {}))
    excluded = given.get("exclusions", {})
    topics = [name for name in excluded.get("topics", ()) if name in niches.niches()]
    values: dict[str, Any] = {
        "name": draft.name,
        "category": given.get("category"),
        "goal": given.get("goal"),
        "budget": given.get("budget"),
        "creators": given.get("creators"),
        "target": target,
        **{name: given.get(name) for name in ("niches", "platforms", "tiers", "languages")},
        "forbidden": excluded.get("creators"),
        **_made(given.get("deliverables")),
        "fees": given.get("fee"),
        "period": given.get("period"),
        "limits": {"niches": {name: {"most": 0} for name in topics}} if topics else None,
    }
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _made(made: list[Any] | None) -> dict[str, Any]:
    """One piece as `deliverable`, anything else as `deliverables`."""
    if not made:
        return {}
    alone = Bundle.read(made[0])
    return {"deliverable": alone.name} if len(made) == 1 and alone.count == 1 else {"deliverables": made}


def _area(given: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The area as a target group can hold it: what lies in Flanders becomes Belgium."""
    held = {kind: kept for kind, names in given.items() if (kept := [name for name in names if not is_flemish(name)])}
    if not held and given:
        return {"countries": ["BE"]}
    return held


def is_flemish(name: str) -> bool:
    """Whether a place, a province or a distance around a place lies in Flanders."""
    table = flemish_municipality_table()
    known = {*table["municipality"].to_pylist(), *table["province"].to_pylist()}
    return name.rpartition(" around ")[2] in known


def with_comments(draft: Draft, language: Language, confirmed: tuple[str, ...]) -> str:
    """The brief's YAML below comments on what is doubtful and what it leaves out."""
    notes = [_comment(draft, guess, language, guess.field in confirmed) for guess in draft.doubtful]
    return "\n".join([*notes, comments_on(draft, language) + draft.brief(confirmed).to_yaml()])


def comments_on(draft: Draft, language: Language) -> str:
    """Lines of YAML that say what the text says and the brief leaves out."""
    lead = {"nl": "Staat in de tekst, en niet in deze opdracht", "en": "Said in the text, and not in this brief"}
    nothing = {"nl": "Hieruit is niets overgenomen", "en": "Nothing was taken from this"}
    notes = [f"# {lead[language]}: {_one_line(str(one))}" for one in draft.left_out(language)]
    notes += [f"# {nothing[language]}: {_one_line(sentence)}" for sentence in draft.unread]
    return "".join(f"{note}\n" for note in notes)


def _comment(draft: Draft, guess: Guess, language: Language, confirmed: bool) -> str:
    from kring.match.draft.said import value_in_words

    said = value_in_words(guess, language)
    doubt = {"nl": "twijfel", "en": "doubtful"}[language]
    why = guess.why.said_in(language) if guess.why else ""
    words = " / ".join(guess.words(draft.text))
    out = "" if confirmed or guess.field not in ("budget", "fee") else {
        "nl": " Niet ingevuld: vul het zelf in.", "en": " Left out: fill it in yourself.",
    }[language]  # fmt: skip
    return _one_line(f"# {doubt}: {LABELS[guess.field].said_in(language)} {said} (“{words}”). {why}{out}")


def _one_line(text: str) -> str:
    """Text as it may stand in a comment of YAML: no sign in it ends the line or can't be read."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
