"""What is answered about briefs, drafts and wrong requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from kring.app.api.schemas.plain import Closed, Text


class WrongField(Closed):
    """A field of the request that can't be as it is."""

    field: str
    message: str


class Refusal(Closed):
    """Why a request was refused, in the language that Accept-Language asks for."""

    code: str
    message: str
    advice: str
    fields: list[WrongField]


class BriefListed(Closed):
    """A saved brief."""

    id: int
    name: str
    made_at: datetime
    changed_at: datetime
    plans_chosen: int


class BriefsListed(Closed):
    """Saved briefs of the organisation, the one changed last first; `total`: how many there are."""

    total: int
    briefs: list[BriefListed]


class BriefShown(Closed):
    """A saved brief with its fields."""

    id: int
    name: str
    made_at: datetime
    changed_at: datetime
    brief: dict[str, Any]


class GuessShown(Closed):
    """One field of a brief as a text seems to mean it.

    `spans`: where the words stand that it rests on, first sign included and last not; `words`: these.
    """

    field: str
    label: Text
    value: Any
    said: Text
    certainty: Literal["sure", "likely", "doubtful"]
    why: Text | None
    spans: list[list[int]]
    words: list[str]


class LeftOutShown(Closed):
    """Something the text says that is not in the brief, and why."""

    what: str
    why: str


class LeftOutBoth(Closed):
    """What was left out, said in either language."""

    nl: list[LeftOutShown]
    en: list[LeftOutShown]


class DraftShown(Closed):
    """A text read as a brief. A doubtful amount is not in `brief` unless it was confirmed."""

    guesses: list[GuessShown]
    brief: dict[str, Any]
    left_out: LeftOutBoth
    unread: list[str]
