"""YouTube's way, its verdicts and its policy, told one by one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kring.facts.person_keys import PersonKeys
from kring.sources.core.policy import Derivation, DerivationRefused
from kring.sources.core.step import Answer, Step
from kring.sources.core.verdict import FromTheStart, Gone, Renew, Skipped, Spent, TryAgain
from kring.sources.youtube import YouTube, policy_of

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
KEYS = PersonKeys(b"a secret of the tests only")
SOURCE = YouTube()
CHANNEL = "UC" + "x" * 22


def _error(reason: str, status: int = 403) -> Answer:
    return Answer(status, {}, json.dumps({"error": {"code": status, "errors": [{"reason": reason}]}}).encode())


@pytest.mark.parametrize(
    ("subject", "by"),
    [
        ("@Bakker", {"forHandle": "@Bakker"}),
        ("bakker", {"forHandle": "@bakker"}),
        (CHANNEL, {"id": CHANNEL}),
        ("user:OudeNaam", {"forUsername": "OudeNaam"}),
    ],
)
def test_a_channel_is_found_by_what_people_know_of_it(subject: str, by: dict[str, str]) -> None:
    [step] = SOURCE.start(subject, None)
    assert by.items() <= SOURCE.call(step).params.items()


def test_search_is_counted_in_a_bucket_of_its_own() -> None:
    [search], [channel] = SOURCE.start("search:vegan bakken", None), SOURCE.start("bakker", None)
    assert (SOURCE.cost(search), SOURCE.cost(channel)) == ({"search": 1}, {"units": 1})
    assert {bucket.name: bucket.limit for bucket in SOURCE.buckets} == {"search": 100, "units": 10_000}


def _uploads(*days_ago: int) -> dict[str, Any]:
    return {
        "nextPageToken": "p2",
        "items": [
            {
                "contentDetails": {
                    "videoId": f"v{days}",
                    "videoPublishedAt": (NOW - timedelta(days=days)).isoformat(),
                }
            }
            for days in days_ago
        ],
    }


def _step(stream: str, **params: str) -> Step:
    context = {"account": "youtube:bakker", "channel": CHANNEL, "since": (NOW - timedelta(days=10)).isoformat()}
    return Step(stream, "bakker", params, context)


def test_paging_stops_past_since_and_still_refreshes_the_figures_of_the_last_year() -> None:
    newer = SOURCE.follow(_step("uploads"), _uploads(1, 12, 380))
    assert [step.stream for step in newer] == ["videos", "uploads"]
    older = SOURCE.follow(_step("uploads"), _uploads(390, 411))
    assert [(step.stream, step.params["id"]) for step in older] == [("videos", "v390,v411")]


def test_comments_are_asked_of_videos_that_have_them_and_may_still_get_them() -> None:
    def video(name: str, days_ago: int, comments: str | None) -> dict[str, Any]:
        published = (NOW - timedelta(days=days_ago)).isoformat()
        figures = {} if comments is None else {"commentCount": comments}
        return {"id": name, "snippet": {"publishedAt": published}, "statistics": figures}

    page = {"items": [video("new", 2, "4"), video("shut", 2, None), video("none", 2, "0"), video("old", 90, "9")]}
    assert [step.params["videoId"] for step in SOURCE.follow(_step("videos"), page)] == ["new"]


def test_answers_that_did_not_come_with_their_comment_are_asked_for() -> None:
    def thread(name: str, total: int, brought: int) -> dict[str, Any]:
        replies = {"replies": {"comments": [{"id": f"{name}.{n}"} for n in range(brought)]}} if brought else {}
        return {"id": name, "snippet": {"videoId": "v", "totalReplyCount": total}, **replies}

    page = {"items": [thread("all", 2, 2), thread("some", 7, 5), thread("none", 0, 0)]}
    found = SOURCE.follow(_step("comment_threads", videoId="v"), page)
    assert [(step.stream, step.params["parentId"], step.context["post"]) for step in found] == [
        ("replies", "some", "v")
    ]


def test_a_spent_quota_waits_until_midnight_in_los_angeles() -> None:
    verdict = SOURCE.judge(_step("videos"), _error("quotaExceeded"), NOW)
    assert verdict == Spent("units", datetime(2026, 11, 30, 8, tzinfo=UTC))
    assert SOURCE.judge(_step("search"), _error("quotaExceeded"), NOW) == Spent(
        "search", datetime(2026, 11, 30, 8, tzinfo=UTC)
    )


@pytest.mark.parametrize(
    ("reason", "status", "verdict"),
    [
        ("rateLimitExceeded", 403, TryAgain),
        ("SERVICE_UNAVAILABLE", 403, TryAgain),
        ("commentsDisabled", 403, Skipped),
        ("videoNotFound", 404, Skipped),
        ("playlistNotFound", 404, Skipped),
        ("channelClosed", 403, Gone),
        ("keyInvalid", 400, Renew),
        ("badRequest", 400, Skipped),
        ("somethingNew", 403, Skipped),
    ],
)
def test_an_error_is_judged_by_its_reason(reason: str, status: int, verdict: type) -> None:
    assert isinstance(SOURCE.judge(_step("comment_threads"), _error(reason, status), NOW), verdict)


def test_a_dead_cursor_starts_again_a_few_times_and_then_gives_up() -> None:
    step = _step("uploads", playlistId="UU", pageToken="dead")
    for turn in (1, 2, 3):
        verdict = SOURCE.judge(step, _error("invalidPageToken", 400), NOW)
        assert isinstance(verdict, FromTheStart)
        assert "pageToken" not in verdict.step.params
        assert verdict.step.context["turn"] == str(turn)
        step = Step(step.stream, step.subject, {**verdict.step.params, "pageToken": "dead"}, verdict.step.context)
    assert isinstance(SOURCE.judge(step, _error("invalidPageToken", 400), NOW), Skipped)


def test_a_refused_paid_label_is_left_out_and_unknown() -> None:
    [videos] = [step for step in SOURCE.follow(_step("uploads"), _uploads(1)) if step.stream == "videos"]
    verdict = SOURCE.judge(videos, _error("forbidden"), NOW)
    assert isinstance(verdict, FromTheStart)
    assert "paidProductPlacementDetails" not in verdict.step.params["part"]
    assert isinstance(SOURCE.judge(verdict.step, _error("forbidden"), NOW), Skipped)


def test_names_in_comments_are_masked_also_with_hyphens_and_as_links() -> None:
    text = "@user-ab1cd2 kijk op youtube.com/@kanarie-piet of https://www.youtube.com/channel/UCkanarie en mail a@b.nl"
    thread = {
        "kind": "youtube#commentThread",
        "id": "c",
        "snippet": {
            "topLevelComment": {"kind": "youtube#comment", "id": "c", "snippet": {"textOriginal": text}},
            "videoId": "v",
        },
    }
    answer = Answer(200, {}, json.dumps({"kind": "youtube#commentThreadListResponse", "items": [thread]}).encode())
    kept = json.dumps(SOURCE.scrub(_step("comment_threads"), answer, KEYS))
    for name in ("ab1cd2", "piet", "UCkanarie", "a@b.nl"):
        assert name not in kept


def test_derived_metrics_are_refused_until_the_amendment_is_accepted() -> None:
    plain, audited = policy_of("not"), policy_of("accepted")
    for derivation in Derivation:
        with pytest.raises(DerivationRefused):
            plain.check(derivation, "youtube")
    audited.check(Derivation.SCORES, "youtube")
    audited.check(Derivation.CATEGORY, "youtube")
    for derivation in (Derivation.AUDIENCE, Derivation.ACROSS_PLATFORMS):
        with pytest.raises(DerivationRefused):
            audited.check(derivation, "youtube")
    assert plain.expires(NOW) == audited.expires(NOW) == NOW + timedelta(days=30)
    assert YouTube("accepted").policy == audited
