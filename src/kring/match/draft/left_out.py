"""What a text says that did not become part of the brief: nothing that was read vanishes in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.estimate import Language
from kring.match.draft.amounts import amounts
from kring.match.draft.denials import clauses
from kring.match.draft.found import lowered, words_found
from kring.match.draft.moments import moments
from kring.match.draft.placed import KINDS, is_flemish
from kring.match.draft.places_named import named
from kring.match.draft.spans import Span, meets
from kring.vocabulary import niches
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.match.draft.draft import Draft

LEAST_WORDS = 3
SENTENCE = re.compile(
    r"(?:[^.;!?\n]|\.(?=\S)|(?<=\bincl)\.|(?<=\bexcl)\.|(?<=\bmax)\.|(?<=\bmin)\.|(?<=\bca)\.|(?<=\bt\.w\.v)\.)+"
)
MAYBE_A_PLACE = re.compile(
    r"(?<!\w)(?:uit|rondom|rond|omgeving|omstreken van|regio|nabij|near|around|outside)\s(?:de\s|het\s|the\s)?"
    r"([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)*)"
)
WHY = {
    "brands": Words(
        "een opdracht heeft geen veld voor merken; op de pagina van een creator staat voor welke merken die werkte",
        "a brief has no field for brands; the page of a creator shows which brands they worked for",
    ),
    "topics": Words("geen niche van Kring heet zo", "no niche of Kring is called so"),
    "competitors": Words(
        "werk voor concurrenten telt in een ranglijst, zodra bedrijf en categorie er staan; het houdt niemand tegen",
        "work for competitors counts in a ranking, once company and category are there; it keeps nobody out",
    ),
    "flemish": Words(
        "een doelgroep kan nog geen plaatsen in Vlaanderen kiezen", "a target group can't choose places in Flanders yet"
    ),
    "flemish_wider": Words(
        "een doelgroep kan nog geen plaatsen in Vlaanderen kiezen; heel België is genomen",
        "a target group can't choose places in Flanders yet; all of Belgium was taken",
    ),
    "nowhere": Words(
        "deze streek heeft geen vaste grenzen; noem gemeenten, provincies of een afstand",
        "this region has no fixed borders; name municipalities, provinces or a distance",
    ),
    "place": Words(
        "wel genoemd, maar niet als gebied genomen, zoals de plaats waar een bedrijf zit",
        "named, and not taken as the area, such as the place where a company is",
    ),
    "unknown_place": Words("misschien een plaats; Kring kent die niet", "perhaps a place; Kring does not know it"),
    "amount": Words(
        "gelezen als prijs, omzet, waarde of korting, niet als budget",
        "read as a price, a turnover, a value or a discount, not as a budget",
    ),
    "moment": Words("niet als periode genomen", "not taken as the period"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something a text says, in words, and why it is not in the brief."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what} ({self.why})"


def left_out(draft: Draft, language: Language) -> tuple[LeftOut, ...]:
    """What the brief of this draft leaves out."""
    found = [LeftOut(what, WHY[why].said_in(language)) for what, why in _not_held(draft, language)]
    found += [LeftOut(_words(draft.text[start:end]), WHY[why].said_in(language)) for (start, end), why in _aside(draft)]
    return tuple(dict.fromkeys(found))


def unread(draft: Draft) -> tuple[str, ...]:
    """The sentences from which nothing was taken and nothing was set aside."""
    known = [*_spans(draft), *(span for span, _ in _aside(draft))]
    found = []
    for one in SENTENCE.finditer(draft.text):
        words = _words(one[0])
        if len(words.split()) >= LEAST_WORDS and not meets(one.span(), known):
            found.append(words)
    return tuple(found)


def _not_held(draft: Draft, language: Language) -> Iterator[tuple[str, str]]:
    """Parts of guesses for which a brief has no field, each with the name of the reason."""
    excluded, area = draft["exclusions"], draft["area"]
    for kind, listed in (excluded.value if excluded else {}).items():
        kept = [] if listed is True else [one for one in listed if kind != "topics" or one not in niches.niches()]
        if kind in KINDS and (listed is True or kept):
            yield KINDS[kind].said_in(language) + (f": {', '.join(kept)}" if kept else ""), kind
    names = [name for listed in (area.value if area else {}).values() for name in listed]
    flemish = [name for name in names if is_flemish(name)]
    for name in flemish:
        said = name.replace(" around ", " rond ") if language == "nl" else name
        yield said, "flemish_wider" if len(flemish) == len(names) else "flemish"


def _aside(draft: Draft) -> list[tuple[Span, str]]:
    """What was read and taken for no field: places, amounts and days, with the name of the reason."""
    from kring.match.draft.reading import is_dutch

    text, small = draft.text, lowered(draft.text.replace("’", "'"))
    taken = _spans(draft)
    read = [(one.span, "amount") for one in amounts(small, is_dutch(small)) if one.named and one.value > 0]
    places = named(text, small)
    read += [(one.span, "nowhere" if one.kind == "nowhere" else "place") for one in places]
    read += [(one.span, "moment") for one in moments(small, draft.today)]
    found = [(span, why) for span, why in read if not meets(span, taken)]
    known = [*taken, *(span for span, _ in read), *(one.span for one in clauses(text))]
    known += [one.span for kind in ("platforms", "companies", "niches") for one in words_found(kind, small)]
    found += [(one.span(1), "unknown_place") for one in MAYBE_A_PLACE.finditer(text) if not meets(one.span(1), known)]
    return sorted(found)


def _words(text: str) -> str:
    return " ".join(text.split()).strip(" .,:-")


def _spans(draft: Draft) -> list[Span]:
    """Where words stand that became a guess; a guess of the whole text's meaning rests on none of them."""
    return [span for guess in draft.guesses for span in guess.spans if span != (0, len(draft.text))]
