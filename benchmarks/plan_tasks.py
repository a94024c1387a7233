"""The planning tasks of the benchmark on any lists: number, budget, target group, quotas with exclusivity, seen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import numpy as np

from general_instances import REACH, SEEN, budgeted, with_quotas
from instances import Lists, by_budget, by_number, by_target
from kring.plan.instance import Instance
from kring.plan.selection import Limits, Selection

PLAIN = ("number", "budget", "target")
GENERAL = ("quotas", "seen")


@dataclass(frozen=True)
class Task:
    """One problem on some lists.

    `number`: everybody counts, at most `number` creators. `budget`: everybody counts, within `budget` euros. `target`:
    a sixth of the people counts, in part less. `quotas`: the target group, regions, nano and rivals. `seen`: the target
    group, each person with the probability of seeing a post.
    """

    kind: str
    number: int
    budget: float

    @property
    def words(self) -> str:
        """What is asked, for the printed row."""
        euros = f"EUR {self.budget:,.0f}"
        return {
            "number": f"{self.number} creators", "budget": euros, "target": f"target group, {euros}",
            "quotas": f"target group, {euros}, quotas and rivals", "seen": f"target group, {euros}, seen",
        }[self.kind]  # fmt: skip

    def as_json(self) -> str:
        """For the process that measures."""
        return json.dumps(asdict(self))

    def problem(self, lists: Lists) -> Instance | Selection:
        """The problem for the solver; making it is the preparation."""
        if self.kind == "number":
            return by_number(lists, self.number)
        if self.kind == "budget":
            return by_budget(lists, self.budget)
        if self.kind == "target":
            return by_target(lists, self.budget)
        return with_quotas(lists, self.budget) if self.kind == "quotas" else budgeted(lists, self.budget, SEEN)


def as_selection(problem: Instance | Selection) -> Selection:
    """A plain problem in the general form."""
    if isinstance(problem, Selection):
        return problem
    offers = problem.creators
    everyone = np.arange(offers)
    rows = [
        (everyone, problem.fees, -np.inf, problem.budget),
        (everyone, np.ones(offers), -np.inf, float(problem.most)),
    ]
    return Selection(
        problem.indptr, problem.rows, everyone, np.ones(offers), problem.weights, REACH, np.zeros(offers),
        problem.fees, everyone, Limits.of(offers, rows),
    )  # fmt: skip
