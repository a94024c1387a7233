"""What a text is about: the niche of the creators it asks for, else that of the company, else by meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kring.match.draft.company import niche_of
from kring.match.draft.draft import Guess
from kring.match.draft.found import Found, once, words_found
from kring.match.draft.spans import Span
from kring.vocabulary import niches as known
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    from kring.profile.embedder import Embedder

LEAST_CHANCE = 0.5
CREATOR = (
    r"(?:\w*(?:creator|influencer|influenser|fluencer|blogger|vlogger|account|streamer|liefhebber|tokker|stagram"
    r"|gram\b|podcast|youtuber"
    r"|channel|kanaal|kanalen|reviewer|fanaat|fanaten|nerds?|geeks?|lovers?|buffs?|fans?\b|people|mensen|types?\b"
    r"|content|makers?\b|bros?\b"
    r"|guys|girls|gurus?|ppl|blogs?|vlogs?)\w*)"
)
BEHIND = re.compile(
    rf"-?\s(?:en|and|of|or)\s\S*{CREATOR}|'?(?:ers|s)(?:\s|,)|(?:[\s-]|\s[^\W\d_]+[\s-]|\s?(?:,|en"
    rf"|and|of|or|&|/|\+)\s\S+[\s-])?{CREATOR}"
)
ITSELF = re.compile(
    rf"(?:{CREATOR}$|(?:ers|sters|isten|ists|baasjes|ouders|meisjes|meiden|gezinnen|families|kok|koks|mama'?s"
    rf"|papa'?s|moms|mums|dads"
    r"|moeders|vaders|djs|sellers|baristas?|yogi's|yogis|surfgirls|chefs|cooks|families|parents|mothers|fathers"
    r"|brides|tok|gram)$)"
)
TOPIC = re.compile(
    r"(?:\b(?:over|about|around|rond|into|in|on|met|with|van|like|likes|love|loves|houden van|doen aan|do|does|enjoy"
    r"|schrijven over"
    r"|talk|talks|dol op|gek op|gek zijn op|fan van|bezig met|interested in|passionate about|niche|thema|topic|theme"
    r"|onderwerp|creators"
    r"|accounts|influencers|vertical|who|die)\b\W{0,3})(?:(?!creators|accounts|budget)[\w'’-]+[\s,]\s?){0,3}$"
)
WHO = re.compile(rf"(?:{CREATOR}|niche|thema|topic|theme|onderwerp|who|die)\b[^.;!?\n]*$")
RELATIVE = re.compile(r"\b(?:mijn|m'n|my|onze|our|his|her|zijn|haar|late|schoon\w*)\s(?:\w+\s)?$")
FAMILY = re.compile(
    r"(?:vader|moeder|papa|mama|dad|mum|mom|mother|father|husband|ouders|parents|family|gezin|families)(?:'s)?$"
)
OF_COMPANY = Words("Afgeleid van wat het bedrijf verkoopt.", "Taken from what the company sells.")
BY_MEANING = Words("Geraden naar de betekenis van de tekst.", "Guessed from what the text means.")
PLACES_TO_EAT = ("restaurant", "bar", "pub")
FAMILIES = "gezinsuitjes"
NARROWER = {"koken": ("vegan", "gezond_eten", "bakken"), "uit_eten": (), "gaming": ("bordspellen",)}


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
    words = [one for one in words_found("niches", small) if not one.within(taken) and not _is_aside(one, small)]
    found = own + [_eating_out(one, small, companies) for one in _best(words, small)]
    if found:
        return Guess("niches", sorted(once(found)), tuple(one.span for one in found))
    of_company = _of_company(companies[0], small) if companies else None
    if of_company:
        return Guess("niches", [of_company], (companies[0].span,), "doubtful", OF_COMPANY)
    return _by_meaning(small, avoid, reads) if reads else None


def _of_company(one: Found, small: str) -> str | None:
    """The niche of a company: the one its name speaks of, such as a yoga studio's, else that of its kind."""
    usual = niche_of(one.name)
    named = words_found("niches", small[one.start : one.end]) if usual else []
    return named[0].name if named else usual


def _eating_out(one: Found, small: str, companies: list[Found]) -> Found:
    """People who love food are about eating out where a restaurant asks for them, else about cooking."""
    dining = bool(companies) and companies[0].name in PLACES_TO_EAT
    general = dining and re.match(r"food(?!\w*recep)|eetaccount", small[one.start : one.end])
    return one._replace(name="uit_eten") if general and one.name == "koken" else one


def _own(small: str, own_niches: Sequence[known.Niche]) -> list[Found]:
    """Where a text names niches of an organisation."""
    found = []
    for niche in own_niches:
        names = {name.lower().replace("_", " ") for name in (niche.name, niche.words.nl, niche.words.en, *niche.also)}
        pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        found += [Found(niche.name, *one.span()) for one in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", small)]
    return found


def _is_aside(one: Found, small: str) -> bool:
    """Whether it is family of who writes, or a feast: my father, Mother's Day."""
    if re.match(r"'?s?\s?(?:day|dag)\b", small[one.end :]):
        return True
    return bool(FAMILY.match(small[one.start : one.end]) and RELATIVE.search(small[max(0, one.start - 24) : one.start]))


def _best(found: list[Found], small: str) -> list[Found]:
    """Words of the highest strength: beside creators before those of whom to reach, before those about anything."""
    if not found:
        return []
    strengths = [_strength(one, small) for one in found]
    best = max(strengths)
    kept = [one for one, strength in zip(found, strengths, strict=True) if strength == best]
    if best < 3:
        return _narrowed(kept) if best else kept
    named = [one for one in kept if one.name != FAMILIES]
    families = [one for one in found if one.name == FAMILIES]
    beside = [one for one in families if any(_listed(one, other, small) for other in named)]
    return _narrowed([*named, *beside]) if named else _narrowed(kept)


def _listed(one: Found, other: Found, small: str) -> bool:
    """Whether families are named in one list with other creators."""
    first, second = sorted((one, other), key=lambda found: found.start)
    between = small[first.end : second.start]
    return bool(re.fullmatch(r"(?:\s(?:met|with)\s\w+(?:\s\w+)?)?\s(?:en|and|&|of|or|\+)\s(?:\w+\s)?", between))


def _narrowed(kept: list[Found]) -> list[Found]:
    """Without a niche of which a narrower one is named in the same breath: vegan recipes."""
    names = {one.name for one in kept}
    wide = {wider for wider, narrow in NARROWER.items() if names & set(narrow)}
    return [one for one in kept if one.name not in wide or not any(_right_before(other, one) for other in kept)]


def _right_before(one: Found, wider: Found) -> bool:
    return one.name in NARROWER[wider.name] and 0 <= wider.start - one.end <= 2


def _strength(one: Found, small: str) -> int:
    """3 beside creators, 2 as what creators or people are about, 1 elsewhere."""
    ahead = re.split(r"[.;!?\n]", small[max(0, one.start - 70) : one.start])[-1]
    if ITSELF.search(small[one.start : one.end]) or BEHIND.match(small, one.end):
        return 3
    if TOPIC.search(ahead) and WHO.search(ahead):
        return 3
    return 1


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
