"""What an answer means for the run: taken, to be tried again, or an end with a reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kring.sources.core.said import Said
from kring.sources.core.step import Step


class Counted(StrEnum):
    """What a source counts calls by: `all` that come from here, as by an app or an address, or those with one `opener`,
    a key or a token.
    """

    ALL = "all"
    OPENER = "opener"


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer is what was asked for. `rest`: how long the source wants no more calls, when it says so in time."""

    rest: timedelta | None = None
    counted: Counted = Counted.ALL


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Something passing. `after`: how long the source asks to wait, when it says so. `stays`: what it means when the
    answer stays so however often it is asked.
    """

    why: Said
    after: timedelta | None = None
    stays: Skipped | FromTheStart | None = None
    counted: Counted = Counted.ALL


@dataclass(frozen=True, slots=True)
class Spent:
    """A quota is used up until a moment. Whoever is counted with it is asked again after that."""

    bucket: str
    until: datetime
    counted: Counted = Counted.ALL


@dataclass(frozen=True, slots=True)
class Renew:
    """The token has ended; with a new one the same step is asked again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The key is not accepted, or there is none: nothing more can be asked with it."""

    why: Said


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The creator took the consent back: nothing more is asked of this subject, and what it gave must be deleted."""

    why: Said


@dataclass(frozen=True, slots=True)
class Gone:
    """The account is not there (any more): nothing more is asked of this subject."""

    why: Said


@dataclass(frozen=True, slots=True)
class Skipped:
    """The page can't be had, such as comments that are closed; the run goes on without it."""

    why: Said


@dataclass(frozen=True, slots=True)
class FromTheStart:
    """A cursor went dead: the stream is asked again from `step`."""

    step: Step
    why: Said


Verdict = Taken | TryAgain | Spent | Renew | Refused | Withdrawn | Gone | Skipped | FromTheStart
