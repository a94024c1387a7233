"""Whether the words around an amount say that it is to be spent, and not that something costs so much."""

from __future__ import annotations

import re

from kring.match.draft.amounts import Amount

INCLUDED = re.compile(
    r"(?:incl(?:usief|uding|usive|\.)?|inc\.?|met|with)\s(?:of\s|21%\s|de\s)*(?:btw|vat|tax)|(?:btw|vat) inbegrepen"
)
EXCLUDED = re.compile(
    r"(?:ex(?:cl|clusief|cluding|clusive)?\.?|zonder|without|plus|\+)\s?(?:of\s|21%\s|de\s)*(?:btw|vat|tax)"
)
SOLD = re.compile(
    r"\b(?:sell|sold|sales of|verkop|verkoop|tickets?\b|kaartjes?\b|kaarten\b|entree|toegang|abonnement|menu)"
)
CREATORS = re.compile(
    r"creator|influencer|blogger|vlogger|streamer|youtuber|tiktokker|instagrammer|account|ambassad|podcast"
    r"|\w+(?:mama|papa)'?s|\b(?:moeders|vaders|mums|moms|dads|people|mensen|personen)\b"
)
WE = r"(?:we|wij|ik|i|they|ze)"
SPENDS = re.compile(
    r"budget|budgit|budjet|buget|bestee?d|besteden|uitgeven|spend|spent|afford|beschikbaar|available|totaal|total"
    r"|all in|\bcap\b|kwijt|bedrag|invest|missen|verdelen|betalen|betaal|\bpay|voor over|over voor|plafond|ceiling"
    rf"|\b{WE}(?:'ve)?\b(?:\s\w+){{0,2}}?\s(?:have|hebben|heb|has|got|put)|\b(?:hebben|heb|have) {WE}\b|limiet|limit"
    r"|\bmax|hooguit|hoogstens|at most|no more than|up to|niet meer dan|reserved|gereserveerd|voorzien|kosten mogen"
    r"|mag \w+ kosten|mag kosten|may cost|thinking of|denken aan|dachten aan|dacht aan|vergoeding|geld|money|\bpot\b"
)
ABOUT = (
    r"(?:ongeveer|circa|ca\.?|rond|zo'n|about|around|roughly|some|plusminus|±|a|an|in|en|and|of|or|tot|to|from|van"
    r"|tussen|between)"
)
BUDGETED = re.compile(r"budget|budgit|budjet|buget|bestee?d|besteden|uitgeven|spend|spent|afford")
STARTS = re.compile(rf"(?:^|[.;!?,\n(])[\s-]*(?:{ABOUT}\s)*$")
ENDS = re.compile(r"\s*(?:$|[.;!?,\n)])|\s(?:is er|in|op|te)\b")
FOR = re.compile(r"(?:\bvoor|\bfor|\bmet|\bwith)\s(?:\w+\s)?$")
LABEL = re.compile(r"(?:^|[\n.;!?])[\s*-]*([^\n.;!?:,]{1,40}):\s*$")
ASKS = re.compile(r"hoeveel|how much|kosten|costs?|bedrag|geld|money|spend")


def says_it_is_spent(text: str, amount: Amount) -> bool:
    """Whether words around an amount say that it is spent, or it stands alone: no noun that it may be the price of."""
    sentence = sentence_of(text, amount)
    vat = (sign.search(text, amount.end, amount.end + 40) for sign in (INCLUDED, EXCLUDED))
    if looks_like_a_price(text, amount):
        return bool(BUDGETED.search(sentence))
    if SPENDS.search(sentence) or any(vat):
        return True
    ahead, behind = text[: amount.start], text[amount.end :]
    if FOR.search(ahead) and CREATORS.search(sentence):
        return True
    label = LABEL.search(ahead)
    if label:
        return bool(ASKS.search(label[1]))
    return bool(STARTS.search(ahead) and ENDS.match(behind))


def looks_like_a_price(text: str, amount: Amount) -> bool:
    """Whether it has cents, or stands between brackets behind what it may be the price of."""
    return amount.value % 1 > 0 or (text[: amount.start].rstrip().endswith("(") and text[amount.end :].startswith(")"))


def sentence_of(text: str, amount: Amount) -> str:
    """The sentence that an amount stands in."""
    behind = re.split(r"[.;!?](?=\s)|\n", text[amount.end : amount.end + 80])[0]
    return clause_before(text, amount.start, 160) + text[amount.start : amount.end] + behind


def clause_before(text: str, start: int, most: int = 60) -> str:
    """What stands before a place in the same sentence."""
    ends = r"(?<!\.w\.v)(?<!\bmax)(?<!\bmin)(?<!\bca)(?<!\w\wcl)[.;!?](?=\s)|\n"
    return re.split(ends, text[max(0, start - most) : start])[-1]
