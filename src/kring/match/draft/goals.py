"""What a text wants most: reach, awareness, engagements, revenue, or the least cost of one of them."""

from __future__ import annotations

import re
from typing import Any

from kring.match.draft.draft import Certainty, Guess

CHEAP = (
    r"(?:zo (?:goedkoop|laag) mogelijk\w*|goedkoopst\w*|laagste (?:kosten|prijs)|cheapest|lowest"
    r"|as cheap(?:ly)? as possible)[^.;!?]{0,24}"
)
MANY = (
    r"(?:zoveel|zo veel) mogelijk|as many|as much|most|maximum|highest possible|zo groot "
    r"mogelijk\w*|maxim\w+|hoogst"
)
PATTERNS: tuple[tuple[Any, str, Certainty], ...] = (
    ({"cost_per_result": {"of": "engagements"}}, rf"{CHEAP}(?:per |cost per )(?:like|reactie|engagement"
        rf"|interacti\w+)", "sure"),
    ({"cost_per_result": {"of": "revenue"}}, rf"{CHEAP}(?:per )(?:verkoop|bestelling|sale|order)", "sure"),
    ({"cost_per_result": {"of": "reach"}}, rf"{CHEAP}(?:per )(?:persoon|bereikt\w* \w+|person|people "
        rf"reached)", "likely"),
    ("engagements", r"engagement(?:s)? (?:matters? )?(?:more|rather|over|instead)|liever (?:likes"
        r"|engagement|interactie)", "sure"),
    ({"reach": {"seen": True}}, rf"(?:{MANY})[^.;!?]{{0,40}}(?:at least once|minstens één keer|minstens "
        rf"een keer)", "likely"),
    ("reach", rf"(?:{MANY})[^.;!?]{{0,40}}(?:bereik|reach|mensen|people)|(?:bereik|reach)\w*[^.;!?]{{0,20}}(?:{MANY})"
              r"|doel(?:stelling)?:? (?:is )?bereik|goal:? (?:is )?reach|zo groot mogelijk bereik"
                  r"|grootste bereik", "sure"),
    ("awareness", r"naamsbekendheid|bekendheid|merkbekendheid|zichtbaarheid|brand awareness|awareness|visibility|"
                  r"to know us|leren kennen|get known|as often as possible|zo vaak mogelijk|op de kaart", "sure"),
    ("engagements", r"(?:veel|meer|more|many|lots of)\s(?:likes|reacties|comments|interactie|engagement|saves)|"
                    r"(?:doel|goal|objective|kpi)\W{1,3}(?:is )?(?:likes|engagement|interact\w+|reacties)|"
                    r"(?:likes|comments|reacties|interact\w+|engagement)\s(?:is|are|zijn)\s"
                    r"(?:what|wat|waar|het doel|the goal|our goal|ons doel|het belangrijkst)", "sure"),
    ("revenue", r"(?:meer|more)\s(?:verkoop|omzet|sales|bestellingen|orders|klanten)|(?:doel|goal"
        r"|objective|resultaat|result|kpi)"
                r"\W{1,3}(?:is )?(?:sales|verkoop|omzet|revenue|bestellingen|orders|conversie)|omzet "
                    r"is het doel|wants? orders|"
                r"wants? to sell|(?:sales|verkopen|omzet) (?:verhogen|in our|in onze|boosten)"
                    r"|willen[^.;!?]{0,20} verkopen|boost sales|"
                r"drive sales", "sure"),
)  # fmt: skip


def goal(small: str) -> Guess | None:
    """The goal the text names first by weight of its words; nothing when it names none."""
    for value, pattern, certainty in PATTERNS:
        found = re.search(pattern, small)
        if found:
            return Guess("goal", value, (found.span(),), certainty)
    return None
