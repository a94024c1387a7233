"""What a plan may maximise, as a list to choose from; the value of a choice is the goal as JSON."""

from __future__ import annotations

import json
from typing import Any

from django import forms

from kring.app.web.language import page_language
from kring.errors import KringError
from kring.match.goal import Goal
from kring.plan.objectives import objective_of

USUAL: tuple[Any, ...] = (
    "reach", {"reach": {"times": 2}}, {"reach": {"times": 3}},
    {"reach": {"seen": True}}, {"reach": {"times": 2, "seen": True}}, {"reach": {"times": 3, "seen": True}},
    "engagements", "revenue", "awareness",
    {"cost_per_result": {"of": {"reach": {"seen": True}}}}, {"cost_per_result": {"of": "engagements"}},
)  # fmt: skip


def written(goal: Goal) -> str:
    """A goal as the value of a choice."""
    return json.dumps(goal.plain(), sort_keys=True)


class GoalField(forms.ChoiceField):
    """A usual goal, or any that a brief already has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=goal_choices, required=False, **kwargs)

    def clean(self, value: Any) -> Goal:
        """The goal chosen; people who can be reached without a choice."""
        return Goal.read(json.loads(super().clean(value) or '"reach"'))

    def valid_value(self, value: Any) -> bool:
        """Whether it is a goal at all, be it one of the usual ones or not."""
        try:
            Goal.read(json.loads(value))
        except (ValueError, KringError):
            return False
        return True

    def offer(self, goal: Goal) -> None:
        """Have this goal among the choices."""
        if written(goal) not in dict(goal_choices()):
            self.choices = [*goal_choices(), _choice(goal)]


def goal_choices() -> list[tuple[str, str]]:
    """The usual goals in the language of the page."""
    return [_choice(Goal.read(plain)) for plain in USUAL]


def _choice(goal: Goal) -> tuple[str, str]:
    said = objective_of(goal).words.said_in(page_language())
    return written(goal), said[:1].upper() + said[1:]
