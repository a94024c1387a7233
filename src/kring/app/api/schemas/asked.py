"""What may be asked. Names and meanings are those of Kring's YAML; values are checked where they are read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kring.app.api.schemas.plain import Closed
from kring.match.draft.reading import MOST_TEXT

Names = list[str] | str | None
MOST_ROWS = 1_000
MOST_BRIEFS = 200
Accounts = Annotated[list[str], Field(min_length=1, max_length=20)]


class PeriodAsked(Closed):
    """The days the work falls in, both included."""

    start: date | None = Field(None, alias="from")
    until: date | None = None


class BoundsAsked(Closed):
    """At least and at most."""

    least: float | None = None
    most: float | None = None


class CountAsked(Closed):
    """How many creators at least and at most."""

    least: int | None = None
    most: int | None = None


class BriefAsked(Closed):
    """A brief, with the fields of its YAML (docs: Write a brief)."""

    name: str = Field(min_length=1, max_length=200)
    company: str | None = None
    category: str | None = None
    rivals: Names = None
    goal: str | dict[str, Any] | None = None
    budget: float | str | None = None
    creators: int | CountAsked | None = None
    target: dict[str, Any] | None = None
    niches: Names = None
    platforms: Names = None
    tiers: Names = None
    languages: Names = None
    values: Names = None
    roles: Names = None
    required: Names = None
    forbidden: Names = None
    deliverable: str | None = None
    deliverables: list[str | dict[str, Any]] | str | dict[str, Any] | None = None
    fees: BoundsAsked | None = None
    period: PeriodAsked | None = None
    limits: dict[str, Any] | None = None
    unknown: Literal["keep", "leave_out"] | None = None
    acceptance: float | None = None
    plan_for: Literal["middle", "low"] | None = None

    def plain(self) -> dict[str, Any]:
        """The fields that were given."""
        return self.model_dump(by_alias=True, exclude_none=True)


class ForABrief(Closed):
    """Names a brief: one written out, or the number of a saved one."""

    brief: BriefAsked | None = None
    brief_id: int | None = Field(None, ge=1, description="A saved brief, instead of one written out.")

    @model_validator(mode="after")
    def _one_of_both(self) -> ForABrief:
        if (self.brief is None) == (self.brief_id is None):
            raise PydanticCustomError("one_brief", "either brief or brief_id")
        return self


class MatchAsked(ForABrief):
    """Asks for a ranking."""

    most: int = Field(50, ge=1, le=MOST_ROWS, description="How many rows at most.")
    explain: bool = Field(False, description="Whether the first rows come with an explanation.")


class ExplainAsked(ForABrief):
    """Asks why an account scores what it scores for a brief."""

    account: str = Field(min_length=1, max_length=300)


class BriefsForAsked(Closed):
    """Asks which briefs fit an account: those written out, or without any the saved ones that are open."""

    briefs: list[BriefAsked] | None = Field(None, min_length=1, max_length=MOST_BRIEFS)


class SearchAsked(Closed):
    """A search, with the fields of its YAML (docs: Find creators)."""

    text: str | None = None
    filters: dict[str, Any] | None = None
    near: str | dict[str, Any] | None = None
    unknown: Literal["keep", "drop"] | None = None
    sort: str | None = None
    lowest_first: bool | None = None
    meaning: bool | None = None
    like: Annotated[list[str], Field(max_length=20)] | None = None
    by: Literal["content", "audience"] | None = None
    page: int | None = Field(None, ge=1)
    size: int | None = Field(None, ge=1, le=MOST_ROWS)


class LookalikesAsked(Closed):
    """Asks for accounts like these together."""

    accounts: Accounts
    by: Literal["content", "audience"] = "content"
    most: int = Field(50, ge=1, le=MOST_ROWS)


class DraftAsked(Closed):
    """A few sentences of Dutch or English to read as a brief."""

    text: str = Field(min_length=1, max_length=MOST_TEXT)
    confirmed: list[Literal["budget", "fee"]] = Field(
        default_factory=list, description="Doubtful amounts that may enter the brief."
    )
