"""How many creators a text asks for."""

from __future__ import annotations

import re

from kring.match.draft.draft import Guess
from kring.match.draft.numbers import COUNT, number_of
from kring.match.draft.spans import Span

MAKERS = (
    r"(?:[\w'’-]*(?:creators?|influencers?|influensers?|fluencers?|bloggers?|vloggers?|streamers?|tiktokkers?"
    r"|tokkers?|youtubers?"
    r"|instagrammers?|podcasters?|podcasts?|accounts?|acounts?|reviewers?|ambassad\w+|kanalen|channels?|profielen"
    r"|profiles?"
    r"|micro's|nano's|meso's|macro's|micros|nanos|talents?)(?!\w))"
)
ANYBODY = (
    r"(?:[\w'’-]*(?:gamers?|hosts?|cyclists?|runners?|hikers?|illustrators?|painters?|artists?|foodies|fans|renners"
    r"|lopers|moeders|vaders"
    r"|mama's|papa's|stuks|mensen|personen|people|persons|mums|moms|dads|students|studenten|guys|girls|lovers"
    r"|liefhebbers|fanaten|nerds"
    r"|geeks|buffs|climbers|klimmers|knitters|breisters|dames|heren|vrouwen|mannen|women|men|ladies|teachers|leraren"
    r"|docenten|koks|chefs"
    r"|cooks|bakkers|bakers|dansers|dancers|surfers|skiers|snowboarders|photographers|fotografen|singers|zangers"
    r"|makers|stylistes|stylisten"
    r"|gezinnen|families|couples|stellen|baasjes|owners|swimmers|zwemmers|wandelaars|fietsers|sporters|athletes"
    r"|sailors|zeilers|vissers"
    r"|anglers|kunstenaars|muzikanten|musicians|djs|comedians|ondernemers|entrepreneurs|freelancers|parents|ouders"
    r"|tieners|ppl|faces"
    r"|gezichten|names|namen|partners|duo's|coaches|readers|lezers|gardeners|tuiniers|crafters)(?!\w))"
)
OF_AN_AGE = (
    r"(?:mensen|personen|people|persons|mums|moms|dads|moeders|vaders|mama's|papa's|students|studenten|guys|girls"
    r"|ppl|dames|heren"
    r"|vrouwen|mannen|women|men|ladies|parents|ouders|tieners|gezinnen|families|couples|stellen|baasjes|owners"
    r"|freelancers)"
)
PERSON = rf"(?:{MAKERS}|{ANYBODY}|of them(?!\w))"
NO_COUNT = (
    r"(?:volgers|followers|jaar|euro|eur|km|posts?|reels?|stor|video|weken|weeks|maand|month|days|dagen|per|%|k\b|k "
    r"|nieuwe klanten"
    r"|filialen|winkels|shops|medewerkers|employees|kinderen|kids|nights|nachten|uur|hours|minuten|minutes)"
)
NO_LINK = (
    r"(?:and|en|voor|for|in|zoek\w*|we|wij|is|are|looking|need|want|wil|willen|om|die|who|jan\w*|feb\w*|maart|mrt"
    r"|march|apr\w*|mei|may|jun\w*"
    r"|jul\w*|aug\w*|sep\w*|okt\w*|oct\w*|nov\w*|dec\w*|nodig|moet\w*|kunnen|via|op|with|met)\b"
)
BETWEEN = rf"(?:\s(?!{NO_COUNT}|{NO_LINK})[\w'’/&-]+){{0,3}}?\s"
_TO = r"(?:-|–|tot|to|à|a|of|or|t/m|tot en met)"
_LEAST = r"(?:no fewer than|not fewer than|at least|minstens|minimaal|ten minste|tenminste|min\.?|minimum(?: of)?)"
_MOST = (
    r"(?:no more than|not more than|at most|hoogstens|hooguit|maximaal|ten hoogste|max\.?|maximum(?: of)?|up to"
    r"|niet meer dan|tot)"
)
_NO_MONEY = rf"(?![\d.,]*\s?(?:{NO_COUNT}|€|\d))"
RANGES = (
    re.compile(rf"min(?:\.|imaal|imum)?\s({COUNT})\D{{1,12}}max(?:\.|imaal|imum)?\s({COUNT}){_NO_MONEY}"),
    re.compile(rf"{_LEAST}\s({COUNT})\D{{1,12}}{_MOST}\s({COUNT}){_NO_MONEY}"),
    re.compile(rf"(?<![\w.,-])({COUNT})\s?{_TO}\s?({COUNT})(?!\s?(?:{NO_COUNT})){BETWEEN}{PERSON}"),
    re.compile(rf"{PERSON}\s\(({COUNT})\s?{_TO}\s?({COUNT})\)"),
    re.compile(rf"(?<![\w.,-])(?:tussen|between)\s(?:de\s)?({COUNT})\s(?:en|and)\s({COUNT}){BETWEEN}{MAKERS}"),
)
_NAMED = (
    r"(?:aantal(?: creators| influencers)?|number(?: of)?(?: creators| influencers| accounts)?|how many"
    r"|hoeveel|creators|influencers|accounts)"
)
LABEL = re.compile(
    rf"(?:^|[\n.;|,])\s*(?:[*-]\s*|\d[.)]\s*)?{_NAMED}\s?[:=]\s?(?:(?P<least>{_LEAST})\s|{_MOST}\s)?(?P<low>{COUNT})"
    rf"(?:\s?{_TO}\s?(?P<high>{COUNT}))?(?P<plus>\s?\+|\sor more|\sof meer)?(?![\d.,]*\d|k\b|\s?(?:{NO_COUNT}))"
)
AT_MOST = re.compile(rf"(?<![\w.,€-])({COUNT})\s(?:max|maximaal|maximum|at most|hoogstens|tops)(?!\w)")
UP_TO = re.compile(
    rf"(?:max\.?|maximaal|hooguit|hoogstens|at most|no more than|niet meer dan)\s(?:van\s)?({COUNT})(?=\s*(?:$"
    rf"|[.,;)\n](?!\d)))"
)
DOZENS = re.compile(r"(?<!\w)(half a dozen|een half dozijn|half dozijn|een dozijn|a dozen)(?!\w)")
OR_MORE = r"(?:\s(?:minimum|minimaal|min\b|of meer|or more|at least)|\s?\+)"
ONE_NUMBER = re.compile(
    rf"(?<![\w.,€-])(?:een\s)?({COUNT})(?P<plus>\s?\+|\sor more|\sof meer)?(?:{BETWEEN}"
    rf"|\s?)(?P<person>{PERSON})(?P<behind>{OR_MORE}(?!\s?\d))?"
)
TIMES = re.compile(rf"(?<![\w.,])({COUNT})\s?(?:x|×|keer|maal)\s?(?:€\s?)?\d+")
ABOUT = re.compile(rf"(?:een )?stuk of ({COUNT})|z'n ({COUNT})(?!\w)|(?:willen|zoeken|hebben) er ({COUNT})(?!\w)")
SINGLE = re.compile(
    r"(?<!\w)(?:één|een|one|a single|1|just one|only one) (?:(?!paar|aantal|stuk|couple)[\w-]+ )?[\w-]*(?:creator"
    r"|influencer|account|blogger|vlogger|streamer|youtuber"
    r"|tiktokker|instagrammer|podcast)(?!\w)|(?<!\w)(?:één|1) (?:iemand|persoon)(?!\w)"
    r"|(?<!\w)(?:iemand|somebody|someone) (?:met|die|with|who)|(?:kan|zoek\w*|is) (?:er )?iemand(?!\w|\s(?:ons|me"
    r"|mij|u)\b)|(?:can|could"
    r"|need) (?:somebody|someone)(?!\w)"
)
LEAST = re.compile(
    r"(?:minstens|minimaal|min\.|ten minste|tenminste|at least|minimum(?: of)?|vanaf|meer dan|more than)\s(?:een\s)?$"
)
OURSELVES = re.compile(
    r"(?:we are|we're|wij zijn|we zijn|zijn|team of|team van|groep van|group of|bestaa[nt] uit|staff of|with our"
    r"|met onze|family of"
    r"|gezin van|(?<!looking )(?<!searching )(?<!asking )for|from|aan|(?<!up )to|bereiken|reach)\s(?:met\s|met z'n\s)?$"
)
MOST_OF_ANYBODY, FEWER_THAN_AN_AGE = 60, 12


def creators(text: str) -> Guess | None:
    """At least and at most how many creators; a number alone is at most."""
    for pattern in RANGES:
        if (found := pattern.search(text)) and not _excluded(text, found.start()):
            low, high = number_of(found[1]), number_of(found[2])
            ages = high and high > FEWER_THAN_AN_AGE and re.search(rf"{OF_AN_AGE}$", found[0])
            if low and high and low <= high <= 1000 and not ages:
                return Guess("creators", {"least": low, "most": high}, (found.span(),))
    return _labelled(text) or _counted(text) or _said_alone(text)


def _labelled(text: str) -> Guess | None:
    found = LABEL.search(text)
    low = number_of(found["low"]) if found else None
    if found is None or not low:
        return None
    high = number_of(found["high"]) if found["high"] else None
    if high and high >= low:
        return Guess("creators", {"least": low, "most": high}, (found.span(),))
    return Guess("creators", {"least" if found["least"] or found["plus"] else "most": low}, (found.span(),))


def _counted(text: str) -> Guess | None:
    """A number with a word for creators; else with one for other people, who may be anybody."""
    found = [one for one in ONE_NUMBER.finditer(text) if not _excluded(text, one.start())]
    makers = [one for one in found if re.fullmatch(MAKERS, one["person"])]
    for one in (*makers, *(one for one in found if one not in makers)):
        number = number_of(one[1])
        # "een" and "one" are rather articles here; SINGLE has those that count.
        if not number or number > 1000 or one[1] in ("a", "an", "een", "one"):
            continue
        if one not in makers and (number > MOST_OF_ANYBODY or OURSELVES.search(text[: one.start()])):
            continue
        ahead = text[max(0, one.start() - 16) : one.start()]
        bound = "least" if LEAST.search(ahead) or one["plus"] or one["behind"] else "most"
        return Guess("creators", {bound: number}, (one.span(),))
    return None


def _said_alone(text: str) -> Guess | None:
    """A number that stands without a word for creators, or one creator."""
    for pattern in (ABOUT, TIMES):
        if found := pattern.search(text):
            number = number_of(next(group for group in found.groups() if group))
            if number and number <= 1000:
                return _likely({"most": number}, found.span())
    if dozens := DOZENS.search(text):
        return _likely({"most": 6 if "half" in dozens[0] else 12}, dozens.span())
    for pattern in (AT_MOST, UP_TO):
        bounded = pattern.search(text)
        number = number_of(bounded[1]) if bounded else None
        if bounded and number and number <= MOST_OF_ANYBODY:
            return _likely({"most": number}, bounded.span())
    alone = SINGLE.search(text)
    return _likely({"most": 1}, alone.span()) if alone else None


def _likely(value: dict[str, int], span: Span) -> Guess:
    return Guess("creators", value, (span,), "likely")


def _excluded(text: str, start: int) -> bool:
    return bool(re.search(r"(?:week|vanaf|januari|february|wk|per)\s$", text[max(0, start - 10) : start]))
