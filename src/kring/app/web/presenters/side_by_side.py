"""Up to five accounts side by side: who they are, every figure of each, and whom they reach together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kring.app.web.presenters.creator import FigureLine, line_of
from kring.vocabulary.figures import Figure, figures

if TYPE_CHECKING:
    from kring.profile import Profile
    from kring.reach import Reach
    from kring.workspace import Workspace

MOST_COMPARED = 5


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of all accounts, in the order of the accounts."""

    figure: Figure
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The accounts, the figures that at least one of them has, and their reach together where lists are known."""

    profiles: tuple[Profile, ...]
    rows: tuple[FigureRow, ...]
    reach: Reach | None
    left_out: int

    @property
    def names(self) -> tuple[str, ...]:
        """What each account is called on the page."""
        return tuple(profile.handle or profile.account for profile in self.profiles)


def side_by_side(workspace: Workspace, asked: Sequence[str]) -> SideBySide:
    """The accounts asked for, each once and at most five; raises `UnknownName` for one that is not there."""
    each = list(dict.fromkeys(asked))
    of = workspace.profiles()
    profiles = tuple(of.of(account) for account in each[:MOST_COMPARED])
    rows = [
        FigureRow(figure, tuple(line_of(profile, figure) for profile in profiles))
        for figure in figures().values()
        if figure.name != "followers"
    ]
    known = tuple(row for row in rows if any(line.estimate.known for line in row.lines))
    return SideBySide(profiles, known, _reach(workspace, profiles), max(len(each) - MOST_COMPARED, 0))


def _reach(workspace: Workspace, profiles: Sequence[Profile]) -> Reach | None:
    with_people = [one.account for one in profiles if one.account in workspace.audience()]
    return workspace.unique_reach(with_people) if len(with_people) > 1 else None
