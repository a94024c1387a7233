"""`drafted`: a text in Dutch or English read into a draft, by rules, and by meaning where a model is at hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from kring.errors import BadInput
from kring.match.draft.area import area
from kring.match.draft.budget import budget_and_fee
from kring.match.draft.choices import deliverables, languages, platforms, tiers
from kring.match.draft.company import company
from kring.match.draft.days import period
from kring.match.draft.denials import clauses
from kring.match.draft.draft import FIELDS, Draft, Guess
from kring.match.draft.exclusions import exclusions
from kring.match.draft.found import lowered
from kring.match.draft.goals import goal
from kring.match.draft.headcount import creators
from kring.match.draft.people import ages, genders
from kring.match.draft.topics import niches

if TYPE_CHECKING:
    from kring.profile.embedder import Embedder
    from kring.vocabulary.niches import Niche

MOST_TEXT = 4_000
_DUTCH = re.compile(
    r"(?<!\w)(?:de|het|een|wij|en|van|voor|met|zoek\w*|graag|op|te|uit|onze|die|niet|geen|hebben|we "
    r"zoeken|euro's)(?!\w)"
)
_ENGLISH = re.compile(
    r"(?<!\w)(?:the|a|an|our|and|of|for|with|looking|please|on|to|from|who|not|no|us|at|have|will|can|i)(?!\w)"
)


def drafted(text: str, today: date, reads: Embedder | None = None, own_niches: Sequence[Niche] = ()) -> Draft:
    """What a few sentences of Dutch or English say of a brief, as seen on `today`.

    `reads`: an embedder, for a niche that no word names; None goes without. `own_niches`: those of an organisation. The
    same text, day and embedder give the same draft. Raises BadInput for a text of more than `MOST_TEXT` signs.
    """
    if len(text) > MOST_TEXT:
        raise BadInput(
            f"the text has {len(text):,} signs.", f"Say it in at most {MOST_TEXT:,}.",
            nl=f"de tekst heeft {len(text)} tekens.", nl_advice=f"Zeg het in hoogstens {MOST_TEXT} tekens.",
        )  # fmt: skip
    small = lowered(text.replace("’", "'"))
    avoid = tuple(clause.span for clause in clauses(text))
    sells, companies = company(small, avoid)
    asked = creators(small)
    most = asked.value.get("most") if asked and asked.value else None
    found: list[Guess | None] = [
        goal(small),
        *budget_and_fee(small, is_dutch(small), most),
        asked,
        area(text, small, avoid, tuple(one.span for one in companies)),
        ages(small),
        genders(small, (*avoid, *(one.span for one in companies))),
        niches(small, avoid, companies, reads, own_niches),
        platforms(small, avoid),
        tiers(small, avoid),
        deliverables(small, (*avoid, *(one.span for one in companies))),
        period(small, today),
        languages(small, avoid),
        exclusions(text, small),
        sells,
    ]
    guesses = sorted((one for one in found if one), key=lambda guess: FIELDS.index(guess.field))
    return Draft(text, today, tuple(guesses), tuple(own_niches))


def is_dutch(small: str) -> bool:
    """Whether a text in lower case has more small words of Dutch than of English."""
    return len(_DUTCH.findall(small)) >= len(_ENGLISH.findall(small))
