"""What an amount is for by the words right around it: all of the work, one creator, one piece, a period, or nothing."""

from __future__ import annotations

import re
from typing import Literal

from kring.match.draft.amounts import Amount
from kring.match.draft.headcount import PERSON
from kring.match.draft.spent import SOLD, clause_before, looks_like_a_price

Role = Literal["total", "creator", "piece", "period", "part", "past", "source", "none"]
ONE = (
    r"(?:micro|nano|meso|macro|mega|mama|papa|food|reis|travel|content)?[- ]?(?:creator|influencer|persoon|persn"
    r"|person|head"
    r"|blogger|vlogger|account|stuk|piece|deelnemende creator|kop|hoofd|neus|moeder|mama|papa|vader|dad|mum|mom"
    r"|student|gezin"
    r"|family|foodie|maker|gamer|streamer|hardloper|ambassad\w+|instagrammer|youtuber|tiktokker|podcast(?!aflevering))"
)
ONE_CREATOR = rf"(?:per|voor elke|voor iedere|for each|for every|a)\s{ONE}"
EVERY = rf"(?:\b(?:elke|ieder|iedere|elk|each|every|per)\s(?:deelnemende\s|participating\s)?{ONE}\w*\b)"
PIECE = (
    r"(?:post|video|reel|story|stories|tiktok|blog|podcastaflevering|stream|film|foto|photo|clip|short|vlog"
    r"|aflevering|episode"
    r"|bericht|uiting|item|artikel|article|upload|plaatsing|placement|carousel|livestream|vermelding|mention|integratie"
    r"|integration|storyset|sessie)"
)
GOODS = (
    r"(?:vouchers?|\w*bon(?:nen)?\b|gift ?cards?|cadeaukaart\w*|\w*tegoed|store credit|producten|products|goodies"
    r"|\w*pakket(?:ten)?|packages?|spullen|kleding\b|kleren|hamper|prij[sz]\w*geld)"
)
WORTH_OF_GOODS = re.compile(rf"{GOODS}(?:\s(?:van|of|for|worth|à|a|t\.?w\.?v\.?|ter waarde van))?\s$")
CUSTOMERS = (
    r"(?:gasten|leden|klanten|bezoekers|deelnemers|reizigers|patiënten|customers|guests|members|visitors|clients"
    r"|shoppers"
    r"|buyers|travellers|patients|donateurs|donors|donors give|mensen die bij ons)"
)
PAST = (
    r"(?:vorig jaar|vorige keer|afgelopen|destijds|eerder|last year|last time|previously|in the past|a year ago"
    r"|\bgaven\b"
    r"|\bgaf\b|cost us|kostte)"
    r"(?:(?!\b(?:but|maar|nu|now|this|dit|deze)\b)[^.,;!?]){0,40}$|\b(?:al|already)\s(?:\w+\s)?$"
)
SOURCE = (
    r"(?:raised|opgehaald|crowdfund\w*|seed|funding|lening|loan|grant|subsidie|gekregen|kregen|krediet|investeerders?"
    r"|investors?|fonds)[^.;!?]{0,30}$"
)
BEHIND: tuple[tuple[Role, str], ...] = (
    ("none", rf"\s?(?:korting|discount|off\b|waard|worth|omzet|turnover|revenue|boete|prize|prijs|goedkoper|cheaper"
        rf"|duurder"
        rf"|(?:(?:aan|in|of|worth of)\s)?(?:gratis\s|free\s)?{GOODS})"),
    ("piece", rf"[^.;!?]{{0,6}}?(?:per|voor (?:elke?|ieder|iedere|een)|for (?:each|every|a|one)|a|an"
        rf"|/)\s?(?:\w+\s)?{PIECE}"),
    ("creator", rf"[^.;!?,\d]{{0,14}}?(?:{ONE_CREATOR}|\b(?:each|apiece|elk|ieder|p\.?p\b\.?|de man|a head|the piece"
        rf"|p\.?st\.?)\b)"),
    ("period", r"[^.;!?]{0,8}?(?:(?:per|a|each|elke|/)\s?(?:maand|month|week|jaar|year|dag|day|kwartaal|quarter)\b"
               r"|maandelijks|monthly|weekly|yearly|p/m|pm\b|p\.m\.|p\.j\.)"),
    # So much for each of something else is a price, whatever that is.
    ("none", r"[^.;!?]{0,6}?(?:per|voor (?:elke?|iedere?)|for (?:each|every))\s(?!direct|saldo|omgaande)[^\W\d_]{2,}"),
    ("none", r"\s(?:a|an|the)\s(?!month|week|year|total|max|bit|head|maximum|lot)[^\W\d_]{3,}(?:\s*(?:$|[.,;!?)]))"),
    ("source", r"[^.;!?,]{0,30}?(?:gekregen|opgehaald|in a crowdfunding|raised|in a (?:seed|funding))"),
    ("none", r"\s(?:weg|van de hand|for sale)\b"),
)  # fmt: skip
AHEAD: tuple[tuple[Role, str], ...] = (
    ("none", r"(?<!mag )(?<!te )(?:\bkost(?:en|te)?\b(?! mag|:)|\bcosts?\b(?!:)|\bprijs|\bprijzen|\bprice[sd]?\b"
        r"|sells? (?:for|at)|\bworth\b"
             r"|t\.?w\.?v\.?|\bwaarde?\b|\bomzet|turned over|turnover|\brevenue|\bkorting|\bdiscount|\bsold for"
             r"|verkopen?\b[^.;!?]*\bvan|"
             r"for sale|winkelwaarde|\bprize|\brekenen\b|\bcharge|\bhuur\b|\brent\b|begin\w* bij|draait|besparen"
             r"|bespaart)[^.,;!?\d]{0,34}$"),
    ("none", rf"\b{CUSTOMERS}\b[^.,;!?]{{0,20}}?\b(?:betaa?l|pay|paid|spend|besteden|kopen|buy|geven|give"
        rf"|donate)[^.,;!?\d]{{0,22}}$"),
    ("none", r"\b(?:win|winnen|winnaars?|winners?|verloten|gift|cadeau|kans op)\b[^.;!?\d]{0,25}$"),
    ("past", PAST),
    ("part", r"(?:waarvan|of which|including|inclusief|daarvan|of that)\s?(?:about|ongeveer|circa|ca\.)?\s?$"),
    ("piece", rf"\bper {PIECE}\w*\b[^.;!?\d]{{0,25}}$"),
    ("creator", rf"{EVERY}[^.;,!?\d]{{0,30}}$"),
    ("creator", r"\b(?:each|elk|ieder)\b[^.;,!?\d]{0,14}$"),
    ("creator", rf"(?:{PERSON}|\bthem|\bstuks|\bpieces)\s?(?:x|×|maal|keer|times|à|a|@|at)\s(?:max\.?\s|ongeveer\s)?$"),
    ("creator", rf"\b(?:zij|ze|they|{PERSON})\b[^.;!?\d]{{0,70}}\b(?:krijgen|krijgt|gets?|receives?|ontvangt"
        rf"|ontvangen)\s(?:een exemplaar[^.;!?]{{0,24}}|\w+\s){{0,2}}$"),
    ("creator", r"(?:gratis|free)\b[^.;!?\d]{0,20}(?:\+|plus|en|and)\s$"),
    ("creator", r"\d{1,3}\s?(?:x|×|maal|keer|times)\s?$"),
    ("period", r"\b(?:maandelijks|monthly|per maand|each month|elke maand|weekly)\b[^.;,!?\d]{0,20}$"),
    ("source", SOURCE),
)  # fmt: skip


def role_of(amount: Amount, text: str) -> Role:
    """What an amount is for, by the words around it."""
    if amount.value <= 0:
        return "none"
    ahead = clause_before(text, amount.start, 110)
    behind = text[amount.end : amount.end + 40]
    if WORTH_OF_GOODS.search(ahead):
        return "none"
    for role, pattern in BEHIND:
        if re.match(pattern, behind):
            sold = role == "creator" and (SOLD.search(ahead) or looks_like_a_price(text, amount))
            return "none" if sold or (role == "creator" and _for_goods(text, amount)) else role
    for role, pattern in AHEAD:
        if re.search(pattern, ahead):
            return role
    return "total"


def _for_goods(text: str, amount: Amount) -> bool:
    """Whether "each" is said between brackets of things that were named before: coffee cups (18 euros each)."""
    opened = text.rfind("(", max(0, amount.start - 8), amount.start)
    return opened >= 0 and not re.search(PERSON, text[max(0, opened - 30) : opened])
