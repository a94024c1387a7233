"""`Goal`: what a plan maximises, as a brief says it. The objective decides who wins, so it is always the brief's."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kring.errors import BadInput, UnknownName

GOALS = ("reach", "engagements", "revenue", "awareness", "cost_per_result", "mix")
SHORT = {"seen": {"reach": {"seen": True}}}
MOST_TIMES = 3
MOST_CONTACTS = 10
OPTIONS = {
    "reach": ("times", "seen"),
    "engagements": ("in_target",),
    "revenue": (),
    "awareness": ("most",),
    "cost_per_result": ("of", "at_least"),
}
EXAMPLES = {
    "reach": "goal: {reach: {times: 2, seen: true}}",
    "engagements": "goal: {engagements: {in_target: true}}",
    "revenue": "goal: revenue",
    "awareness": "goal: {awareness: {most: 3}}",
    "cost_per_result": "goal: {cost_per_result: {of: engagements, at_least: 500}}",
    "mix": "goal: {mix: {reach: 2, revenue: 1}}",
}


@dataclass(frozen=True)
class Goal:
    """What to maximise.

    `reach`: different people of the target group, by at least `times` (1 to 3) of the creators they follow, or with
    `seen` by at least so many contacts with what is made. `engagements`: likes, comments and the like; with `in_target`
    only the share of each audience that is in the target group. `revenue`: euros. `awareness`: contacts, at most `most`
    of a person. `cost_per_result`: euros per result `of` another goal, as few as possible, with `at_least` so many
    results. `mix`: `parts` of other goals with their weights, each as a share of the best it could be by itself.
    """

    name: str = "reach"
    times: int = 1
    seen: bool = False
    in_target: bool = False
    most: int = 3
    of: Goal | None = None
    at_least: float | None = None
    parts: tuple[tuple[Goal, float], ...] = ()

    @classmethod
    def read(cls, given: Any) -> Goal:
        """The goal meant by a name or by a mapping of one name to its options. Raises UnknownName or BadInput."""
        if isinstance(given, Goal):
            return given
        if isinstance(given, Mapping) and len(given) == 1:
            name, options = next(iter(given.items()))
        else:
            name, options = given, None
        if isinstance(name, str) and name in SHORT and options is None:
            return cls.read(SHORT[name])
        if not isinstance(name, str) or name not in GOALS:
            raise _no_goal(str(name) if not isinstance(name, Mapping) else ", ".join(map(str, name)))
        return _mix(options) if name == "mix" else _single(name, options)

    def plain(self) -> str | dict[str, Any]:
        """The goal as a brief's YAML writes it: a name, or a name with what differs from its defaults."""
        if self.name == "mix":
            return {"mix": _plain_parts(self.parts)}
        plain = Goal()
        options = {
            name: getattr(self, name) for name in OPTIONS[self.name] if getattr(self, name) != getattr(plain, name)
        }
        if isinstance(options.get("of"), Goal):
            options["of"] = options["of"].plain()
        return {self.name: options} if options else self.name

    @property
    def needs_views(self) -> bool:
        """Whether it counts who sees what is made, and so rests on view rates."""
        inner = [part for part, _ in self.parts] + ([self.of] if self.of else [])
        return self.seen or self.name == "awareness" or any(one.needs_views for one in inner)

    @property
    def needs_target(self) -> bool:
        """Whether it counts a share of each audience in the target group."""
        inner = [part for part, _ in self.parts] + ([self.of] if self.of else [])
        return self.in_target or any(one.needs_target for one in inner)


def _single(name: str, options: Any) -> Goal:
    options = {} if options is None else options
    if not isinstance(options, Mapping) or (set(options) - set(OPTIONS[name])):
        raise _not_as_expected(name)
    reads = {key: READ[key](name, value) for key, value in options.items()}
    goal = replace(Goal(name), **reads)
    if name == "cost_per_result" and goal.of is None:
        raise _not_as_expected(name)
    return goal


def _mix(options: Any) -> Goal:
    pairs = list(options.items()) if isinstance(options, Mapping) else options
    if not isinstance(pairs, list | tuple) or len(pairs) < 2:
        raise _not_as_expected("mix")
    return Goal("mix", parts=tuple(_part(pair) for pair in pairs))


def _part(pair: Any) -> tuple[Goal, float]:
    if isinstance(pair, Mapping) and set(pair) == {"goal", "weight"}:
        pair = (pair["goal"], pair["weight"])
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise _not_as_expected("mix")
    goal, weight = Goal.read(pair[0]), _number("mix", pair[1])
    if goal.name in ("mix", "cost_per_result"):
        raise BadInput(
            f"'{goal.name}' can't be part of a mix.", "Mix reach, engagements, revenue and awareness.",
            nl=f"'{goal.name}' kan geen deel van een mix zijn.",
            nl_advice="Meng reach, engagements, revenue en awareness.",
        )  # fmt: skip
    return goal, weight


def _plain_parts(parts: tuple[tuple[Goal, float], ...]) -> Any:
    names = [part.plain() for part, _ in parts]
    if all(isinstance(name, str) for name in names) and len(set(map(str, names))) == len(names):
        return {name: weight for name, (_, weight) in zip(names, parts, strict=True)}
    return [{"goal": name, "weight": weight} for name, (_, weight) in zip(names, parts, strict=True)]


def _whole(most: int) -> Callable[[str, Any], int]:
    def read(name: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
            raise _not_as_expected(name)
        return value

    return read


def _yes_or_no(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _not_as_expected(name)
    return value


def _number(name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value <= 0:
        raise _not_as_expected(name)
    return float(value)


def _result(name: str, value: Any) -> Goal:
    goal = Goal.read(value)
    if goal.name in ("cost_per_result", "mix"):
        raise _not_as_expected(name)
    return goal


READ: dict[str, Callable[[str, Any], Any]] = {
    "times": _whole(MOST_TIMES),
    "seen": _yes_or_no,
    "in_target": _yes_or_no,
    "most": _whole(MOST_CONTACTS),
    "of": _result,
    "at_least": _number,
}


def _not_as_expected(name: str) -> BadInput:
    return BadInput(
        f"'{name}' is not written as expected.", f"Write for instance {EXAMPLES[name]}.",
        nl=f"'{name}' staat er anders dan verwacht.", nl_advice=f"Schrijf bijvoorbeeld {EXAMPLES[name]}.",
    )  # fmt: skip


def _no_goal(name: str) -> UnknownName:
    there = ", ".join((*GOALS, *SHORT))
    return UnknownName(
        "goal", name, [*GOALS, *SHORT], f"A plan can be made for: {there}.",
        nl_advice=f"Een plan kan gemaakt worden voor: {there}.",
    )  # fmt: skip
