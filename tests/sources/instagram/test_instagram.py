"""Instagram's verdicts by Meta's codes, its demographics, and what a creator is asked."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.facts.person_keys import PersonKeys
from kring.sources.core.step import Answer, RawPage, Step
from kring.sources.core.verdict import Counted, FromTheStart, Gone, Renew, Skipped, Spent, Taken, TryAgain, Withdrawn
from kring.sources.instagram import Instagram

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
KEYS = PersonKeys(b"a secret of the tests only")
SOURCE = Instagram()
CONTEXT = {"account": "instagram:noor", "id": "1784", "followers": "400"}


def _error(code: int, subcode: int | None = None, **headers: str) -> Answer:
    error = {"code": code, "message": "m", **({} if subcode is None else {"error_subcode": subcode})}
    return Answer(
        400, {name.replace("_", "-"): said for name, said in headers.items()}, json.dumps({"error": error}).encode()
    )


@pytest.mark.parametrize(
    ("stream", "code", "subcode", "verdict"),
    [
        *(("media", code, None, TryAgain) for code in (4, 17, 32, 613, 1, 200, 341, 368)),
        ("media_insights", 100, 33, Skipped),
        ("profile", 100, 33, Gone),
        ("media_insights", 100, 2108006, Skipped),
        ("demographics", 10, None, Skipped),
        ("media", 190, 463, Renew),
        ("media", 190, 460, Renew),
        ("media", 190, 467, Renew),
        ("media", 190, None, Renew),
        ("media", 190, 458, Withdrawn),
        ("media", 100, None, Skipped),
        ("media", 99999, None, Skipped),
    ],
)
def test_an_error_is_judged_by_its_code(stream: str, code: int, subcode: int | None, verdict: type) -> None:
    assert isinstance(SOURCE.judge(Step(stream, "x", {}, CONTEXT), _error(code, subcode), NOW), verdict)


def test_a_refusal_for_too_many_calls_waits_as_long_as_meta_says() -> None:
    usage = {"1784": [{"type": "instagram", "call_count": 100, "estimated_time_to_regain_access": 37}]}
    refused = _error(4, x_business_use_case_usage=json.dumps(usage))
    assert SOURCE.judge(Step("media", "x"), refused, NOW) == Spent("calls", NOW + timedelta(minutes=37), Counted.OPENER)
    unsaid = _error(4, x_app_usage=json.dumps({"call_count": 100, "total_time": 20}))
    verdict = SOURCE.judge(Step("media", "x"), unsaid, NOW)
    assert isinstance(verdict, TryAgain)
    assert verdict.after == timedelta(hours=1)
    assert isinstance(SOURCE.judge(Step("media", "x"), _error(17, x_app_usage="{"), NOW), TryAgain)


@pytest.mark.parametrize(
    ("code", "app", "account", "counted"),
    [
        (4, None, None, Counted.ALL),
        (17, None, None, Counted.OPENER),
        (32, None, None, Counted.OPENER),
        (613, 20, 30, Counted.OPENER),
        (80002, None, 100, Counted.OPENER),
        (4, 20, 100, Counted.OPENER),
        (17, 100, 30, Counted.ALL),
        (17, 100, 100, Counted.ALL),
    ],
)
def test_whose_calls_are_used_up_the_headers_say_and_else_the_code(
    code: int, app: int | None, account: int | None, counted: Counted
) -> None:
    told = {
        "x_app_usage": app and {"call_count": app},
        "x_business_use_case_usage": account and {"1784": [{"type": "instagram", "call_count": account}]},
    }
    headers = {name: json.dumps(one) for name, one in told.items()}
    verdict = SOURCE.judge(Step("media", "x"), _error(code, **headers), NOW)
    assert isinstance(verdict, TryAgain)
    assert (verdict.after, verdict.counted) == (timedelta(hours=1), counted)


def test_a_page_that_came_says_whose_calls_are_nearly_used_up() -> None:
    usage = {"1784": [{"type": "instagram", "total_time": 96, "estimated_time_to_regain_access": 0}]}
    taken = Answer(200, {"x-business-use-case-usage": json.dumps(usage)}, b'{"data": []}')
    assert SOURCE.judge(Step("media", "x"), taken, NOW) == Taken(timedelta(minutes=15), Counted.OPENER)
    taken = Answer(200, {"x-app-usage": json.dumps({"call_count": 96})}, b'{"data": []}')
    assert SOURCE.judge(Step("media", "x"), taken, NOW) == Taken(timedelta(minutes=15), Counted.ALL)


def test_a_dead_cursor_starts_again_a_few_times() -> None:
    step = Step("media", "x", {"limit": "50", "after": "dead"}, CONTEXT)
    for _ in range(3):
        verdict = SOURCE.judge(step, _error(100), NOW)
        assert isinstance(verdict, FromTheStart)
        step = Step("media", "x", {**verdict.step.params, "after": "dead"}, verdict.step.context)
    assert isinstance(SOURCE.judge(step, _error(100), NOW), Skipped)


def test_a_post_without_some_figures_is_asked_for_the_one_that_all_have() -> None:
    step = Step("media_insights", "x", {"of": "p", "metric": "reach,saved,shares,views"}, CONTEXT)
    verdict = SOURCE.judge(step, _error(100), NOW)
    assert isinstance(verdict, FromTheStart)
    assert verdict.step.params == {"of": "p", "metric": "reach"}
    assert isinstance(SOURCE.judge(verdict.step, _error(100), NOW), Skipped)


def _shares(keys: list[str], results: list[tuple[list[str], int]], **context: str) -> list[dict[str, Any]]:
    breakdown = {"dimension_keys": keys, "results": [{"dimension_values": v, "value": n} for v, n in results]}
    insight = {"name": "follower_demographics", "period": "lifetime", "total_value": {"breakdowns": [breakdown]}}
    step = Step("demographics", "x", {"breakdown": ",".join(keys)}, {**CONTEXT, **context})
    content = SOURCE.scrub(step, Answer(200, {}, json.dumps({"data": [insight]}).encode()), KEYS)
    return list(SOURCE.decode(RawPage(1, "instagram", step, NOW, content))["audience_shares"])


def test_places_are_shares_of_all_followers() -> None:
    rows = _shares(["city"], [(["Utrecht, Utrecht"], 100), (["Zeist, Utrecht"], 40)])
    assert [(row["dimension"], row["value"], row["share"]) for row in rows] == [
        ("city", "Utrecht, Utrecht", 0.25),
        ("city", "Zeist, Utrecht", 0.1),
    ]


def test_both_of_age_and_gender_are_kept_and_an_unknown_gender_is_no_other() -> None:
    rows = _shares(["age", "gender"], [(["18-24", "F"], 30), (["18-24", "M"], 50), (["18-24", "U"], 20)])
    assert {row["value"]: row["share"] for row in rows} == {"female 18-24": 0.3, "male 18-24": 0.5}
    assert {row["dimension"] for row in rows} == {"age_gender"}


def test_an_empty_set_is_unknown_and_never_zero() -> None:
    assert _shares(["city"], []) == []


def test_the_largest_45_places_say_nothing_without_the_number_of_followers() -> None:
    many = [([f"Plaats {number}"], 10) for number in range(45)]
    step = Step("demographics", "x", {}, {"account": "instagram:noor"})
    insight = {
        "name": "follower_demographics",
        "total_value": {
            "breakdowns": [
                {"dimension_keys": ["city"], "results": [{"dimension_values": v, "value": n} for v, n in many]}
            ]
        },
    }
    rows = SOURCE.decode(RawPage(1, "instagram", step, NOW, {"data": [insight]}))["audience_shares"]
    assert {row["share"] for row in rows} == {None}
    assert len(rows) == 45


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=45), st.integers(0, 20_000))
def test_shares_never_add_up_to_more_than_everybody(counts: list[int], followers: int) -> None:
    rows = _shares(["city"], [([f"Plaats {n}"], count) for n, count in enumerate(counts)], followers=str(followers))
    assert sum(row["share"] or 0.0 for row in rows) <= 1 + 1e-9


def test_a_creator_is_asked_in_both_languages_for_sixty_days() -> None:
    consent = SOURCE.consent
    assert consent is not None
    assert consent.days == 60
    assert set(consent.scopes) == {
        "instagram_business_basic",
        "instagram_business_manage_insights",
        "instagram_business_manage_comments",
    }
    assert all(said.en and said.nl and said.en != said.nl for said in consent.reads)


def test_old_posts_are_listed_but_their_comments_are_not_asked_again() -> None:
    context = {**CONTEXT, "since": NOW.isoformat()}
    step = Step("media", "x", {"limit": "50"}, context)

    def media(name: str, days_ago: int) -> dict[str, Any]:
        return {"id": name, "comments_count": 3, "timestamp": (NOW - timedelta(days=days_ago)).isoformat()}

    page = {"data": [media("new", 3), media("old", 50)], "paging": {"after": "c"}}
    found = SOURCE.follow(step, page)
    assert [(step.stream, step.params["of"]) for step in found] == [("media_insights", "new"), ("comments", "new")]
