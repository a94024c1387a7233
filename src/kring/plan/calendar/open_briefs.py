"""`OpenBriefs`: the briefs a calendar is made for and the terms around them, as a YAML file or a program says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kring.match.brief import Brief
from kring.plan.calendar.wishes import BriefTerms, CreatorTerms, Running
from kring.vocabulary.niches import Niche

OBSERVED_WEEKS = 8


@dataclass(frozen=True)
class OpenBrief:
    """One of the briefs, with the terms that only a calendar asks.

    Of `terms` the brand, category, exclusivity, rivals, embargo, quotas and posts each week count; name, period, budget
    and number of creators are the brief's own.
    """

    brief: Brief
    terms: BriefTerms


@dataclass(frozen=True)
class OpenBriefs:
    """The briefs of a calendar and the terms around them; creators by account, handle or name.

    `first_week`: a Monday. `everyone`: the terms of creators that are not in `creators`. `categories`: of brands, to
    know with what a post that was seen competes. `observed_weeks`: paid posts seen in so many weeks before the first
    week count as running; 0 leaves them out. `spares`: whether a creator that can't be placed may be replaced by the
    plan's next best. `file`, `lines`: where it was read and on which line each named creator stands.
    """

    first_week: date
    weeks: int
    briefs: tuple[OpenBrief, ...]
    competitor_distance: int = 1
    everyone: CreatorTerms = field(default_factory=lambda: CreatorTerms(""))
    creators: tuple[CreatorTerms, ...] = ()
    running: tuple[Running, ...] = ()
    categories: Mapping[str, str] = field(default_factory=dict)
    observed_weeks: int = OBSERVED_WEEKS
    spares: bool = True
    file: str | None = None
    lines: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_yaml(cls, source: str | Path, *, own_niches: Sequence[Niche] = ()) -> OpenBriefs:
        """Open briefs from a YAML file (a Path, or a text that ends in .yaml or .yml) or from YAML text.

        Briefs that it names are read beside the file. Raises BadInput or UnknownName that name the file, the line and
        the field. `own_niches`: what briefs may ask for besides the niches of Kring.
        """
        from kring.plan.calendar.open_briefs_yaml import read_open_briefs

        return read_open_briefs(source, own_niches)
