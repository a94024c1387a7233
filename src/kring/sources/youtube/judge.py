"""What an answer of YouTube means, by the reason in it; the rest is the same for every vendor."""

from __future__ import annotations

from datetime import datetime

from kring.sources.core.judging import BUSY, DEAD_CURSOR, NOT_THERE, judged, retry_after
from kring.sources.core.quota import Bucket
from kring.sources.core.reading import at, objects
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.streams import from_its_first_page
from kring.sources.core.verdict import FromTheStart, Gone, Renew, Skipped, Spent, Taken, TryAgain, Verdict
from kring.sources.youtube import steps

UNITS = Bucket(
    "units", 10_000, Said("units a day for everything but searching", "eenheden per dag voor alles behalve zoeken"),
    zone="America/Los_Angeles",
)  # fmt: skip
SEARCHES = Bucket("search", 100, Said("searches a day", "zoekopdrachten per dag"), zone="America/Los_Angeles")

_SPENT = {"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}
_BUSY = {
    "rateLimitExceeded", "userRateLimitExceeded", "backendError", "internalError", "processingFailure",
    "SERVICE_UNAVAILABLE", "RATE_LIMIT_EXCEEDED",
}  # fmt: skip
_NO_KEY = {"keyInvalid", "keyExpired", "accessNotConfigured", "ipRefererBlocked", "API_KEY_INVALID", "API_KEY_EXPIRED"}
_SHUT = {
    "commentsDisabled": Said("the comments are closed", "de reacties zijn gesloten"),
    "videoNotFound": Said("the video is not there any more", "de video is er niet meer"),
    "playlistNotFound": Said("the channel has no uploads", "het kanaal heeft geen uploads"),
    "playlistItemsNotAccessible": Said("the list of uploads is private", "de lijst met uploads is privé"),
    "commentNotFound": Said("the comment is not there any more", "de reactie is er niet meer"),
    "commentThreadNotFound": Said("the comment is not there any more", "de reactie is er niet meer"),
    "parentCommentNotFound": Said("the comment is not there any more", "de reactie is er niet meer"),
}
_GONE = {
    "channelNotFound": NOT_THERE,
    "channelClosed": Said("the channel was closed", "het kanaal is opgeheven"),
    "channelSuspended": Said("YouTube suspended the channel", "YouTube heeft het kanaal geschorst"),
}
_KINDS = {
    steps.SEARCH: "youtube#searchListResponse",
    steps.CHANNELS: "youtube#channelListResponse",
    steps.UPLOADS: "youtube#playlistItemListResponse",
    steps.VIDEOS: "youtube#videoListResponse",
    steps.THREADS: "youtube#commentThreadListResponse",
    steps.REPLIES: "youtube#commentListResponse",
}
WITHOUT_LABEL = Said("the paid label is only for the owner", "het betaalde label is alleen voor de eigenaar")


def judge(step: Step, answer: Answer, now: datetime) -> Verdict:
    """The verdict on an answer."""
    for reason in _reasons(answer):
        if (verdict := _of_reason(reason, step, answer, now)) is not None:
            return verdict
    verdict = judged(answer, now)
    return _of_content(step, answer) if isinstance(verdict, Taken) else verdict


def _reasons(answer: Answer) -> list[str]:
    """The reasons an error gives, the most telling first."""
    error = at(answer.json(), "error")
    named = [*objects(at(error, "errors")), *objects(at(error, "details"))]
    return [str(entry["reason"]) for entry in named if "reason" in entry]


def _of_reason(reason: str, step: Step, answer: Answer, now: datetime) -> Verdict | None:
    if reason in _SPENT:
        bucket = SEARCHES if step.stream == steps.SEARCH else UNITS
        return Spent(bucket.name, bucket.full_again(now))
    if reason in _BUSY:
        return TryAgain(BUSY, retry_after(answer, now))
    if reason in _NO_KEY:
        return Renew()
    if reason in _GONE:
        return Gone(_GONE[reason])
    if reason == "invalidPageToken" and (first := from_its_first_page(step, steps.CURSOR)) is not None:
        return FromTheStart(first, DEAD_CURSOR)
    if reason == "forbidden" and (plain := steps.without_paid_label(step)) is not None:
        return FromTheStart(plain, WITHOUT_LABEL)
    return Skipped(_SHUT[reason]) if reason in _SHUT else None


def _of_content(step: Step, answer: Answer) -> Verdict:
    """An answer of another kind than was asked for is refused; a channel that is not found comes as an empty list."""
    content = answer.json()
    kind = at(content, "kind")
    if kind != _KINDS.get(step.stream):
        return Skipped(Said(f"the answer is no list of {step.stream}", f"het antwoord is geen lijst van {step.stream}"))
    if step.stream == steps.CHANNELS and not list(objects(at(content, "items"))):
        return Gone(NOT_THERE)
    return Taken()
