"""How much the words around an amount say that it is to be spent, and not that something costs so much."""

from __future__ import annotations

import re
from enum import IntEnum

from kring.match.draft.amounts import CURRENCY, Amount

VAT_WORD = r"\s(?:of\s|21%\s|de\s)*(?:btw|vat|tax|b\.t\.w)"
INCLUDED = re.compile(
    rf"(?:incl(?:usief|uding|usive|\.)?|inc\.?|met|with){VAT_WORD}|(?:btw|vat)\s(?:inbegrepen|included|incl)"
)
INCLUDED_ALONE = re.compile(r"\s?\(?(?:incl(?:usief|usive|\.)?|inbegrepen)(?=\s*(?:$|[.,;!?)\n]))")
EXCLUDED = re.compile(
    rf"(?:ex(?:cl|clusief|cluding|clusive)?\.?|zonder|without|plus|\+){VAT_WORD}|(?:btw|vat)\s(?:niet"
    rf"|not)\s(?:inbegrepen|included)"
    r"|\s(?:ex|excl|exclusief)\.?(?=\s*(?:$|[.,;!?)\n]))"
)
SOLD = re.compile(
    r"\b(?:sell|sold|sales of|verkop|verkoop|tickets?\b|kaartjes?\b|kaarten\b|entree|toegang|abonnement|menu|huur"
    r"|rent\b"
    r"|behandeling|cursus|course\b|average|gemiddeld|begint bij|beginnen bij|start at|starts at|gaat .{0,12}voor"
    r"|go for|prijzen|prices|prijs\b)"
)
CREATORS = re.compile(
    r"creator|influencer|blogger|vlogger|streamer|youtuber|tiktokker|instagrammer|account|ambassad|podcast"
    r"|\w+(?:mama|papa)'?s|\b(?:moeders|vaders|mums|moms|dads|people|mensen|personen|stuks|foodies|micro's|nano's"
    r"|makers)\b"
)
WE = r"(?:we|wij|ik|i|they|ze)"
BUDGETED = re.compile(
    r"(?<!on a )bu(?:d(?:g[ei]t|jet)|get)(?!co|rei|hot|vri|-?fri|pro|bew|tip|rec|tra|air|lij)|bestee?d|besteden"
    r"|uitgeven|\bspend\b|\bspending|afford|beschikbaar|available|reserved|gereserveerd"
    r"|set aside|put aside|opzij|trekken .{0,40}uit|trekt .{0,40}uit|plafond|ceiling|raming|begroting|begroot"
    r"|in (?:de|the) (?:pot|kitty|kas)|in kas|potje|kwijt|\bcap\b|voor over|over voor|missen|can spare|kosten mogen"
    r"|mag \w+ kosten|mag kosten|may cost|thinking of|denken aan|dachten aan|dacht aan|putting|inleggen|steken"
    r"|reserveren|invester|invest\b|kosten:|costs?:|niet hoger dan|go as high as|sponsoren met|uit te geven|verdelen"
)
UNDECIDED = re.compile(
    r"budget\w*\W{1,3}(?:is\s|moet\s|still\s)?(?:nog\s)?(?:tbd|onbekend|niet bekend|te bepalen|to be|unknown|open\b"
    r"|nader|in overleg)"
)
SPENDS = re.compile(
    r"totaal|total|all[ -]in|bedrag|betalen|betaal|\bpay\b|limiet|limit|\bmax|hooguit|hoogstens|at most|no more than"
    r"|up to"
    r"|niet meer dan|more than|meer dan|voorzien|vergoeding|geld|money|\bpot\b|lukt|tops|below|under|onder de|boven de"
    rf"|\b{WE}(?:'ve)?\b(?:\s\w+){{0,2}}?\s(?:have|hebben|heb|has|got|put)|\b(?:hebben|heb|have) {WE}\b|play with"
    r"|for everything|for the lot|voor alles|samen|altogether|er is\b|is er\b|there's|there is|hebben we er"
    r"|kunnen (?:jullie|we|wij)|wat we hebben|all (?:i|we) have|(?:^|[\s,])(?:heb|got|have)\s|let's say|denk ik"
)
ABOUT = (
    r"(?:ongeveer|circa|ca\.?|rond(?: de)?|zo'n|about|around|roughly|some|plusminus|±|a|an|in|en|and|of|or|tot|to"
    r"|from|van"
    r"|tussen(?: de)?|between|somewhere between|nu|dus|so|pakweg|max\.?|maximaal)"
)
STARTS = re.compile(rf"(?:^|[.;!?,\n(|])[\s*-]*(?:{ABOUT}\s)*$")
ENDS = re.compile(
    r"\s*(?:$|[.;!?,\n)|])|\s(?:is er|in|op|te|voor|for|ex|excl|exclusief|plus|max|totaal|total)\b|\s\+\s"
)
FOR = re.compile(r"(?:\bvoor|\bfor|\bmet|\bwith)\s(?:\w+\s)?$")
LABEL = re.compile(r"(?:^|[\n.;!?|])[\s*-]*([^\n.;!?:,|]{1,40}):\s*$")
ASKS = re.compile(r"hoeveel|how much|kosten|costs?|bedrag|geld|money|spend|budg|buget|totaal|total|maximum|spend|fee")
# Words that may follow an amount that is spent; any other may be the thing that costs so much.
FOLLOWS = re.compile(
    r"\s*(?:$|[.,;!?\n)(|:/–-])|\s(?:ex\b|excl|incl|inc\b|plus\b|met\b|with|without|zonder|btw|vat|in\b|op\b|te\b"
    r"|for\b|voor|om\b"
    r"|to\b|als\b|as\b|max|tot(?:aal|al)?\b|all\b|alles|left|availab|beschikb|budg|besteed|uit\b|uitgev|aan\b|is\b"
    r"|are\b|en\b"
    r"|and\b|per\b|maar|but\b|or\b|of\b|at\b|from\b|van\b|bij\b|dat\b|die\b|that|which|we\b|wij\b|ik\b|i\b|ter\b"
    r"|gereserv"
    r"|reserved|set\b|put\b|kwijt|spend|over\b|klaar|into|on\b|binnen|within|samen|together|gaan|lukt|wel\b|denk"
    r"|ongeveer"
    r"|tops|mag\b|may\b|can\b|kan\b|kunnen|this|it\b|er\b|verde|verspreid|across|willen|zou|voorzien|divided|a\b"
    r"|each|elk"
    r"|ieder|p\.?p|geven|geef|krijg|betalen|pay|is\s|hebben|heb\b|have|doen\b|do\b|niet|not|so\b|dus|because|want"
    r"|from|through|tijdens|during|altogether"
    r"|by\b|via|door|naar|inves|invest|maximaal|maximum|at most|hooguit|liggen|ligt|in kas|uit\b|vrij|free|extra|erbij"
    r"|the\b|de man|apiece|for\b|maand|subsidie|i'd|depending|afhank|reward|vergoed|verdiend|opzij|aside|kosten|cost)"
)
PRICED = re.compile(
    rf"(?:[^\W\d_]{{3,}})\s(?:van|à|at|of|for|t\.w\.v\.?|from|vanaf|voor|under|onder)\s(?:de\s)?(?:{ABOUT}\s)?$"
)
# What costs so much is named right before the amount: ticket 35 eur.
NAMED_BEFORE = re.compile(
    r"\b(?:tickets?|kaartjes?|kaarten|entree|menu|toegang|cursus|course|abonnement)\W{0,3}(?:à|a|from|vanaf)?\s?$"
)
# A thing right before the comma that an amount follows: our lamps, 50 euros, look great.
BESIDE_A_THING = re.compile(
    r"(?:^|[.;!?\n])\s*(?:the|de|het|deze|this|these)\s(?:[\w-]+\s){0,2}[\w-]+,\s$"
    r"|(?:^|[.;!?\n,]\s*|\s)(?:onze|ons|our|my|mijn|een|a|an|the new|nieuwe"
    r"|new)\s(?:[\w-]+\s){0,3}(?!budg)[\w-]+,\s(?:\w+\s)?$"
)
SUM = re.compile(
    r"(?:budg\w*|buget|budjet|pot(?:je)?|bedrag|som|plafond\w*|maximum|total\w*|totaal\w*|limiet|limit|cap|ceiling"
    r"|sum|amount"
    r"|pool|fee|vergoeding|spend|raming|kosten|costs?|max|thinking|denken|most|most of|begroting|investering|reach"
    r"|creators?"
    r"|influencers?|accounts?|people|mensen|posts?|campagne|campaign|actie|project|opdracht|samenwerking|deal|kunnen"
    r"|doen|bloggers|vloggers|dan|alles|everything|lot|ergens|somewhere|graag|blijven|keep it|keep this|stay|it|we"
    r"|wij|ik|dit|dat|this|that|samen|together|pay|betalen"
    r"|content|reels?|stories|video's|videos|pieces|stuks|er|ieder|each|elk|personen|makers|moms|mums|moeders|vaders)"
    rf"\s(?:van|à|at|of|for|from|vanaf|voor|under|onder)\s(?:de\s)?(?:{ABOUT}\s)?$"
)


class Evidence(IntEnum):
    """How much says that an amount is spent."""

    NONE = 0
    WEAK = 1
    ALONE = 2
    SAID = 3
    BUDGET = 4


def evidence(text: str, amount: Amount) -> Evidence:
    """How much the words around an amount say that it is spent."""
    clause = UNDECIDED.sub(" ", own_clause(text, amount))
    ahead, behind = text[: amount.start], text[amount.end :]
    label = LABEL.search(ahead)
    if (BUDGETED.search(clause) and not NAMED_BEFORE.search(ahead)) or (label and ASKS.search(label[1])):
        return Evidence.BUDGET
    if is_priced(text, amount) or not FOLLOWS.match(behind):
        return Evidence.NONE
    if STARTS.search(ahead) and ENDS.match(behind) and not label:
        return (
            Evidence.WEAK
            if BESIDE_A_THING.search(ahead)
            else Evidence.SAID
            if SPENDS.search(clause)
            else Evidence.ALONE
        )
    if SOLD.search(clause):
        return Evidence.WEAK if SPENDS.search(clause) else Evidence.NONE
    if label:
        return Evidence.WEAK if not STARTS.search(ahead) else Evidence.NONE
    vat = INCLUDED.match(behind.lstrip()) or EXCLUDED.match(behind.lstrip()) or EXCLUDED.match(behind)
    if SPENDS.search(clause) or vat or INCLUDED_ALONE.match(behind):
        return Evidence.SAID
    if FOR.search(ahead) and CREATORS.search(clause):
        return Evidence.SAID
    if re.match(r"\s(?:voor|for)\s", behind) and CREATORS.search(behind[:50]):
        return Evidence.SAID
    return Evidence.WEAK


def is_priced(text: str, amount: Amount) -> bool:
    """Whether it is the price of something: as its signs or the words before it say."""
    ahead = text[: amount.start]
    if NAMED_BEFORE.search(ahead):
        return True
    return looks_like_a_price(text, amount) or bool(PRICED.search(ahead) and not SUM.search(ahead))


def looks_like_a_price(text: str, amount: Amount) -> bool:
    """Whether it has cents, or stands between brackets behind what it may be the price of."""
    opened = re.search(r"\([^()\n]{0,40}$", text[: amount.start])
    return amount.value % 1 > 0 or bool(opened and re.match(r"[^()\n]{0,40}\)", text[amount.end :]))


def own_clause(text: str, amount: Amount) -> str:
    """The part of the sentence that speaks of this amount and no other: up to a comma where others stand in it."""
    ahead, behind = clause_before(text, amount.start, 160), clause_behind(text, amount.end)
    other = re.compile(rf"{CURRENCY}\s?\d|\d\s?{CURRENCY}|\d\s?(?:k|mille)\b")
    cut = r",\s|\s(?:and|en|but|maar|terwijl|while|dus|so)\s|\s[–-]\s"
    if other.search(ahead):
        ahead = re.split(cut, ahead)[-1]
    if other.search(behind):
        behind = re.split(cut, behind)[0]
    return ahead + text[amount.start : amount.end] + behind


def sentence_of(text: str, amount: Amount) -> str:
    """The sentence that an amount stands in."""
    return clause_before(text, amount.start, 160) + text[amount.start : amount.end] + clause_behind(text, amount.end)


def clause_behind(text: str, end: int, most: int = 80) -> str:
    """What stands behind a place in the same sentence."""
    return re.split(r"(?<!excl)(?<!incl)(?<!\bex)[.;!?](?=\s|$)|\n", text[end : end + most])[0]


def clause_before(text: str, start: int, most: int = 60) -> str:
    """What stands before a place in the same sentence."""
    ends = r"(?<!\.w\.v)(?<!\bmax)(?<!\bmin)(?<!\bca)(?<!\w\wcl)[.;!?](?=\s)|\n"
    return re.split(ends, text[max(0, start - most) : start])[-1]
