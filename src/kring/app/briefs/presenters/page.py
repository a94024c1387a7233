"""All that the page of a plan needs: the plan, its brief in words, links to adjust it, and its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kring.app.briefs.adjustments import FEE_OF, Adjustments
from kring.app.briefs.presenters.after import After, after_shown
from kring.app.briefs.presenters.estimated import EstimatedShown, estimated_shown, plain_estimated
from kring.app.briefs.presenters.plain import plain_after, plain_plan
from kring.app.briefs.presenters.plan import ChoiceShown, PlanShown, plan_shown
from kring.app.web.language import page_language
from kring.match.brief import Brief

if TYPE_CHECKING:
    from kring.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AdjustableChoice:
    """A chosen creator with the addresses that ask for it, leave it out, and put the next best in its place.

    `fee_field` and `fee_pairs` are the form that changes its fee; `fee_back` is the address without the fee written by
    hand, empty when there is none.
    """

    choice: ChoiceShown
    require: str = ""
    exclude: str = ""
    swap: str = ""
    fee_field: str = ""
    fee_pairs: tuple[tuple[str, str], ...] = ()
    fee_back: str = ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan, ready for the template.

    `after` and `estimated`: what is shown after the figures, None while it is still to be made. `base`: Kring's own
    plan, where a person put this set together. `excluded` are accounts left out here, each with the address that frees
    it.
    """

    brief: Brief
    plan: PlanShown
    choices: tuple[AdjustableChoice, ...]
    after: After | None
    adjustments: Adjustments
    base: PlanShown | None = None
    excluded: tuple[tuple[str, str], ...] = ()
    estimated: EstimatedShown | None = None

    @property
    def target(self) -> str:
        """The target group as a person would say it."""
        return self.brief.target.in_words(page_language())

    @property
    def address(self) -> str:
        """The query that makes this plan again."""
        return self.adjustments.address()

    @property
    def change(self) -> float | None:
        """What the set brings more than Kring's own plan; None where there is none to compare with."""
        if self.base is None or not (self.base.goal.value.known and self.plan.goal.value.known):
            return None
        return self.plan.goal.value.value - self.base.goal.value.value

    @property
    def kept_pairs(self) -> list[tuple[str, str]]:
        """What the form for a budget and a number keeps of the adjustments; it always plans anew."""
        fees = bool(self.adjustments.fee)
        return self.adjustments.pairs(budget=None, most=None, swap=(), again=fees)


def plan_page(workspace: Workspace, brief: Brief, adjustments: Adjustments) -> PlanPage:
    """The plan of an adjusted brief on the observations of now, without pictures. Raises as `Workspace.plan` does."""
    shown = plan_shown(plain_plan(workspace, brief, adjustments))
    base = plan_shown(plain_plan(workspace, brief, adjustments.planned)) if adjustments.by_hand else None
    choices = tuple(_adjustable(choice, adjustments) for choice in shown.choices)
    excluded = tuple((name, adjustments.toggled("exclude", name)) for name in adjustments.exclude)
    return PlanPage(adjustments.of(brief), shown, choices, None, adjustments, base, excluded)


def after_page(workspace: Workspace, brief: Brief, adjustments: Adjustments) -> After:
    """What is shown after the figures of the same plan: who sees it, and the pictures."""
    language = page_language()
    return after_shown(plain_after(workspace, brief, adjustments, language))


def estimated_page(workspace: Workspace, brief: Brief, adjustments: Adjustments) -> EstimatedShown | None:
    """The reach of the same plan with estimates; None where there is nothing to estimate."""
    plain = plain_estimated(workspace, brief, adjustments)
    return plain and estimated_shown(plain)


def kept_page(snapshot: Mapping[str, Any], brief: Brief) -> PlanPage:
    """A plan that was chosen earlier, from the plain values that were kept."""
    shown, language = plan_shown(snapshot), page_language()
    choices = tuple(AdjustableChoice(choice) for choice in shown.choices)
    kept = {"delivered": snapshot.get("delivered"), "pictures": snapshot["pictures"][language]}
    estimated = snapshot.get("estimated")
    return PlanPage(
        brief, shown, choices, after_shown(kept), Adjustments(), estimated=estimated and estimated_shown(estimated)
    )


def _adjustable(choice: ChoiceShown, adjustments: Adjustments) -> AdjustableChoice:
    account = choice.account
    others = tuple(fee for fee in adjustments.fee if fee[0] != account)
    return AdjustableChoice(
        choice,
        require=adjustments.toggled("require", account),
        exclude=adjustments.toggled("exclude", account),
        swap=adjustments.swapped(account, choice.other) if choice.other else "",
        fee_field=f"{FEE_OF}{account}",
        fee_pairs=tuple(adjustments.pairs(fee=others)),
        fee_back="" if len(others) == len(adjustments.fee) else adjustments.without_fee(account),
    )
