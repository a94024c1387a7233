"""Goals, bundles and limits of a brief: read, written back, and refused with line and field."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.errors import BadInput, KringError, UnknownName
from kring.match import Brief
from kring.match.bundle import Bundle
from kring.match.goal import Goal
from kring.match.limits import Bounds, NearEach, Quota, Share, Unavailable
from kring.reach import Segment

WHOLE = """\
name: Zes winkels
budget: 15000
goal: {mix: [{goal: {reach: {seen: true}}, weight: 2}, {goal: revenue, weight: 1}]}
target:
  ages: [25-44]
  weights: [{genders: [vrouwen], weight: 2}]
deliverables: [post, post + 3 story, {reel: 1}]
fees: {least: 50, most: EUR 400}
period: {from: 2027-03-01, until: 2027-03-28}
limits:
  weekly_budget: 5000
  tiers: {Micro: {least: 2}, meso: {most: 20%}}
  platforms: {tiktok: 3}
  niches: {baking: {least: 1}}
  municipalities: {amersfoort: {least: 1, most: 4}}
  near_each: {places: [Amersfoort, 3511 AB], km: 8, least: 2}
  at_most_one_of: [[instagram:a, instagram:b], [instagram:c, instagram:d]]
  match: {least: 60%}
  contact: 30%
  authenticity: {least: 0.7}
  clean_feed: {least: 80%}
  commercial_per_week: {most: 2}
  unavailable: [instagram:e, {creator: instagram:f, from: 2027-03-01, until: 2027-03-07}]
"""


def test_every_field_is_read_as_meant() -> None:
    brief = Brief.from_yaml(WHOLE)
    limits = brief.limits
    assert brief.goal.parts == ((Goal("reach", seen=True), 2.0), (Goal("revenue"), 1.0))
    assert (brief.weights[0].group, brief.weights[0].weight) == (Segment(genders=("female",)), 2.0)
    assert [bundle.name for bundle in brief.deliverables] == ["post", "post + 3 story", "reel"]
    assert (brief.fees.least, brief.fees.most) == (50, 400)
    assert limits.tiers == (Quota("micro", Bounds(least=2)), Quota("meso", Bounds(most=Share(0.2))))
    assert limits.platforms == (Quota("tiktok", Bounds(most=3)),)
    assert [quota.name for quota in limits.niches + limits.municipalities] == ["bakken", "Amersfoort"]
    assert limits.near_each == (NearEach(("Amersfoort", "3511"), 8.0, 2),)
    assert (limits.contact, limits.authenticity, limits.commercial_per_week) == (0.3, 0.7, 2.0)
    assert [one.creator for one in limits.unavailable] == ["instagram:e", "instagram:f"]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        "name: x\nbudget: 1\ngoal: seen",
        "name: x\nbudget: 1\ngoal: {cost_per_result: {of: {engagements: {in_target: true}}, at_least: 500}}",
        "name: x\nbudget: 1\ngoal: {mix: {reach: 2, revenue: 1}}",
        "name: x\nbudget: 1\ngoal: {awareness: {most: 5}}",
        "name: x\nbudget: 1\nlimits: {at_most_one_of: [a, b], tiers: {nano: {least: 33.3%}}}",
    ],
)
def test_a_brief_reads_back_what_it_wrote_and_can_be_a_key(text: str) -> None:
    brief = Brief.from_yaml(text)
    assert Brief.from_yaml(brief.to_yaml()) == brief
    assert Brief.from_mapping(brief.to_dict()) == brief
    assert len({brief, Brief.from_yaml(brief.to_yaml())}) == 1


def test_what_a_brief_leaves_out_is_left_out_when_written() -> None:
    assert set(Brief("x", budget=5).to_dict()) == {"name", "goal", "budget", "deliverable", "unknown"}
    assert Brief("x", budget=5).to_dict()["goal"] == "reach"


@given(st.lists(st.tuples(st.sampled_from(["post", "story", "reel", "video"]), st.integers(1, 50)), min_size=1,
                unique_by=lambda piece: piece[0]))  # fmt: skip
def test_a_bundle_is_the_same_in_any_order_and_spelling(pieces: list[tuple[str, int]]) -> None:
    bundle = Bundle(tuple(pieces))
    assert bundle == Bundle(tuple(reversed(pieces)))
    assert Bundle.read(bundle.name) == bundle == Bundle.read(bundle.plain())
    assert bundle.count == sum(number for _, number in pieces)


BAD = [
    ("name: x\ngoal: omzet", UnknownName, "line 2, 'goal': there is no goal 'omzet'"),
    ("name: x\ngoal: {reach: {times: 9}}", BadInput, "line 2, 'goal': 'reach' is not written as expected"),
    ("name: x\ngoal: {reach: {tiems: 2}}", BadInput, "'reach' is not written as expected"),
    ("name: x\ngoal: {mix: {reach: 1}}", BadInput, "'mix' is not written as expected"),
    ("name: x\ngoal: {mix: [{goal: {cost_per_result: {of: reach}}, weight: 1}, {goal: reach, weight: 1}]}", BadInput,
     "'cost_per_result' can't be part of a mix"),
    ("name: x\ngoal: cost_per_result", BadInput, "'cost_per_result' is not written as expected"),
    ("name: x\ndeliverables: [flyer]", UnknownName, "line 2, 'deliverables': there is no deliverable 'flyer'"),
    ("name: x\ndeliverables: [{post: 0}]", BadInput, "line 2, 'deliverables': 'post: 0' is not a number of pieces"),
    ("name: x\nfees: {least: 400, most: 50}", BadInput, "line 2, 'fees'"),
    ("name: x\nfees: {max: 50}", UnknownName, "line 2, 'fees': there is no field in 'fees' 'max'"),
    ("name: x\ntarget:\n  ages: [25-34]\n  weights: [{genders: [female]}]", BadInput, "line 4, 'target.weights'"),
    ("name: x\nlimits:\n  tier: {nano: 2}", UnknownName, "line 2, 'limits': there is no field in 'limits' 'tier'"),
    ("name: x\nlimits:\n  contact: 10%\n  tiers: {klein: 2}", UnknownName, "line 4, 'limits.tiers': there is no tier"),
    ("name: x\nlimits:\n  tiers: {nano: {least: 5, most: 2}}", BadInput, "line 3, .*at least 5 and at most 2"),
    ("name: x\nlimits:\n  tiers: {nano: {least: half}}", BadInput, "neither a number of creators nor a share"),
    ("name: x\nlimits:\n  contact: {least: 130%}", BadInput, "line 3, 'limits.contact': '130%' is not a share"),
    ("name: x\nlimits:\n  near_each: {places: [Amersfoort]}", BadInput, "line 3, 'limits.near_each'"),
    ("name: x\nlimits:\n  near_each: {places: [Amersfort], km: 5}", UnknownName, "line 3, .*Amersfoort"),
    ("name: x\nlimits:\n  at_most_one_of: a", BadInput, "line 3, 'limits.at_most_one_of'"),
    ("name: x\nlimits:\n  weekly_budget: 500", BadInput, "line 3, .*a budget a week needs a period"),
    ("name: x\nlimits:\n  weekly_budget: -1", BadInput, "line 3, 'limits.weekly_budget': an amount of -1"),
    ("name: x\nlimits:\n  commercial_per_week: veel", BadInput, "'veel' is not a number of 0 or more"),
    ("name: x\nlimits:\n  unavailable: [{creator: a, from: 2027-02-30}]", BadInput, "'2027-02-30' is not a day"),
    ("name: x\nlimits:\n  contact: 10%\n  contact: 20%", BadInput, "line 4, .*stands there twice, first on line 3"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "message"), BAD)
def test_a_limit_that_cannot_be_says_where_and_what(text: str, kind: type[KringError], message: str) -> None:
    with pytest.raises(kind) as refused:
        Brief.from_yaml(text)
    assert re.search(message, str(refused.value))


def test_an_absence_covers_the_days_it_names() -> None:
    from datetime import date

    away = Unavailable("a", date(2027, 3, 3), date(2027, 3, 5))
    assert away.covers(date(2027, 3, 1), date(2027, 3, 3))
    assert not away.covers(date(2027, 3, 6), date(2027, 3, 9))
    assert Unavailable("a").covers(date(2027, 1, 1), date(2027, 1, 1))
