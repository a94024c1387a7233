"""All that the page of a plan needs: the plan, its brief in words, links to adjust it, and its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kring.app.briefs.planning import Adjustments
from kring.app.briefs.presenters.pictures import Picture, pictures
from kring.app.briefs.presenters.plain import plain_plan
from kring.app.briefs.presenters.plan import ChoiceShown, PlanShown, plan_shown
from kring.app.web.language import page_language
from kring.match.brief import Brief

if TYPE_CHECKING:
    from kring.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AdjustableChoice:
    """A chosen creator with the addresses that ask for it and that leave it out."""

    choice: ChoiceShown
    require: str
    exclude: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan, ready for the template. `excluded` are accounts left out here, each with the address that frees it."""

    brief: Brief
    plan: PlanShown
    choices: tuple[AdjustableChoice, ...]
    pictures: tuple[Picture, ...]
    adjustments: Adjustments
    excluded: tuple[tuple[str, str], ...]

    @property
    def target(self) -> str:
        """The target group as a person would say it."""
        return self.brief.target.in_words(page_language())

    @property
    def address(self) -> str:
        """The query that makes this plan again."""
        return self.adjustments.address()


def plan_page(workspace: Workspace, brief: Brief, adjustments: Adjustments) -> PlanPage:
    """The plan of an adjusted brief on the observations of now. Raises as `Workspace.plan` does."""
    adjusted = adjustments.of(brief)
    language = page_language()
    plain = plain_plan(workspace, adjusted, language)
    shown = plan_shown(plain)
    choices = tuple(
        AdjustableChoice(
            choice,
            adjustments.toggled("require", choice.account),
            adjustments.toggled("exclude", choice.account),
        )
        for choice in shown.choices
    )
    excluded = tuple((name, adjustments.toggled("exclude", name)) for name in adjustments.exclude)
    return PlanPage(adjusted, shown, choices, pictures(plain["pictures"][language]), adjustments, excluded)


def kept_page(snapshot: Mapping[str, Any], brief: Brief) -> PlanPage:
    """A plan that was chosen earlier, from the plain values that were kept."""
    shown = plan_shown(snapshot)
    choices = tuple(AdjustableChoice(choice, "", "") for choice in shown.choices)
    kept = pictures(snapshot["pictures"][page_language()])
    return PlanPage(brief, shown, choices, kept, Adjustments(), ())
