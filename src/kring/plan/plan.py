"""`Plan`: the creators chosen for a brief, whom they reach together, what they cost, and how good that provably is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kring.estimate import Basis, Estimate, Language
from kring.match import Brief
from kring.match.bundle import Bundle
from kring.plan.curve import CurvePoint
from kring.plan.kept import Kept
from kring.plan.objectives import Objective, Reach
from kring.plan.outlook.outlook import Outlook
from kring.plan.passed_over import PassedOver
from kring.reach import Reach as Reached
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    import pandas


NOT_SAID = Estimate.unknown("it was not worked out")


@dataclass(frozen=True)
class Alternative:
    """Who would best take a creator's place: the account, what it makes for which fee, and the change in the value."""

    account: str
    shown: str
    fee: Estimate
    change: float
    deliverables: Bundle | None = None


@dataclass(frozen=True)
class Choice:
    """One chosen creator, in the order in which they add people.

    `in_target`: its people in the target group. `gain`: those whom nobody before it in the plan reaches; gains add up
    to the plan's reach. `exclusive`: those whom no other creator of the plan reaches. `price`: euros per person of the
    gain. `unknown`: limits of the brief that could not be checked for it. `deliverables`: what it makes, `week`: the
    Monday of its week where weeks have a budget. `adds`: what it adds to those before it in the plan's objective (the
    gain, when that is the people reached), `price_of_adding`: euros per unit of that. `rests_on`: the
    weakest basis of what is known of it for that objective.
    """

    account: str
    shown: str
    platform: str | None
    tier: str | None
    followers: int | None
    required: bool
    fee: Estimate
    in_target: Estimate
    gain: Estimate
    exclusive: Estimate
    price: Estimate
    next_best: Alternative | None
    unknown: tuple[str, ...]
    deliverables: Bundle | None = None
    week: date | None = None
    adds: Estimate = NOT_SAID
    price_of_adding: Estimate = NOT_SAID
    rests_on: Basis | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        plain = {
            name: getattr(self, name) for name in ("account", "shown", "platform", "tier", "followers", "required")
        }
        figures = {name: getattr(self, name).to_dict() for name in ("fee", "in_target", "gain", "exclusive", "price")}
        other = self.next_best
        return {
            **plain,
            **figures,
            "next_best": other and {"account": other.account, "fee": other.fee.to_dict(), "change": other.change},
            "unknown": list(self.unknown),
            "deliverables": self.deliverables and self.deliverables.plain(),
            "week": self.week and self.week.isoformat(),
            "adds": self.adds.to_dict(),
            "price_of_adding": self.price_of_adding.to_dict(),
            "rests_on": self.rests_on and str(self.rests_on),
        }


@dataclass(frozen=True)
class LeftOut:
    """An account that could not be chosen, and why."""

    account: str
    reasons: tuple[Words, ...]


@dataclass(frozen=True)
class PartOfMix:
    """One part of a mix: its weight as a share, what the plan brings of it, and the best it could be by itself."""

    objective: Objective
    weight: float
    value: Estimate
    best: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**said(self.objective), "weight": self.weight, "value": self.value.to_dict(), "best": self.best}


def said(objective: Objective) -> dict[str, Any]:
    """An objective in plain values."""
    words = objective.words
    return {"name": objective.name, "unit": objective.unit, "words": {"nl": words.nl, "en": words.en}}


@dataclass(frozen=True)
class Plan:
    """The set of creators that is best for the brief's goal within the brief.

    `objective`: what was maximised; `value` (`outcome`) is what the plan brings of it, in its unit. `bound`: no set
    within the brief brings more, proven (of a cost per result: none costs less). `gap`: how far the value may be from
    the best, as a share; 0 when it is proven to be the best. `reach`: whom the creators reach together. `cost`: the
    fees together, unknown when one is. `left_over`: euros not spent. `binding`: which limits of the brief hold the plan
    back; `limits`: the state of every limit. `curve`: what other budgets bring (of a cost per result: the results),
    `a_tenth_less` and `a_tenth_more` a tenth of the budget less and more. `left_out`: who could not be chosen, and why;
    `passed_over`: who could have been and was not, those that would add most. `parts`: of a mix. `outlook`: how it may
    turn out, as far as fees, views and answers are uncertain. `synthetic`: whether
    it rests on made-up people.
    """

    brief: Brief
    chosen: tuple[Choice, ...]
    reach: Reached
    bound: float
    gap: float
    cost: Estimate
    left_over: float | None
    binding: tuple[Words, ...]
    curve: tuple[CurvePoint, ...]
    left_out: tuple[LeftOut, ...]
    considered: int
    synthetic: bool
    objective: Objective = field(default_factory=Reach)
    outcome: Estimate | None = None
    parts: tuple[PartOfMix, ...] = ()
    limits: tuple[Kept, ...] = ()
    a_tenth_less: CurvePoint | None = None
    a_tenth_more: CurvePoint | None = None
    passed_over: tuple[PassedOver, ...] = ()
    outlook: Outlook | None = None

    @property
    def value(self) -> Estimate:
        """What the plan brings in its objective: by default the different people of the target group reached."""
        return self.reach.unique if self.outcome is None else self.outcome

    @property
    def accounts(self) -> tuple[str, ...]:
        """The chosen accounts in order."""
        return tuple(choice.account for choice in self.chosen)

    @property
    def is_proven_best(self) -> bool:
        """Whether no set within the brief brings more."""
        return self.gap <= 1e-9

    def sentences(self, language: Language = "en") -> tuple[str, ...]:
        """The plan in sentences that can be read aloud to a client."""
        from kring.plan.words import plan_in_sentences

        return plan_in_sentences(self, language)

    def in_words(self, language: Language = "en") -> str:
        """The sentences as one text."""
        return " ".join(self.sentences(language))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "brief": self.brief.to_dict(),
            "chosen": [choice.to_dict() for choice in self.chosen],
            "reach": self.reach.to_dict(),
            "value": self.value.to_dict(),
            "bound": self.bound,
            "gap": self.gap,
            "proven_best": self.is_proven_best,
            "cost": self.cost.to_dict(),
            "left_over": self.left_over,
            "binding": [{"nl": words.nl, "en": words.en} for words in self.binding],
            "curve": [point.to_dict() for point in self.curve],
            "left_out": [
                {"account": one.account, "reasons": [{"nl": why.nl, "en": why.en} for why in one.reasons]}
                for one in self.left_out
            ],
            "considered": self.considered,
            "synthetic": self.synthetic,
            "objective": said(self.objective),
            "parts": [part.to_dict() for part in self.parts],
            "limits": [one.to_dict() for one in self.limits],
            "a_tenth_less": self.a_tenth_less and self.a_tenth_less.to_dict(),
            "a_tenth_more": self.a_tenth_more and self.a_tenth_more.to_dict(),
            "passed_over": [one.to_dict() for one in self.passed_over],
            "outlook": self.outlook and self.outlook.to_dict(),
            "in_words": {"nl": self.in_words("nl"), "en": self.in_words("en")},
        }

    def to_arrow(self) -> pa.Table:
        """The chosen creators as a table, one row each; an unknown figure is null."""
        from kring.plan.table import plan_table

        return plan_table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The chosen creators as a pandas frame."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """The chosen creators as a polars frame; polars must be installed."""
        import narwhals as nw

        return nw.from_arrow(self.to_arrow(), backend="polars").to_native()

    def _repr_html_(self) -> str:
        from kring.plan.table import plan_html

        return plan_html(self)
