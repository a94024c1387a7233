"""`Scenarios`: what each kind of creators brings for the budget under each objective, and which objective decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from kring.estimate import Estimate, Language
from kring.estimate.wording import Kind
from kring.match.goal import Goal
from kring.vocabulary.studies import Study, studies_of
from kring.vocabulary.text import Words

LESS_IS_BETTER = ("cost_per_result",)


@dataclass(frozen=True)
class Outcome:
    """The best plan of one mix under one goal; everything unknown and `reason` said where there is none.

    `value`: what the goal counts. `cost`: the fees. `per_follower`: the value over the followers of the chosen added
    up. `per_euro`: the value over the fees, for revenue the return on spend. `bound`, `gap`: what is proven of it.
    `followers`: of the chosen creators, in their order.
    """

    goal: Goal
    unit: Words
    kind: Kind
    value: Estimate
    cost: Estimate
    per_follower: Estimate
    per_euro: Estimate
    accounts: tuple[str, ...]
    followers: tuple[int, ...]
    bound: float | None
    gap: float | None
    reason: Words | None = None

    def better_than(self, other: Outcome | None) -> bool:
        """Whether this is known and the other isn't, or its value is the better one."""
        if not self.value.known:
            return False
        if other is None or not other.value.known:
            return True
        less = self.goal.name in LESS_IS_BETTER
        return self.value.value < other.value.value if less else self.value.value > other.value.value

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        figures = {name: getattr(self, name).to_dict() for name in ("value", "cost", "per_follower", "per_euro")}
        return {
            "goal": self.goal.plain(), "unit": _plain(self.unit), **figures, "accounts": list(self.accounts),
            "followers": list(self.followers), "bound": self.bound, "gap": self.gap,
            "reason": self.reason and _plain(self.reason),
        }  # fmt: skip


@dataclass(frozen=True)
class Scenario:
    """One mix of tiers and its outcome under each goal, in the order of the goals."""

    name: str
    words: Words
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Prediction:
    """What a study would predict for a goal, and whether the winner here is of the size it favours."""

    study: Study
    goal: Goal
    agrees: bool | None


@dataclass(frozen=True)
class Scenarios:
    """All mixes under all goals at one budget.

    `goals` with their `words` head the columns. The free mix is shown beside the others and never counted as a winner:
    it may be any of them.
    """

    name: str
    budget: float | None
    goals: tuple[Goal, ...]
    words: tuple[Words, ...]
    scenarios: tuple[Scenario, ...]
    predictions: tuple[Prediction, ...]
    synthetic: bool

    def winner(self, goal: int) -> Scenario | None:
        """The mix with the best value under the goal at that place; None when nothing is known."""
        best: Scenario | None = None
        for one in self.scenarios:
            if one.name != "free" and one.outcomes[goal].better_than(best.outcomes[goal] if best else None):
                best = one
        return best

    @property
    def winners(self) -> tuple[str | None, ...]:
        """The name of the winning mix under each goal."""
        found = [self.winner(place) for place in range(len(self.goals))]
        return tuple(one.name if one else None for one in found)

    @property
    def depends_on_goal(self) -> bool:
        """Whether another goal has another winner."""
        return len({name for name in self.winners if name}) > 1

    def sentences(self, language: Language = "en") -> tuple[str, ...]:
        """Who wins under each goal, whether the goal decides, and what studies would predict."""
        from kring.plan.scenarios.words import scenarios_in_sentences

        return scenarios_in_sentences(self, language)

    def verdict(self, language: Language = "en") -> str:
        """Whether the answer depends on the objective, in a sentence."""
        from kring.plan.scenarios.words import verdict

        return verdict(self, language)

    def in_words(self, language: Language = "en") -> str:
        """The sentences as one text."""
        return " ".join(self.sentences(language))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "name": self.name, "budget": self.budget, "goals": [goal.plain() for goal in self.goals],
            "scenarios": [
                {"name": one.name, "words": _plain(one.words), "outcomes": [each.to_dict() for each in one.outcomes]}
                for one in self.scenarios
            ],
            "winners": list(self.winners), "depends_on_goal": self.depends_on_goal,
            "predictions": [
                {"study": one.study.name, "goal": one.goal.plain(), "agrees": one.agrees} for one in self.predictions
            ],
            "synthetic": self.synthetic, "in_words": {"nl": self.in_words("nl"), "en": self.in_words("en")},
        }  # fmt: skip

    def to_arrow(self) -> pa.Table:
        """One row a mix and goal: scenario, goal, value with its ends, cost, creators, gap; unknown is null."""
        rows = [(one, each) for one in self.scenarios for each in one.outcomes]
        return pa.table({
            "scenario": [one.name for one, _ in rows],
            "goal": [str(each.goal.plain()) for _, each in rows],
            **{name: pa.array([_part(each.value, name) for _, each in rows], pa.float64())
               for name in ("value", "low", "high")},
            "cost": pa.array([_part(each.cost, "value") for _, each in rows], pa.float64()),
            "creators": [len(each.accounts) for _, each in rows],
            "gap": pa.array([each.gap for _, each in rows], pa.float64()),
        })  # fmt: skip

    def _repr_html_(self) -> str:
        from kring.plan.scenarios.words import cells
        from kring.reach.notebook import html_table

        made_up = "Synthetic data: made-up people. " if self.synthetic else ""
        headings = ["creators", *(words.en for words in self.words)]
        return html_table(made_up + self.in_words("en"), headings, cells(self.scenarios, "en"))


def predicted(goals: Sequence[Goal], scenarios: Sequence[Scenario]) -> tuple[Prediction, ...]:
    """What each study of a goal's outcome says, and whether the winner's creators are of the size it favours."""
    bare = Scenarios("", None, tuple(goals), (), tuple(scenarios), (), False)
    found: list[Prediction] = []
    for place, goal in enumerate(goals):
        winner = bare.winner(place)
        followers = sorted(winner.outcomes[place].followers) if winner else []
        middle = followers[len(followers) // 2] if followers else None
        found += [
            Prediction(study, goal, None if middle is None else study.favours(middle))
            for study in studies_of(outcome_of(goal))
        ]
    return tuple(found)


def outcome_of(goal: Goal) -> str:
    """The outcome that studies of this goal measured."""
    return f"cost_per_{goal.of.name.removesuffix('s')}" if goal.name == "cost_per_result" and goal.of else goal.name


def _plain(words: Words) -> dict[str, str]:
    return {"nl": words.nl, "en": words.en}


def _part(figure: Estimate, part: str) -> float | None:
    return getattr(figure, part) if figure.known else None
