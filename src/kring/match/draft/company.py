"""What the company that writes sells: the words that name it, and goods beside words such as shop, brand, "we make".

A word for a kind of company counts most behind "we are", then where a sentence begins with it or a place follows it.
Goods count only in such a frame, for anybody may write about shoes. Whatever stands beside a word for creators is a
subject and no company.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kring.match.draft.draft import Guess
from kring.match.draft.found import Found, words_found
from kring.match.draft.spans import Span
from kring.vocabulary.text import entries

NO_CATEGORY = "no:"
SELLER = (
    r"(?:winkel|zaak|shop|store|webshop|webwinkel|merk|brand|label|handel|speciaalzaak|fabriek|maker|makerij|atelier"
    r"|studio"
    r"|keten|chain|bedrijf|boer|boerderij|verkoper|leverancier|importeur|import|groothandel|company|business"
    r"|boutique|factory"
    r"|manufacturer|supplier|start-?up|salon|specialist|dealer|kraam|outlet|retailer|seller|lijn|line|collectie"
    r"|collection"
    r"|abonnement|subscription|box|producent|producer|market|kwekerij|bakkerij|huis|house|truck|kiosk|stand|range"
    r"|webstore"
    r"|app|platform|concept|ontwerper|designer|ontwerp|design|uitgever|publisher)"
)
CREATORS = (
    r"(?:accounts?|creators?|influencers?|influensers?|blog\w*|vlog\w*|liefhebber\w*|lovers?|fans?|people|mensen"
    r"|tok\w*|podcast\w*"
    r"|streamers?|nerds?|meisjes|channels?|kanalen|reviews?|reviewers?|gram\w*|content|stylist\w*|fanaten|community"
    r"|vrouwen"
    r"|minded|owners?|eigenaren|bezitters)"
)
WE_ARE = re.compile(
    r"(?:\b(?:we|wij|ik|i)(?:'re|'m|\sare|\sam|\sr|\szijn|\sben|\srun|\shave|\shebben|\sheb|\sown|\sbezit(?:ten)?"
    r"|\sstart\w*|\sopen\w*"
    r"|\slead|\sruns?|\shad|\sbeheer|\sleid|\swerk\w*\svoor|\swork\s(?:for|at)|'ve\s(?:got|opened|started))|\bals|\bas"
    r"|\bons|\bonze|\bour|\bmy|\bmijn|\bklant\b\W{0,3}|\bclient\b\W{0,3}|\bopdrachtgever\w*\W{0,3}|\bnamens"
    r"|\bon behalf of|\bhave|\bheb|\bhier"
    r"|\b(?:voor|for)\s(?:an?|een|onze|our|the|de)|\bthis is|\bbedrijf\W{1,3}|\bwie\W{1,3}|\bbusiness\W{1,3}"
    r"|\bcompany\W{1,3})"
    r"\s?(?:(?!zoek|look|creators|need|accounts|klanten|customers)[\w'’&-]+\s){0,5}$"
)
BEGINS = re.compile(
    r"(?:^|[.;!?\n|:]|\b(?:hoi|hallo|hi|hey|hello|heyy+|yo|beste|dear all|goedemiddag|goedendag"
    r"|goedemorgen)\W)[\s*\d.)-]*"
    r"(?:(?!zoek|look)[\w'’-]+\s){0,2}$"
)
PLACED = re.compile(
    r"\s?(?:[,(]\s?)?(?:hier|here|based|zoekt|seeks|looking|lookin|wants?|wil\b|in\s|te\s|uit\s|from\s|near\s|aan\s"
    r"|op\s|at\s|zoek\b)"
)
VERBS = (
    r"(?:sell|selling|verkoop|verkopen|maak|maken|make|making|produce|produceren|produceer|brew|brouwen|brouw|bake"
    r"|bakken|bak"
    r"|importeren|importeer|import|design|ontwerpen|ontwerp|build|bouwen|bouw|craft|print|drukken|leveren|lever"
    r"|offer|bieden"
    r"|bied|knit|breien|roast|branden|brand|grow|kweken|kweek|verhuren|verhuur|rent out|rent|repareren|repareer"
    r"|repair|fix|create"
    r"|creëren|distribute|naaien|sew|do|doen|geven|organise|organiseren|launch\w*|lanceren|introduce|introduceren"
    r"|(?:have|hebben|heb|got)\s(?:a new|new|een nieuwe?|nieuwe)"
    r"|teach|bring out|brengen|bringing|plaatsen|place|install|installeren|run|deliver|bezorgen|teel|telen|stook"
    r"|stoken|distil)"
)
GAP = (
    r"(?:(?!zoek|looking|need|want|creator|account|influenc|people|mensen|who\b|die\b|about|over\b|voor\b|for\b"
    r"|klant|customer)[\w'’&-]+[\s(]){0,5}"
)
SELLS = re.compile(
    rf"(?:\b(?:we|wij|ik|i)\b\s(?:(?:also|ook|zelf|now|nu|have|been|are|online|mainly|vooral|only"
    rf"|[a-z]+ly)\s)*{VERBS}(?:\s|:\s){GAP}"
    rf"|\b(?:shop|store|brand(?! awareness)|company|webshop|winkel|zaak|merk|bedrijf|start-?up|startup|client|klant"
    rf"|label|business|we)\b[^.;!?\n]{{0,20}}"
    rf"\b(?:sells|verkoopt|maakt|makes|ontwerpt|designs|produceert|produces|selling|in|for|of|met|voor|van|with"
    rf"|that sells)\s{GAP}"
    rf"|\b(?:makers?|producent|fabrikant|importeur|leverancier|verkoper|seller|producers?|importers?|supplier"
    rf"|manufacturer|designers?"
    rf"|ontwerpers?|startup|start-?up|kraam|uitvinder|inventors?)\s(?:van|of|in|met|with|voor|for)\s{GAP}"
    rf"|\b(?:campaign|campagne|promotie|promotion|launch|lancering|reclame|introductie|introduction)\s(?:for|voor|of"
    rf"|van)\s{GAP}"
    rf"|\b(?:lijn|line|collectie|collection|range|assortiment|serie)\s(?:of\s|van\s|met\s)?{GAP})$"
)
OUR = re.compile(
    r"\b(?:onze|ons|our|my|mijn|m'n)\s(?:(?!creator|account|klant|customer|budget|\w*doel)[\w'’-]+\s){0,2}$"
)
LABELLED = re.compile(
    r"(?:^|[\n.;|])\s*[*•-]?\s*(?:\d\.\s)?(?:product(?:en|s)?|merk|brand|bedrijf|wat|what|company|business|klant"
    r"|client|shop|winkel"
    r"|start-?up|startup|over ons|about us|wie zijn we|wie|advertiser|adverteerder|opdrachtgever"
    r"|wij)\s?[:=]\s?[^.\n;|]{0,40}$"
)
START = re.compile(
    r"^(?:(?:start-?up|webshop|shop|client|klant|new brand|nieuw merk)[,:.!]?\s)?(?:\W*(?:hoi|hallo|hi|hey|hello"
    r"|dear|beste|goede\w+)[^.!,\n]{0,24}[.!,]\s*)?(?:(?!zoek|look|wij"
    r"|creator)[\w'’-]+\s){0,2}$"
)
ABOUT = re.compile(
    r"(?:\b(?:over|about|love|into|rond|like|liken|volgen|follow|van de|from the|naar|bezoek|visit\w*"
    r"|post)\s)(?:\w+\s){0,1}$"
)
OF_CREATORS = re.compile(rf"\b(?:{CREATORS}|who|die)\b[^.;:!?\n]{{0,40}}$")


def company(small: str, avoid: tuple[Span, ...]) -> tuple[Guess | None, list[Found]]:
    """What the company sells, and all words that say so, the surest first; some of them name no category."""
    scored = [(score, one) for score, one in (*_named(small), *_goods(small)) if not one.within(avoid)]
    scored = [pair for pair in scored if pair[0] > 0]
    scored.sort(key=lambda pair: (-pair[0], pair[1].start))
    found = [one for _, one in scored]
    if not found:
        return None, []
    best = found[0]
    said = None if best.name.startswith(NO_CATEGORY) else Guess("category", best.name, (best.span,), "likely")
    return said, found


def niche_of(name: str) -> str | None:
    """The niche nearest to what a company sells."""
    niche: str | None = entries("company_words")[name]["niche"]
    return niche


def _named(small: str) -> list[tuple[float, Found]]:
    """Words for kinds of companies with how much the words around them say that it is the one that writes."""
    return [(_of_company(one, small), one) for one in words_found("companies", small)]


def _of_company(one: Found, small: str) -> float:
    ahead, behind = _ahead(small, one.start), small[one.end : one.end + 24]
    if re.match(rf"[\s-]?{CREATORS}", behind) or re.search(rf"{CREATORS}$", small[one.start : one.end]):
        return 0
    if WE_ARE.search(ahead):
        return 4
    if BEGINS.search(ahead):
        return 3.4
    if OF_CREATORS.search(ahead) or ABOUT.search(ahead):
        return 0
    return 3 if PLACED.match(behind) else 1.5


def _goods(small: str) -> list[tuple[float, Found]]:
    """Goods in a frame that says who sells them."""
    found = []
    for one in _goods_found(small):
        score = _of_seller(one, small)
        if score:
            found.append((score, one))
    return found


def _of_seller(one: Found, small: str) -> float:
    ahead, behind = _ahead(small, one.start), small[one.end : one.end + 30]
    if re.match(rf"(?:\s|-)?{CREATORS}", behind):
        return 0
    sold = re.match(rf"(?:\s|-|\s\w+\s)?{SELLER}\w*", behind) or re.search(
        rf"{SELLER}(?:s|en|tje)?$", small[one.start : one.end]
    )
    if sold:
        return 3.6
    if LABELLED.search(ahead):
        return 3.5
    if SELLS.search(ahead):
        return 3.5
    if OUR.search(ahead):
        return 2.6
    if (
        START.search(ahead)
        and len(ahead) == one.start
        and re.match(r"\s?(?:[.,;:!?(]|\s(?:van|of|made|for|voor|zoek|op de markt|on the market))", behind)
    ):
        return 2.4
    return 0


def _ahead(small: str, start: int) -> str:
    return re.split(r"[.;!?](?=\s)|\n(?![*•-])", small[max(0, start - 110) : start])[-1]


def _goods_found(small: str) -> list[Found]:
    """Goods of any kind, also at the end of a longer word (kinderfietsen) or before a seller's (hoedenwinkel)."""
    found: list[Found] = []
    for one in re.finditer(r"[^\W\d_][\w'’]*(?:-[\w'’]+)*", small):
        if found and one.start() < found[-1].end:
            continue
        meant = _several_words(small, one.start()) or _one_word(one[0])
        if meant:
            name, length = meant
            found.append(Found(name, one.start(), one.start() + length))
    return found


def _several_words(small: str, start: int) -> tuple[str, int] | None:
    for phrase, name in _phrases().get(small[start : start + 3], ()):
        end = start + len(phrase)
        plural = re.match(r"(?:'?s|es|en)?(?!\w)", small[end:])
        if small[start:end].replace("-", " ") == phrase and plural:
            return name, len(phrase) + plural.end()
    return None


def _one_word(word: str) -> tuple[str, int] | None:
    plain = word.replace("’", "'")
    known = _single()
    for written in (plain, *_without_endings(plain)):
        if written in known:
            return known[written], len(word)
    for at in range(2, len(plain) - 3):
        for written in (plain[at:], *_without_endings(plain[at:])):
            if len(written) >= 4 and written in known:
                return known[written], len(word)
    sold = re.fullmatch(rf"(.{{3,}}?)(?:s|en|n|-)?{SELLER}(?:s|en|tje)?", plain)
    if sold:
        for written in (sold[1], sold[1] + "en", sold[1] + "s", sold[1] + "e", *_without_endings(sold[1])):
            if written in known:
                return known[written], len(word)
    return None


def _without_endings(word: str) -> tuple[str, ...]:
    """A word without the usual endings of a plural or a small thing."""
    endings = ("'s", "jes", "tjes", "pjes", "je", "tje", "en", "es", "s", "n")
    return tuple(word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) >= 3)


@cache
def _single() -> Mapping[str, str]:
    """Goods of one word, each with its category."""
    return {
        str(word).lower(): name
        for name, given in entries("company_words").items()
        for word in given.get("goods", ()) if " " not in str(word)
    }  # fmt: skip


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Goods of several words by their first letters, the longest first."""
    known: dict[str, list[tuple[str, str]]] = {}
    for name, given in entries("company_words").items():
        for word in map(str, given.get("goods", ())):
            if " " in word:
                known.setdefault(word[:3], []).append((word.lower(), name))
    return {first: tuple(sorted(listed, key=lambda pair: -len(pair[0]))) for first, listed in known.items()}
