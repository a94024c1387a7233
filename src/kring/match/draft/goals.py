"""What a text wants most: reach, awareness, engagements, revenue, or the least cost of one of them."""

from __future__ import annotations

import re
from typing import Any

from kring.match.draft.draft import Certainty, Guess

ENGAGEMENTS = (
    r"(?:likes?|reacties?|comments?|saves|engagements?(?: rate)?|interacti\w*|interact\w*|betrokkenheid|shares)"
)
REVENUE = (
    r"(?:verkoop|verkopen|omzet|sales?\b|sell\w*|orders|bestelling\w*|boeking\w*|bookings?|conver[st]i\w*|klanten"
    r"|customers|aanmelding\w*"
    r"|sign-?ups?|footfall|kaartverkoop|ticket sales|tickets? verko\w*|reserver\w*|reservations?|registrations?"
    r"|downloads|revenue|leads"
    r"|\bbuy\w*|kopen|aankopen|purchases|kaartjes|bezoekers|visitors|inschrijvingen|enrolments|abonnementen"
    r"|subscriptions)"
)
AWARENESS = (
    r"(?:\w*bekendheid|bekend(?:er)?\b|zichtbaar\w*|awareness|visib\w*|known\b|on the map|op de kaart"
    r"|leren kennen|get to know|name recognition)"
)
REACH = r"(?:bereik\w*|reach\w*|views|impressions|weergaven|eyeballs|ogen|kijkers|seen by|gezien)"
AIM = (
    r"(?:\bdoel\w*|\bgoals?|objectives?|\baims?|\bkpi'?s?|resultaat|results?|belangrijkste|priority|prioriteit|focus"
    r"|ambitie|purpose|inzet op"
    r"|(?:gaat|draait) (?:het )?(?:ons )?(?:vooral )?om|it's (?:all|mostly|mainly|really) about|it is (?:all"
    r"|mostly) about|sturen op|here for|hopen op|mikken op"
    r"|aim(?:ing)? (?:for|at)|hoping for|optimi[sz]e for|want to (?:see|get|have)|after is|counts? is|matters? is)"
)
CHEAP = (
    r"(?:zo (?:goedkoop|laag) mogelijk\w*|goedkoopst\w*|laagste (?:kosten|prijs)|lage (?:kosten|prijs)|cheapest"
    r"|lowest|\blow cost"
    r"|as cheap(?:ly)? as possible|as low as possible|as little as possible|\bbest price)"
)
EACH = {
    "engagements": rf"(?:{ENGAGEMENTS})",
    "revenue": r"(?:verkoop|verkochte? \w+|bestelling|sale|order|klant|customer|conversi\w*|acquisition|ticket"
    r"|purchase|boeking|booking|aanmelding|sign-?up)",
    "reach": r"(?:persoon|bereikt\w* \w+|person|people reached|kijker|viewer|view|mens|duizend|thousand|bereik\w*"
    r"|reach)",
}
SHORT = {"engagements": r"\bcpe\b", "revenue": r"\bcp[aso]\b", "reach": r"\bcpm\b"}
MANY = (
    r"(?:zoveel|zo veel) mogelijk|as many|as much|(?<!at )\bmost\b|maximum|highest possible|zo groot mogelijk\w*"
    r"|maxim\w+|hoogst(?!ens)"
    r"|zo breed mogelijk|as wide(?:ly)? as|lots of different|as widely"
)
COUNTS = (
    r"(?:(?:\s\w+){0,3}?[:,]?\s(?:is|are|zijn|staat|staan|that's|that is|dat is|daar)\s(?:what|wat|waar|het doel"
    r"|the goal|our goal|ons doel|het belangrijkst\w*|most important"
    r"|the most|key\b|leidend|gaat het|voorop|centraal|the main|our main|the aim|all that)|\s(?:matters? most"
    r"|counts? most|telt het meest|first\b|voorop\b|above all))"
)
PEOPLE = (
    r"(?:mensen|people|inwoners|residents|jongeren|personen|ogen|eyes|eyeballs|viewers|kijkers|huishoudens"
    r"|households|ouders|parents)"
)


WORDS_OF: tuple[tuple[str, str], ...] = (
    ("engagements", ENGAGEMENTS), ("revenue", REVENUE), ("reach", REACH), ("awareness", AWARENESS),
)  # fmt: skip
UP_TO_FIVE_WORDS = r"\W{0,3}(?:(?!budget|volgers|followers)[\w'’-]+\W{1,2}){0,5}?"


def _cheap() -> list[tuple[Any, str, Certainty]]:
    """The least cost of each kind of result."""
    cheap: list[tuple[Any, str, Certainty]] = []
    for of, what in EACH.items():
        value = {"cost_per_result": {"of": of}}
        cheap.append((value, rf"{CHEAP}[^.;!?]{{0,34}}\b(?:per|for each|voor elke)\s(?:\w+\s)?{what}", "sure"))
        cheap.append(
            (
                value,
                rf"(?:cost|kosten|prijs|price)\w*\sper\s(?:\w+\s)?{what}[^.;!?]{{0,40}}(?:low|laag|cheap|goedkoop)",
                "sure",
            )
        )
        cheap.append((value, SHORT[of], "likely"))
    return cheap


def _patterns() -> tuple[tuple[Any, str, Certainty], ...]:
    return (
        *_cheap(),
        ("engagements", r"engagement(?:s)? (?:matters? )?(?:more|rather|over|instead)|liever (?:likes|engagement"
            r"|interactie)", "sure"),
        ({"reach": {"seen": True}}, rf"(?:{MANY})[^.;!?]{{0,60}}(?:at least once|minstens één keer"
            rf"|minstens een keer)", "likely"),
        ("awareness", r"as often as possible|zo vaak mogelijk", "sure"),
        ("reach", rf"(?:{MANY})[^.;!?]{{0,40}}(?:bereik|reach|\b{PEOPLE}\b)|\b(?:bereik"
            rf"|reach)\w*[^.;!?]{{0,20}}(?:{MANY})"
                  r"|zo groot mogelijk bereik|(?:aanvraag|doel|opdracht|aim)?\W{0,2}\b(?:bereik|reach)\s(?:onder"
                  r"|among|amongst)\b|grootste bereik|groot bereik|wide reach|being seen by (?:lots|many)"
                  r"|as far as possible", "sure"),
        ("awareness", r"\w*naamsbekendheid|merkbekendheid|\bbekendheid|bekender|zichtbaarheid|brand awareness"
            r"|awareness|visibility|to know us"
                      r"|bewustwording|bewust maken|leren kennen|get known|better known|name out there|(?:on"
                      r"|op) (?:the map|de kaart)"
                      r"|(?:nobody|niemand|no one|few people|weinig mensen|hardly anyone"
                      r"|bijna niemand)\s(?:\w+\s)?(?:knows?|kent|heard of|weet)", "sure"),
        *((goal, rf"{AIM}{UP_TO_FIVE_WORDS}(?<!\w){words}", "sure") for goal, words in WORDS_OF),
        *((goal, rf"(?<!\w){words}{COUNTS}", "sure") for goal, words in WORDS_OF),
        ("engagements", rf"(?:veel|meer|more|many|lots of|plenty of)\s{ENGAGEMENTS}", "sure"),
        ("revenue", r"(?:meer|more|extra|genoeg|enough)\s(?:\w+\s)?(?:verkoop|verkopen|omzet|sales|bestellingen"
            r"|orders|klanten|customers|boekingen|bookings|aanmeldingen"
                    r"|sign-?ups|footfall|kaartjes|tickets|reserveringen|reservations|leads|inschrijvingen"
                    r"|enrolments|downloads|revenue|conversies)"
                    r"|\bwants? orders|\bwants? to sell|want (?:\w+\s)?(?:people|them|customers) to buy"
                    r"|to sell (?:more|our)"
                    r"|(?:sales|verkopen|verkoop|omzet) (?:verhogen|in our|in onze|boosten|up\b|omhoog|stimuleren"
                    r"|aanjagen)"
                    r"|willen[^.;!?]{0,20} verkopen|(?:boost|drive|increase|grow|lift) (?:\w+\s)?(?:sales|orders"
                    r"|bookings|revenue)|kaartverkoop|ticket sales"
                    r"|verkopen te weinig|sell too few|bestellingen binnen", "sure"),
    )  # fmt: skip


PATTERNS = tuple((value, re.compile(pattern), certainty) for value, pattern, certainty in _patterns())


def goal(small: str) -> Guess | None:
    """The goal the text names first by weight of its words; nothing when it names none."""
    for value, pattern, certainty in PATTERNS:
        found = pattern.search(small)
        if found:
            return Guess("goal", value, (found.span(),), certainty)
    return None
