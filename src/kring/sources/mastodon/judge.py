"""What an answer of a Mastodon server means. Where it says when the quota is full again, that long is waited."""

from __future__ import annotations

from datetime import datetime, timedelta

from kring.sources.core.judging import (
    BUSY,
    DEAD_CURSOR,
    NOT_THERE,
    POST_GONE,
    SAME_PAGE,
    judged,
    retry_after,
)
from kring.sources.core.reading import at, moment
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.streams import from_its_first_page
from kring.sources.core.verdict import FromTheStart, Gone, Renew, Skipped, Taken, TryAgain, Verdict
from kring.sources.mastodon import steps
from kring.sources.mastodon.form import LISTED, unasked

NOT_OPEN = Said("the server shows this only after signing in", "de server toont dit alleen na aanmelden")
SUSPENDED = Said("the server suspended the account", "de server heeft het account geschorst")


def judge(step: Step, answer: Answer, now: datetime) -> Verdict:
    """The verdict on an answer."""
    if answer.status == 429:
        return TryAgain(BUSY, retry_after(answer, now) or _until_reset(answer, now))
    if answer.status in (400, 422) and (first := from_its_first_page(step, steps.CURSOR)) is not None:
        return FromTheStart(first, DEAD_CURSOR)
    verdict = judged(answer, now)
    if isinstance(verdict, Gone) and step.stream != steps.PROFILE:
        return Skipped(POST_GONE if step.stream in (steps.CONTEXT, steps.LIKERS) else NOT_THERE)
    if isinstance(verdict, Renew) or answer.status == 403:
        return Skipped(NOT_OPEN)
    return _of_content(step, answer) if isinstance(verdict, Taken) else verdict


def _of_content(step: Step, answer: Answer) -> Verdict:
    content = answer.json()
    if (why := unasked(step.stream, content)) is not None:
        return Skipped(why)
    if step.stream == steps.PROFILE and at(content, "suspended") is True:
        return Gone(SUSPENDED)
    cursor = steps.next_cursor(answer)
    if step.stream in LISTED and cursor is not None and cursor == step.params.get(steps.CURSOR):
        return TryAgain(SAME_PAGE)
    return Taken()


def _until_reset(answer: Answer, now: datetime) -> timedelta | None:
    reset = moment(answer.headers.get("x-ratelimit-reset"))
    return None if reset is None else max(reset - now, timedelta(0))
