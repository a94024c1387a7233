"""Plans for every goal on the synthetic country: feasible, proven, explained, and the same wherever they are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kring.plan.progress import Progress

if TYPE_CHECKING:
    from kring.workspace import Workspace

BRIEFS: dict[str, dict[str, Any]] = {
    "seen": {"goal": "seen", "deliverables": ["post", "video", {"post": 1, "story": 3}]},
    "engagements": {"goal": "engagements", "limits": {"tiers": {"nano": {"least": "40%"}}}},
    "awareness": {"goal": {"awareness": {"most": 3}}, "creators": {"most": 6}},
    "cost": {"goal": {"cost_per_result": {"of": "engagements", "at_least": 100}}},
    "mix": {"goal": {"mix": {"reach": 2, "revenue": 1}}, "limits": {"platforms": {"tiktok": {"least": 1}}}},
}


@pytest.mark.parametrize("name", BRIEFS)
def test_a_plan_for_any_goal_keeps_to_the_brief_and_explains_itself(workspace: Workspace, name: str) -> None:
    plan = workspace.plan({"name": "Shop", "budget": 600, **BRIEFS[name]})
    assert plan.chosen
    assert plan.cost.value <= 600 + 1e-6
    assert all(one.least is None or one.used >= one.least - 1e-6 for one in plan.limits)
    assert all(one.most is None or one.used <= one.most + 1e-6 for one in plan.limits)
    assert plan.value.low <= plan.value.value <= plan.value.high
    better = plan.value.value <= plan.bound * (1 + 1e-9)
    assert better != (name == "cost") or plan.is_proven_best
    assert all(choice.adds.known and choice.deliverables for choice in plan.chosen)
    assert all(one.why.nl != one.why.en for one in plan.passed_over)
    assert not {one.account for one in plan.passed_over} & {*plan.accounts}
    plain = json.loads(json.dumps(plan.to_dict()))
    assert plain["objective"]["words"]["nl"] in plan.in_words("nl")
    assert plain["value"]["value"] == plan.value.value
    values = [point.value for point in plan.curve]
    assert len(values) > 1
    if plan.a_tenth_less and plan.a_tenth_more:
        assert plan.a_tenth_less.value <= plan.value.value * (1 + 1e-9) <= plan.a_tenth_more.value * (1 + 2e-9)


def test_a_watch_can_stop_the_work_and_still_gets_a_plan(workspace: Workspace) -> None:
    heard: list[Progress] = []

    def stop(progress: Progress) -> bool:
        heard.append(progress)
        return False

    for goal in ("reach", "seen"):
        heard.clear()
        plan = workspace.plan({"name": "Shop", "budget": 600, "goal": goal}, watch=stop)
        assert heard
        assert plan.chosen
        assert plan.bound >= plan.value.value - 1e-6


def test_plain_reach_says_what_a_tenth_more_brings(workspace: Workspace) -> None:
    plan = workspace.plan({"name": "Shop", "budget": 600})
    assert plan.a_tenth_less is not None
    assert plan.a_tenth_more is not None
    assert plan.a_tenth_less.cost <= 540
    assert 0 < plan.a_tenth_less.value <= plan.value.value <= plan.a_tenth_more.value
    assert "Met 10 % meer budget (EUR 660) worden het" in plan.in_words("nl")
    assert plan.to_arrow()["deliverables"].to_pylist() == ["post"] * len(plan.chosen)
