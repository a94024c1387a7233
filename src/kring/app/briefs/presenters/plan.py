"""A plan as its page shows it, made from plain values, so that a plan kept long ago is shown as one made now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kring.app.briefs.presenters.estimates import estimate_of
from kring.estimate import Estimate
from kring.match.bundle import Bundle
from kring.plan.objectives import KINDS, UNITS
from kring.vocabulary.text import Words

NAMED_AT_MOST = 12
NOT_LISTED = ("unknown_accounts", "incomplete_accounts", "engaged_accounts")
PEOPLE_REACHED = {"nl": "verschillende mensen in de doelgroep", "en": "different people in the target group"}


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """One chosen creator; `other` is who would best take its place, with the change in what the plan brings."""

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
    other: str | None
    change: float | None
    unknown: tuple[str, ...]
    makes: str = ""
    week: str | None = None


@dataclass(frozen=True, slots=True)
class GoalShown:
    """What the plan maximises: in words, what it brings of it, and how such a figure is written (`kind`, `unit`).

    `is_reach`: whether it is plainly the people who can be reached, so that the reach says it all.
    """

    words: Words
    unit: Words
    kind: str
    value: Estimate
    bound: float
    is_reach: bool
    less_is_better: bool


@dataclass(frozen=True, slots=True)
class LimitShown:
    """One limit of the brief: its sentence and subject, whether it holds the plan back, and what one more brings."""

    sentence: Words
    subject: Words | None
    used: float
    binding: bool
    one_more: float | None


@dataclass(frozen=True, slots=True)
class PassedOverShown:
    """Somebody who could have been chosen and was not: what it asks and would add, and why not."""

    account: str
    shown: str
    fee: Estimate
    adds: float
    why: Words


@dataclass(frozen=True, slots=True)
class OtherBudget:
    """What a tenth of the budget less or more brings: the budget, the value, and the change against the plan."""

    budget: float
    value: float
    change: float


@dataclass(frozen=True, slots=True)
class LeftOutShown:
    """Accounts left out for the same reasons: the first few by name, and how many more."""

    reasons: tuple[Words, ...]
    accounts: tuple[str, ...]
    more: int

    @property
    def number(self) -> int:
        """How many accounts in all."""
        return len(self.accounts) + self.more


@dataclass(frozen=True, slots=True)
class PlanShown:
    """The plan's figures, its creators, and who was left out why.

    `not_listed`: of how many of its creators the followers are not listed in full.
    """

    words: Words
    reach: Estimate
    reach_is_least: bool
    bound: float
    gap: float
    proven_best: bool
    cost: Estimate
    left_over: float | None
    binding: tuple[Words, ...]
    choices: tuple[ChoiceShown, ...]
    sum: Estimate
    frequency: Estimate
    outside: Estimate
    left_out: tuple[LeftOutShown, ...]
    considered: int
    synthetic: bool
    goal: GoalShown
    limits: tuple[LimitShown, ...]
    passed_over: tuple[PassedOverShown, ...]
    a_tenth_less: OtherBudget | None
    a_tenth_more: OtherBudget | None
    by_hand: bool
    not_listed: int

    @property
    def short(self) -> float | None:
        """Euros that the creators ask above the budget; None when they fit."""
        return -self.left_over if self.left_over is not None and self.left_over < -0.005 else None

    @property
    def spare(self) -> float | None:
        """Euros of the budget that are not spent; None when there are none."""
        return self.left_over if self.left_over is not None and self.left_over > 0.005 else None

    @property
    def holding(self) -> tuple[LimitShown, ...]:
        """The limits that hold the plan back."""
        return tuple(one for one in self.limits if one.binding)


def plan_shown(plain: Mapping[str, Any]) -> PlanShown:
    """The plan in plain values (`Plan.to_dict`) as its page shows it."""
    reach = plain["reach"]
    return PlanShown(
        words=Words.of(plain["in_words"]),
        reach=estimate_of(reach["unique"]),
        reach_is_least=reach["lower_bound"],
        bound=plain["bound"],
        gap=plain["gap"],
        proven_best=plain["proven_best"],
        cost=estimate_of(plain["cost"]),
        left_over=plain["left_over"],
        binding=tuple(Words.of(words) for words in plain["binding"]),
        choices=tuple(_choice(choice) for choice in plain["chosen"]),
        sum=estimate_of(reach["sum"]),
        frequency=estimate_of(reach["frequency"]),
        outside=estimate_of(reach["outside"]),
        left_out=_left_out(plain["left_out"]),
        considered=plain["considered"],
        synthetic=plain["synthetic"],
        goal=_goal(plain),
        limits=tuple(_limit(one) for one in plain.get("limits", ())),
        passed_over=tuple(_passed_over(one) for one in plain.get("passed_over", ())),
        a_tenth_less=_other_budget(plain, "a_tenth_less"),
        a_tenth_more=_other_budget(plain, "a_tenth_more"),
        by_hand=plain.get("by_hand", False),
        not_listed=len({name for kind in NOT_LISTED for name in reach[kind]}),
    )


def _goal(plain: Mapping[str, Any]) -> GoalShown:
    """The goal of a plan; one kept before plans had goals counted the people who can be reached."""
    objective = plain.get("objective", {"name": "reach", "unit": "people", "words": PEOPLE_REACHED})
    unit = objective["unit"]
    value = estimate_of(plain["value"])
    return GoalShown(
        words=Words.of(objective["words"]),
        unit=UNITS[unit],
        kind=KINDS[unit],
        value=value,
        bound=plain["bound"],
        is_reach=objective["name"] == "reach" and plain["value"] == plain["reach"]["unique"],
        less_is_better=unit == "euros_per_result",
    )


def _limit(plain: Mapping[str, Any]) -> LimitShown:
    subject = plain["subject"] and Words.of(plain["subject"])
    return LimitShown(Words.of(plain["sentence"]), subject, plain["used"], plain["binding"], plain["one_more"])


def _passed_over(plain: Mapping[str, Any]) -> PassedOverShown:
    fee = estimate_of(plain["fee"])
    return PassedOverShown(plain["account"], plain["shown"], fee, plain["adds"], Words.of(plain["why"]))


def _other_budget(plain: Mapping[str, Any], name: str) -> OtherBudget | None:
    point = plain.get(name)
    if point is None or point["budget"] is None or plain["value"]["value"] is None:
        return None
    return OtherBudget(point["budget"], point["value"], point["value"] - plain["value"]["value"])


def _choice(plain: Mapping[str, Any]) -> ChoiceShown:
    copied = {name: plain[name] for name in ("account", "shown", "platform", "tier", "followers", "required")}
    figures = {name: estimate_of(plain[name]) for name in ("fee", "in_target", "gain", "exclusive", "price")}
    other = plain["next_best"] or {}
    return ChoiceShown(
        **copied, **figures, other=other.get("account"), change=other.get("change"), unknown=tuple(plain["unknown"]),
        makes=_makes(plain.get("deliverables")), week=plain.get("week"),
    )  # fmt: skip


def _makes(plain: Any) -> str:
    """What a creator makes, as people type it; nothing for a plan kept before that was known."""
    return Bundle.read(plain).name if plain else ""


def _left_out(plain: list[Mapping[str, Any]]) -> tuple[LeftOutShown, ...]:
    def reasons(one: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        return tuple((why["nl"], why["en"]) for why in one["reasons"])

    groups = []
    for why, ones in groupby(sorted(plain, key=reasons), key=reasons):
        names = [one["account"] for one in ones]
        words = tuple(Words(nl, en) for nl, en in why)
        groups.append(LeftOutShown(words, tuple(names[:NAMED_AT_MOST]), max(0, len(names) - NAMED_AT_MOST)))
    return tuple(sorted(groups, key=lambda group: -group.number))
