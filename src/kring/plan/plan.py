"""`Plan`: the creators chosen for a brief, whom they reach together, what they cost, and how good that provably is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from kring.estimate import Estimate, Language
from kring.match import Brief
from kring.plan.curve import CurvePoint
from kring.reach import Reach
from kring.vocabulary.text import Words

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True)
class Alternative:
    """Who would best take a creator's place: the account, its fee, and the change in people reached."""

    account: str
    shown: str
    fee: Estimate
    change: float


@dataclass(frozen=True)
class Choice:
    """One chosen creator, in the order in which they add people.

    `in_target`: its people in the target group. `gain`: those whom nobody before it in the plan reaches; gains add up
    to the plan's reach. `exclusive`: those whom no other creator of the plan reaches. `price`: euros per person of the
    gain. `unknown`: lists of the brief that could not be checked for it.
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
        }


@dataclass(frozen=True)
class LeftOut:
    """An account that could not be chosen, and why."""

    account: str
    reasons: tuple[Words, ...]


@dataclass(frozen=True)
class Plan:
    """The set of creators that reaches most of the target group within the brief.

    `value`: the different people of the target group reached. `bound`: no set within the brief reaches more, proven.
    `gap`: how far the value may be below the best, as a share of the bound; 0 when it is proven to be the best.
    `cost`: the fees together, unknown when one is. `left_over`: euros not spent. `binding`: which limits of the brief
    hold the plan back. `curve`: what other budgets reach. `left_out`: who could not be chosen, and why. `synthetic`:
    whether it rests on made-up people.
    """

    brief: Brief
    chosen: tuple[Choice, ...]
    reach: Reach
    bound: float
    gap: float
    cost: Estimate
    left_over: float | None
    binding: tuple[Words, ...]
    curve: tuple[CurvePoint, ...]
    left_out: tuple[LeftOut, ...]
    considered: int
    synthetic: bool

    @property
    def value(self) -> Estimate:
        """The different people of the target group reached."""
        return self.reach.unique

    @property
    def accounts(self) -> tuple[str, ...]:
        """The chosen accounts in order."""
        return tuple(choice.account for choice in self.chosen)

    @property
    def is_proven_best(self) -> bool:
        """Whether no set within the brief reaches more."""
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
