"""What an answer of Bluesky means, by the name of the error in it; the rest is the same for every vendor.

To a cursor that means nothing Bluesky's servers answer that something went wrong inside, as they do in an outage. So a
list is begun again only when that stays so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from kring.sources.bluesky import steps
from kring.sources.bluesky.names import is_hidden
from kring.sources.core.judging import (
    BUSY,
    DEAD_CURSOR,
    NOT_THERE,
    OTHER_FORM,
    POST_GONE,
    SAME_PAGE,
    judged,
    retry_after,
)
from kring.sources.core.reading import at
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.streams import from_its_first_page
from kring.sources.core.verdict import FromTheStart, Gone, Renew, Skipped, Taken, TryAgain, Verdict

NOT_OPEN = Said("it is shown only after signing in", "het is alleen te zien na aanmelden")
HIDDEN = Said(
    "the account asks to be shown only to people who are signed in",
    "het account vraagt alleen getoond te worden aan wie is aangemeld",
)
TAKEN_DOWN = Said("Bluesky took the account down", "Bluesky heeft het account verwijderd")
SHUT = Said("the account was closed by its owner", "het account is door de eigenaar gesloten")

_GONE = {"AccountTakedown": TAKEN_DOWN, "AccountSuspended": TAKEN_DOWN, "AccountDeactivated": SHUT}
_HOLDS = {
    steps.PROFILE: "did",
    steps.FEED: "feed",
    steps.THREAD: "thread",
    steps.LIKES: "likes",
    steps.FOLLOWERS: "followers",
}


def judge(step: Step, answer: Answer, now: datetime) -> Verdict:
    """The verdict on an answer."""
    if answer.status == 429:
        return TryAgain(BUSY, retry_after(answer, now) or _until_reset(answer, now))
    if answer.status in (400, 404):
        return _refused(step, answer, now)
    verdict = judged(answer, now)
    if answer.status == 500 and (first := from_its_first_page(step, steps.CURSOR)) is not None:
        return TryAgain(BUSY, stays=FromTheStart(first, DEAD_CURSOR))
    if isinstance(verdict, Gone) and step.stream != steps.PROFILE:
        return Skipped(NOT_THERE)
    if isinstance(verdict, Renew) or answer.status == 403:
        return Skipped(NOT_OPEN)
    return _of_content(step, answer) if isinstance(verdict, Taken) else verdict


def _refused(step: Step, answer: Answer, now: datetime) -> Verdict:
    error = str(at(answer.json(), "error"))
    if error in _GONE:
        return Gone(_GONE[error])
    if step.stream == steps.PROFILE:
        return Gone(NOT_THERE)
    if (first := from_its_first_page(step, steps.CURSOR)) is not None:
        return FromTheStart(first, DEAD_CURSOR)
    if step.stream in (steps.THREAD, steps.LIKES):
        return Skipped(POST_GONE)
    verdict = judged(answer, now)
    return Skipped(NOT_THERE) if isinstance(verdict, Gone) else verdict


def _of_content(step: Step, answer: Answer) -> Verdict:
    content = answer.json()
    if not isinstance(content, Mapping) or _HOLDS[step.stream] not in content:
        return Skipped(OTHER_FORM)
    if step.stream == steps.PROFILE and is_hidden(content):
        return Gone(HIDDEN)
    cursor = content.get(steps.CURSOR)
    if cursor and cursor == step.params.get(steps.CURSOR):
        return TryAgain(SAME_PAGE)
    return Taken()


def _until_reset(answer: Answer, now: datetime) -> timedelta | None:
    reset = answer.headers.get("ratelimit-reset", "")
    if not reset.isdecimal() or len(reset) > 11:
        return None
    return max(datetime.fromtimestamp(int(reset), UTC) - now, timedelta(0))
