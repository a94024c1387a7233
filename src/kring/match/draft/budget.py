"""What may be spent: in all, and for one creator. An amount that could mean something else is left in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kring.match.draft.amount_roles import Role, role_of
from kring.match.draft.amounts import Amount, amounts
from kring.match.draft.draft import Certainty, Guess
from kring.match.draft.spent import (
    CREATORS,
    EXCLUDED,
    INCLUDED,
    INCLUDED_ALONE,
    SOLD,
    Evidence,
    clause_before,
    evidence,
    is_priced,
    own_clause,
    sentence_of,
)
from kring.vocabulary.text import Words

VAT = 0.21
LARGEST, SMALLEST = 250_000, 20
TOTAL = re.compile(r"totaal|total|all in|alles bij elkaar|for everything|for the lot|voor alles|overall|altogether")
ALL_OF_IT = re.compile(
    r"totaal|total|all[ -]in|to play with|niet meer dan|no more than|at most|hooguit|max|for the lot|all (?:i|we) "
)
PER_PERSON = re.compile(
    r"[^.;!?,\d]{0,14}?(?:\bp\.?p\b|\b(?:per|each|a|elke|iedere?) (?:persoon|persn|head|person|student|gezin|family"
    r"|foodie)|de man\b)"
)
PER_PERSON_BEFORE = re.compile(r"(?:\d\s?(?:x|×|keer|maal|stuks?)\s?(?:à\s)?|\b(?:per|elke) \w+[^.;!?,\d]{0,30})$")
PARTLY = re.compile(
    r"\b(?:half|helft|deels|part of|een deel|waarvan|of which|rest|verdeeld over|spread over|per kwartaal)\b"
)
# Words beside an amount after which it may be less, more, or for more than creators alone.
CAUTION = re.compile(
    r"\bof meer\b|\bor more\b|\bmaybe\b|misschien|\bliever\b|ideally|\bminimaal\b|\bat least\b|minstens|could be"
    r"|eventueel"
    r"|(?:for|voor) (?:the|het|a|een|heel het) (?:whole\s|hele\s)?(?:year|jaar|quarter|kwartaal|half ?jaar|season"
    r"|seizoen)|\d\s?%"
    r"|advertenties|\bads\b|advertising|productie\b|production|photographer|fotograaf\b|reiskosten|travel (?:costs"
    r"|expenses)"
    r"|commissie|commission|mediabudget|media budget|competitor|concurrent|schuld|debt|inkomen|income|nodig voor"
    r"|om van te leven"
    r"|plus (?:product|a meal|een maaltijd)|postage|verzendkosten|boost|agency fee|bureaukosten|\bon a budget"
    r"|people on a budget"
)
FROM_SOMEBODY = re.compile(r"subsidie|grant|fonds\b|lening|loan")
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
Found = list[tuple[Role, Amount]]


def budget_and_fee(text: str, dutch: bool, creators: int | None) -> list[Guess]:
    """The budget and the fee for one creator; `creators` is how many may be asked at most."""
    found = [(role_of(amount, text), amount) for amount in amounts(text, dutch)]
    fee = _fee([(role, amount) for role, amount in found if role in ("creator", "piece")], text, bool(creators))
    budget = _budget(found, text)
    if budget is None and fee is not None and creators:
        product = round(fee.value["most"] * creators, 2)
        by_the_piece = any(role == "piece" for role, _ in found)
        budget = None if by_the_piece else Guess("budget", product, fee.spans, "doubtful", WHY["product"])
    return [guess for guess in (budget, fee) if guess]


def _fee(found: Found, text: str, counted: bool) -> Guess | None:
    if not found:
        return None
    role, amount = max(found, key=lambda one: one[1].value)
    value, doubts = _without_vat(amount, text)
    doubts += [WHY["piece"]] if role == "piece" else []
    doubts += [WHY["parts"]] if len({one.value for _, one in found}) > 1 else []
    doubts += [] if amount.named else [WHY["unnamed"]]
    doubts += [WHY["unsaid"]] if re.search(r"(?:gratis|free)\b", clause_before(text, amount.start)) else []
    per_person = PER_PERSON.match(text[amount.end :]) or PER_PERSON_BEFORE.search(text[: amount.start])
    said = CREATORS.search(sentence_of(text, amount)) or (per_person and (counted or CREATORS.search(text)))
    doubts += [] if said else [WHY["whose"]]
    return Guess("fee", {"most": value}, (amount.span,), *_said(doubts))


def _budget(found: Found, text: str) -> Guess | None:
    """The amount that is said to be spent most; in doubt when another may be it, or when little says so."""
    whole = [
        (role, amount, evidence(text, amount))
        for role, amount in found
        if role in ("total", "period", "source", "past")
    ]
    asked = [one for one in whole if one[0] != "past"] or [one for one in whole if one[2] == Evidence.BUDGET]
    asked = [one for one in asked if one[2] > Evidence.NONE or _may_be_spent(one[0], one[1], text)]
    if not asked:
        return None
    best = max(level for _, _, level in asked)
    chosen = [one for one in asked if one[2] == best]
    totals = [one for one in chosen if _says_total(one[1], text)]
    role, amount, level = max(totals or chosen, key=lambda one: one[1].value)
    value, doubts = _without_vat(amount, text)
    doubts += [WHY["period"]] if role == "period" else []
    doubts += [WHY["parts"]] if _others(found, whole, amount, level, bool(totals), text) else []
    sum_of_all = level == Evidence.SAID and ALL_OF_IT.search(sentence_of(text, amount))
    if not amount.named and level < Evidence.BUDGET and not sum_of_all:
        doubts.append(WHY["unnamed"])
    elif level <= Evidence.WEAK or (role == "source"):
        doubts.append(WHY["unsaid"])
    doubts += [WHY["parts"]] if CAUTION.search(own_clause(text, amount)) and WHY["parts"] not in doubts else []
    doubts += [] if SMALLEST <= amount.value <= LARGEST else [WHY["size"]]
    return Guess("budget", value, (amount.span,), *_said(doubts, likely=bool(_about(text, amount))))


def _may_be_spent(role: Role, amount: Amount, text: str) -> bool:
    """Whether an amount with no word for spending is worth asking about: not one with cents or a price's words."""
    return role != "source" and not is_priced(text, amount) and not SOLD.search(own_clause(text, amount))


def _others(
    found: Found,
    whole: Sequence[tuple[Role, Amount, Evidence]],
    amount: Amount,
    level: Evidence,
    total: bool,
    text: str,
) -> bool:
    """Whether another amount may be the budget, or the words say that this one is split."""
    if PARTLY.search(text, amount.end, min(len(text), amount.end + 40)) or any(role == "part" for role, _ in found):
        return True
    if level == Evidence.BUDGET and FROM_SOMEBODY.search(sentence_of(text, amount)):
        return True
    sentence = sentence_of(text, amount)
    return any(
        one is not amount and role != "past" and (one.value != amount.value or level < Evidence.SAID)
        and _rivals(seen, level, total, beside=text[one.start : one.end] in sentence)
        and (seen > Evidence.NONE or _may_be_spent(role, one, text))
        for role, one, seen in whole
    )  # fmt: skip


def _rivals(seen: Evidence, level: Evidence, total: bool, *, beside: bool) -> bool:
    """Whether an amount of that evidence casts doubt on one chosen by more: a little less will do."""
    if total:
        return False
    if level == Evidence.BUDGET:
        return seen == level or (beside and seen >= Evidence.WEAK)
    return seen >= Evidence.WEAK or level == Evidence.ALONE


def _about(text: str, amount: Amount) -> re.Match[str] | None:
    before = text[max(0, amount.start - 14) : amount.start]
    return re.search(r"(?:ongeveer|circa|ca\.?|rond(?: de)?|zo'n|about|around|roughly|some|plusminus|±)\s?$", before)


def _says_total(amount: Amount, text: str) -> bool:
    behind = re.split(r"[.;!?](?=\s)", text[amount.end : amount.end + 30])[0]
    return bool(TOTAL.search(clause_before(text, amount.start)[-30:]) or TOTAL.search(behind))


def _without_vat(amount: Amount, text: str) -> tuple[float, list[Words]]:
    """The amount without VAT, and what is in doubt about it by itself."""
    behind = text[amount.end : amount.end + 40]
    excluding = EXCLUDED.search(behind)
    including = INCLUDED.search(behind) or INCLUDED.search(text[max(0, amount.start - 30) : amount.start])
    including = including or INCLUDED_ALONE.match(behind)
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
