"""The open briefs of an organisation as they are for one creator, with the bars that the company sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kring.app.matching.presenters.bars import DrawnBar, Scale
from kring.app.matching.rankings import criteria_of
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.match.ranking import briefs_for

if TYPE_CHECKING:
    from kring.app.briefs.models import SavedBrief
    from kring.match.ranking import Bar
    from kring.match.ranking.for_creator import Fit
    from kring.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OpeningShown:
    """One open brief for the creator, with every bar that weighs; `fit` says whether it passes and why not."""

    saved: SavedBrief
    fit: Fit
    bars: tuple[tuple[Bar, DrawnBar], ...]

    @property
    def unknown(self) -> int:
        """Of how many criteria nothing is known."""
        return sum(not bar.known for bar in self.fit.explanation.bars)


@dataclass(frozen=True, slots=True)
class Openings:
    """The open briefs: those that fit, the best first; those that don't, by name; those that can't be read."""

    fitting: tuple[OpeningShown, ...]
    refused: tuple[OpeningShown, ...]
    broken: tuple[tuple[SavedBrief, str], ...]


def openings(workspace: Workspace, account: str, saved: Iterable[SavedBrief], today: date) -> Openings:
    """The briefs that are not over, for one creator; raises `UnknownName` for one that is not there."""
    from kring.workspace.matching import pool_of

    pool, criteria = pool_of(workspace), criteria_of(workspace)
    pool.place(account)
    fits: list[tuple[SavedBrief, Fit]] = []
    broken = []
    for one in saved:
        try:
            brief = one.brief
            if brief.period.end is not None and brief.period.end < today:
                continue
            found = briefs_for(account, [brief], pool, criteria)
            fits += [(one, fit) for fit in (*found.fitting, *found.refused)]
        except KringError as problem:
            broken.append((one, " ".join(said(problem)).strip()))
    scale = Scale.over(bar.bits for _, fit in fits for bar in fit.explanation.bars)
    shown = [OpeningShown(one, fit, _bars(fit, scale)) for one, fit in fits]
    fitting = [one for one in shown if one.fit.verdict.passes]
    best = sorted(
        fitting,
        key=lambda one: (-one.fit.explanation.bits, -one.fit.explanation.coverage, one.saved.name, one.saved.pk),
    )
    refused = sorted(
        (one for one in shown if not one.fit.verdict.passes), key=lambda one: (one.saved.name, one.saved.pk)
    )
    return Openings(tuple(best), tuple(refused), tuple(broken))


def _bars(fit: Fit, scale: Scale) -> tuple[tuple[Bar, DrawnBar], ...]:
    return tuple((bar, scale.bar(bar.bits)) for bar in fit.explanation.bars if bar.known)
