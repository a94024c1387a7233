"""What is answered about rankings: rows, gates, and explanations."""

from __future__ import annotations

from typing import Any

from kring.app.api.schemas.plain import Closed, Number, Text


class GateCount(Closed):
    """How many accounts a gate keeps out; one may be kept out by several."""

    gate: str
    label: Text
    kept_out: int


class CriteriaShown(Closed):
    """Which criteria and weights were used."""

    version: str
    digest: str


class RankedRow(Closed):
    """One account: its place from 1, its score in bits, the share that is known, and the bits of each known bar."""

    place: int
    account: str
    shown: str
    followers: int | None
    bits: float
    coverage: float
    bars: dict[str, float]


class BarShown(Closed):
    """One criterion's part of a score.

    `value`: what it looks at, with `low` and `high` where that is a figure; null is unknown. `could_be`: the lowest and
    highest bits that this interval leaves possible.
    """

    criterion: str
    label: Text
    side: str
    level: str | None
    words: Text
    bits: float
    value: Number
    low: Number
    high: Number
    said: Text
    evidence: list[str]
    could_be: list[float] | None


class ChangeShown(Closed):
    """What would bring an account to the next level, and how many bits that would add."""

    criterion: str
    level: str
    change: Text
    sentence: Text
    gain: float


class ExplanationShown(Closed):
    """Why an account scores what it scores; the bars sum to `bits`. `in_words`: all of it as text."""

    account: str
    brief: str
    bits: float
    coverage: float
    bars: list[BarShown]
    changes: list[ChangeShown]
    in_words: Text


class RankingShown(Closed):
    """The accounts that pass, the best first. `id`: under which the ranking is kept and can be made again."""

    id: str
    brief: dict[str, Any]
    criteria: CriteriaShown
    passing: int
    refused: int
    gates: list[GateCount]
    rows: list[RankedRow]
    explanations: list[ExplanationShown]


class UnknownGate(Closed):
    """A gate that could not be answered for an account."""

    gate: str
    label: Text


class AccountExplained(Closed):
    """Whether an account passes a brief's gates, with every reason why not, and its score either way."""

    account: str
    passes: bool
    place: int | None
    reasons: list[Text]
    unknown: list[UnknownGate]
    explanation: ExplanationShown


class FitShown(Closed):
    """How one brief fits an account. `brief_id`: null for a brief that was written out."""

    brief_id: int | None
    brief: str
    passes: bool
    reasons: list[Text]
    explanation: ExplanationShown


class UnreadableBrief(Closed):
    """A saved brief that can't be read any more, and why."""

    brief_id: int
    brief: str
    message: str


class BriefsForShown(Closed):
    """The briefs for an account: `fitting`, the best first; `refused`, with reasons; `unreadable` ones."""

    account: str
    fitting: list[FitShown]
    refused: list[FitShown]
    unreadable: list[UnreadableBrief]


class KeptRow(Closed):
    """One account of a kept ranking."""

    place: int
    account: str
    bits: float
    coverage: float
    bars: dict[str, float]


class KeptRanking(Closed):
    """A ranking as it was when it was made. `made_from`: on which observations; `all`: a digest of the whole order."""

    id: str
    brief: dict[str, Any]
    criteria_version: str
    made_from: dict[str, Any]
    considered: int
    passing: int
    gates: list[GateCount]
    all: str
    rows: list[KeptRow]
