"""What a text is about: the niche of the creators it asks for, and what the company sells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kring.match.draft.draft import Guess, Span
from kring.match.draft.found import Found, once, words_found
from kring.vocabulary import niches as known
from kring.vocabulary.text import Words, entries

if TYPE_CHECKING:
    from kring.profile.embedder import Embedder

LEAST_CHANCE = 0.5
CREATOR = re.compile(
    r"(?:\w*(?:creator|influencer|influenser|blogger|vlogger|account|streamer|liefhebber|fans?\b)|niche|about\b|over\b|who\b|die\b|"
    r"into\b|houden van|love|like\b)"
)
OF_COMPANY = Words("Afgeleid van wat het bedrijf verkoopt.", "Taken from what the company sells.")
BY_MEANING = Words("Geraden naar de betekenis van de tekst.", "Guessed from what the text means.")
CHILDREN = frozenset({"gezinsuitjes"})


def category(small: str, avoid: tuple[Span, ...]) -> tuple[Guess | None, list[Found]]:
    """What the company sells, and all words that say so."""
    found = [one for one in words_found("categories", small) if not one.within(avoid)]
    first = found[0] if found else None
    return (Guess("category", first.name, (first.span,), "likely") if first else None), found


def niches(
    small: str,
    avoid: tuple[Span, ...],
    companies: list[Found],
    reads: Embedder | None,
    own_niches: Sequence[known.Niche] = (),
) -> Guess | None:
    """The niches named beside creators or their public; else that of the company; else by meaning, in doubt.

    `own_niches`: those of an organisation, by any of their names.
    """
    shops = [one.span for one in companies]
    own = [one for one in _own(small, own_niches) if not one.within(avoid)]
    taken = (*avoid, *shops, *(one.span for one in own))
    found = own + _best([one for one in words_found("niches", small) if not one.within(taken)], small)
    if found:
        return Guess("niches", sorted(once(found)), tuple(one.span for one in found))
    of_company = entries("brief_words")["categories"][companies[0].name]["niche"] if companies else None
    if of_company:
        return Guess("niches", [of_company], (companies[0].span,), "doubtful", OF_COMPANY)
    return _by_meaning(small, avoid, reads) if reads else None


def _own(small: str, own_niches: Sequence[known.Niche]) -> list[Found]:
    """Where a text names niches of an organisation."""
    found = []
    for niche in own_niches:
        names = {name.lower().replace("_", " ") for name in (niche.name, niche.words.nl, niche.words.en, *niche.also)}
        pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        found += [Found(niche.name, *one.span()) for one in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", small)]
    return found


def _best(found: list[Found], small: str) -> list[Found]:
    """Words right beside one for creators go before words that may be about anything."""
    beside = [one for one in found if CREATOR.search(small[one.start : one.end + 14].split(".")[0])]
    kept = beside or found
    more_than_family = [one for one in kept if one.name not in CHILDREN]
    return more_than_family if beside and more_than_family else kept


def _by_meaning(small: str, avoid: tuple[Span, ...], reads: Embedder) -> Guess | None:
    """The niche that the text without its exclusions resembles, when it is more likely than not."""
    from kring.profile.niche import chances, niche_index

    kept = "".join(" " if any(start <= at < end for start, end in avoid) else sign for at, sign in enumerate(small))
    index = niche_index(reads)
    chance = chances([" ".join(kept.split())], index)[0]
    best = int(chance[:-1].argmax())
    if chance[best] < LEAST_CHANCE:
        return None
    return Guess("niches", [known.niche(index.names[best]).name], ((0, len(small)),), "doubtful", BY_MEANING)
