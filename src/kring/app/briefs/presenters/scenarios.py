"""The same budget spent on other kinds of creators: the table, who wins, what studies predict, and the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kring.app.briefs.presenters.pictures import Picture, picture_of
from kring.app.web.language import page_language
from kring.estimate import Estimate

if TYPE_CHECKING:
    from kring.estimate import Language
    from kring.match.brief import Brief
    from kring.plan.scenarios import Scenarios
    from kring.workspace import Workspace

KEPT = 8


@dataclass(frozen=True, slots=True)
class Cell:
    """What one kind of creators brings under the objective `goal`; `why` where there is nothing."""

    goal: str
    value: Estimate
    kind: str
    creators: int
    is_best: bool
    why: str

    @property
    def kind_brief(self) -> str:
        """How the value is written in a table."""
        return f"{self.kind} brief"


@dataclass(frozen=True, slots=True)
class ScenariosShown:
    """The page of scenarios. `sentences`: who wins, what studies predict; `depends`: whether the objective decides."""

    goals: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    sentences: tuple[str, ...]
    depends: bool
    picture: Picture


def scenarios_page(workspace: Workspace, brief: Brief) -> ScenariosShown:
    """The scenarios of a brief on the observations of now. Raises as `Workspace.scenarios` does."""
    language = page_language()
    return _shown(workspace, workspace.position, brief, language)


@lru_cache(maxsize=KEPT)
def _made(workspace: Workspace, position: int, brief: Brief) -> Scenarios:
    return workspace.scenarios(brief)


@lru_cache(maxsize=2 * KEPT)
def _shown(workspace: Workspace, position: int, brief: Brief, language: Language) -> ScenariosShown:
    from kring.charts import scenarios_picture

    found = _made(workspace, position, brief)
    return ScenariosShown(
        goals=tuple(words.said_in(language) for words in found.words),
        rows=tuple(
            (one.words.said_in(language), _cells(found, number, language)) for number, one in enumerate(found.scenarios)
        ),
        sentences=found.sentences(language),
        depends=found.depends_on_goal,
        picture=picture_of("scenarios", scenarios_picture(found, language)),
    )


def _cells(found: Scenarios, number: int, language: Language) -> tuple[Cell, ...]:
    one = found.scenarios[number]
    return tuple(
        Cell(
            found.words[place].said_in(language),
            each.value,
            each.kind,
            len(each.accounts),
            found.winners[place] == one.name,
            each.reason.said_in(language) if each.reason else "",
        )
        for place, each in enumerate(one.outcomes)
    )
