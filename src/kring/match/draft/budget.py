"""What may be spent: in all, and for one creator. An amount that could mean something else is left in doubt."""

from __future__ import annotations

import re
from typing import Literal

from kring.match.draft.amounts import Amount, amounts
from kring.match.draft.draft import Certainty, Guess
from kring.match.draft.spent import (
    CREATORS,
    EXCLUDED,
    INCLUDED,
    SOLD,
    clause_before,
    says_it_is_spent,
    sentence_of,
)
from kring.vocabulary.text import Words

VAT = 0.21
Role = Literal["total", "creator", "piece", "period", "part", "none"]
ONE_CREATOR = (
    r"(?:per|voor elke|voor iedere|for each|for every)\s(?:micro|nano|meso|macro)?[- ]?"
    r"(?:creator|influencer|persoon|person|head|blogger|vlogger|account|stuk|piece|deelnemer|kop|hoofd"
    r"|moeder|mum|mom)"
)
PIECE = (
    r"(?:post|video|reel|story|stories|tiktok|blog|podcast|stream|film|foto|photo|clip|short|vlog|aflevering|episode"
    r"|bericht|uiting|item|artikel|article|upload|plaatsing)"
)
GOODS = (
    r"(?:vouchers?|\w*bon(?:nen)?\b|gift ?cards?|cadeaukaart\w*|\w*tegoed|store credit|producten|products|goodies"
    r"|\w*pakket(?:ten)?|packages?|spullen|kleding\b|kleren)"
)
WORTH_OF_GOODS = re.compile(rf"{GOODS}(?:\s(?:van|of|for|worth|à|a|t\.?w\.?v\.?|ter waarde van))?\s$")
CUSTOMERS = (
    r"(?:gasten|leden|klanten|bezoekers|deelnemers|reizigers|patiënten|customers|guests|members|visitors|clients|shoppers"
    r"|buyers|travellers|patients)"
)
PAST = (
    r"(?:vorig jaar|vorige keer|afgelopen|destijds|eerder|last year|last time|previously|in the past|a year ago)"
    r"(?:(?!\b(?:but|maar|nu|now|this|dit|deze)\b)[^.,;!?]){0,40}$|\b(?:al|already)\s(?:\w+\s)?$"
)
BEHIND: tuple[tuple[Role, str], ...] = (
    ("none", rf"\s?(?:korting|discount|off\b|waard|worth|omzet|turnover|revenue|boete|prize|prijs"
        rf"|(?:(?:aan|in|of|worth of)\s)?(?:gratis\s|free\s)?{GOODS})"),
    ("piece", rf"[^.;!?]{{0,6}}?(?:per|voor (?:elke?|ieder|iedere|een)|for (?:each|every|a)|a|an|/)\s?{PIECE}"),
    ("creator", rf"[^.;!?]{{0,14}}?(?:{ONE_CREATOR}|\b(?:each|apiece|elk|ieder|p\.?p\.?|de man)\b)"),
    ("period", r"[^.;!?]{0,8}?(?:(?:per|a|each|elke|/)\s?(?:maand|month|week|jaar|year|dag|day|kwartaal|quarter)\b"
               r"|maandelijks|monthly|weekly|yearly|p/m|pm\b)"),
    # So much for each of something else is a price, whatever that is.
    ("none", r"[^.;!?]{0,6}?(?:per|voor (?:elke?|iedere?)|for (?:each|every))\s(?!direct|saldo|omgaande)[^\W\d_]{2,}"),
)  # fmt: skip
AHEAD: tuple[tuple[Role, str], ...] = (
    ("none", r"(?<!mag )(?<!te )(?:\bkost|\bcosts?\b|\bprijs|\bprice[sd]?\b|sells? (?:for|at)|\bworth\b|t\.?w\.?v\.?|"
             r"\bwaarde?\b|\bomzet|turned over|turnover|\bkorting|\bdiscount|\bsold for|verkopen?\b[^.;!?]*\bvan|"
             r"for sale|winkelwaarde)[^.;!?\d]{0,22}$"),
    ("none", rf"\b{CUSTOMERS}\b[^.,;!?]{{0,20}}?\b(?:betaa?l|pay|paid|spend|besteden|kopen|buy)[^.,;!?\d]{{0,22}}$"),
    ("part", PAST),
    ("part", r"(?:waarvan|of which|including|inclusief|daarvan|of that)\s?(?:about|ongeveer|circa|ca\.)?\s?$"),
    ("piece", rf"\bper {PIECE}\w*\b[^.;!?\d]{{0,25}}$"),
    ("creator", rf"(?:{ONE_CREATOR}|\beach\b|\belk\b)[^.;,!?\d]{{0,25}}$"),
    ("creator", r"\d{1,3}\s?(?:x|×|maal|keer|times)\s?$"),
    ("period", r"\b(?:maandelijks|monthly|per maand|each month|elke maand|weekly)\b[^.;,!?\d]{0,20}$"),
)  # fmt: skip
LARGEST, SMALLEST = 250_000, 20
TOTAL = re.compile(r"totaal|total|all in|alles bij elkaar|for everything|for the lot|voor alles|overall|altogether")
PARTLY = re.compile(r"\b(?:half|helft|deels|part of|een deel|waarvan|of which|rest)\b")
WHY = {
    "range": Words("Er staan twee bedragen; het hoogste is genomen.", "Two amounts are named; the higher was taken."),
    "vat": Words("Het bedrag is met btw; hier staat het zonder, bij 21 "
        "%.", "The amount includes VAT; without it, at 21 %."),
    "vat_both": Words("Met en zonder btw staan er allebei.", "Both with and without VAT are said."),
    "currency": Words("Het bedrag is niet in euro's.", "The amount is not in euros."),
    "ambiguous": Words("De cijfers zijn op twee manieren te lezen.", "The figures can be read in two ways."),
    "period": Words("Het is een bedrag per week, maand of jaar.", "It is an amount a week, month or year."),
    "parts": Words("Er staan meer bedragen of een deel is voor iets "
        "anders.", "There are more amounts, or part is for something else."),
    "unnamed": Words("Er staat niet bij dat dit een budget in euro's "
        "is.", "It does not say that this is a budget in euros."),
    "piece": Words("Het is een bedrag per uiting.", "It is an amount for each piece."),
    "unsaid": Words("Er staat niet bij waarvoor dit bedrag is.", "It does not say what this amount is for."),
    "size": Words("Het bedrag is erg groot of erg klein voor een budget.", "The amount is very large or very small "
        "for a budget."),
    "whose": Words("Er staat niet bij voor wie dit bedrag is.", "It does not say whom this amount is for."),
    "product": Words("Aantal creators maal het bedrag per creator.", "The number of creators times "
        "the amount for each."),
}  # fmt: skip


def budget_and_fee(text: str, dutch: bool, creators: int | None) -> list[Guess]:
    """The budget and the fee for one creator; `creators` is how many may be asked at most."""
    found = [(role_of(amount, text), amount) for amount in amounts(text, dutch)]
    fee = _fee([(role, amount) for role, amount in found if role in ("creator", "piece")], text)
    budget = _budget([(role, amount) for role, amount in found if role in ("total", "period", "part")], text)
    if budget is None and fee is not None and creators:
        spans = fee.spans
        product = round(fee.value["most"] * creators, 2)
        by_the_piece = any(role == "piece" for role, _ in found)
        budget = None if by_the_piece else Guess("budget", product, spans, "doubtful", WHY["product"])
    return [guess for guess in (budget, fee) if guess]


def role_of(amount: Amount, text: str) -> Role:
    """What an amount is for, by the words around it."""
    if amount.value <= 0:
        return "none"
    ahead = clause_before(text, amount.start)
    behind = text[amount.end : amount.end + 40]
    if WORTH_OF_GOODS.search(ahead):
        return "none"
    for role, pattern in BEHIND:
        if re.match(pattern, behind):
            return "none" if role == "creator" and SOLD.search(ahead) else role
    for role, pattern in AHEAD:
        if re.search(pattern, ahead):
            return role
    return "total"


def _fee(found: list[tuple[Role, Amount]], text: str) -> Guess | None:
    if not found:
        return None
    role, amount = max(found, key=lambda one: one[1].value)
    value, doubts = _without_vat(amount, text)
    doubts += [WHY["piece"]] if role == "piece" else []
    doubts += [WHY["parts"]] if len({one.value for _, one in found}) > 1 else []
    doubts += [] if CREATORS.search(sentence_of(text, amount)) else [WHY["whose"]]
    return Guess("fee", {"most": value}, (amount.span,), *_said(doubts))


def _budget(found: list[tuple[Role, Amount]], text: str) -> Guess | None:
    whole = [(role, amount) for role, amount in found if role != "part"]
    if not whole:
        return None
    strong = [one for one in whole if _says_total(one[1], text)]
    role, amount = max(strong or whole, key=lambda one: one[1].value)
    value, doubts = _without_vat(amount, text)
    doubts += [WHY["period"]] if role == "period" else []
    others = [one.value for _, one in found if one is not amount]
    aside = PARTLY.search(text, amount.end, min(len(text), amount.end + 40))
    if aside or (others and not (len(strong) == 1 and not _parts(found))):
        doubts.append(WHY["parts"])
    near = text[max(0, amount.start - 40) : amount.end + 30]
    if not amount.named and not re.search(r"budget|budgit|budjet|spend|afford|besteden|uitgeven|totaal|total", near):
        doubts.append(WHY["unnamed"])
    elif not says_it_is_spent(text, amount):
        doubts.append(WHY["unsaid"])
    doubts += [] if SMALLEST <= amount.value <= LARGEST else [WHY["size"]]
    return Guess("budget", value, (amount.span,), *_said(doubts, likely=bool(_about(text, amount))))


def _parts(found: list[tuple[Role, Amount]]) -> bool:
    return any(role == "part" for role, _ in found)


def _about(text: str, amount: Amount) -> re.Match[str] | None:
    before = text[max(0, amount.start - 14) : amount.start]
    return re.search(r"(?:ongeveer|circa|ca\.?|rond(?: de)?|zo'n|about|around|roughly|some|plusminus|±)\s?$", before)


def _says_total(amount: Amount, text: str) -> bool:
    behind = re.split(r"[.;!?](?=\s)", text[amount.end : amount.end + 30])[0]
    return bool(TOTAL.search(clause_before(text, amount.start)[-30:]) or TOTAL.search(behind))


def _without_vat(amount: Amount, text: str) -> tuple[float, list[Words]]:
    """The amount without VAT, and what is in doubt about it by itself."""
    behind = text[amount.end : amount.end + 40]
    including = INCLUDED.search(behind) or INCLUDED.search(text[max(0, amount.start - 30) : amount.start])
    excluding = EXCLUDED.search(behind)
    elsewhere = None if excluding else INCLUDED.search(text)
    doubts = [WHY["range"]] if amount.is_range else []
    doubts += [] if amount.euros else [WHY["currency"]]
    doubts += [WHY["ambiguous"]] if amount.ambiguous else []
    if excluding and including:
        return amount.value, [*doubts, WHY["vat_both"]]
    if including or elsewhere:
        return round(amount.value / (1 + VAT), 2), [*doubts, WHY["vat"]]
    return amount.value, doubts


def _said(doubts: list[Words], *, likely: bool = False) -> tuple[Certainty, Words | None]:
    """How sure a guess with these doubts is, and the doubts in words."""
    if not doubts:
        return ("likely" if likely else "sure"), None
    return "doubtful", Words(" ".join(one.nl for one in doubts), " ".join(one.en for one in doubts))
