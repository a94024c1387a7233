"""A plan as its page shows it, made from plain values, so that a plan kept long ago is shown as one made now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kring.app.briefs.presenters.estimates import estimate_of
from kring.estimate import Estimate
from kring.vocabulary.text import Words

NAMED_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """One chosen creator; `other` is who would best take its place, with the change in people reached."""

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
    """The plan's figures, its creators, and who was left out why."""

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


def plan_shown(plain: Mapping[str, Any]) -> PlanShown:
    """The plan in plain values (`Plan.to_dict`) as its page shows it."""
    reach = plain["reach"]
    return PlanShown(
        words=Words.of(plain["in_words"]),
        reach=estimate_of(plain["value"]),
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
    )


def _choice(plain: Mapping[str, Any]) -> ChoiceShown:
    copied = {name: plain[name] for name in ("account", "shown", "platform", "tier", "followers", "required")}
    figures = {name: estimate_of(plain[name]) for name in ("fee", "in_target", "gain", "exclusive", "price")}
    other = plain["next_best"] or {}
    return ChoiceShown(
        **copied, **figures, other=other.get("account"), change=other.get("change"), unknown=tuple(plain["unknown"])
    )


def _left_out(plain: list[Mapping[str, Any]]) -> tuple[LeftOutShown, ...]:
    def reasons(one: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        return tuple((why["nl"], why["en"]) for why in one["reasons"])

    groups = []
    for why, ones in groupby(sorted(plain, key=reasons), key=reasons):
        names = [one["account"] for one in ones]
        words = tuple(Words(nl, en) for nl, en in why)
        groups.append(LeftOutShown(words, tuple(names[:NAMED_AT_MOST]), max(0, len(names) - NAMED_AT_MOST)))
    return tuple(sorted(groups, key=lambda group: -group.number))
