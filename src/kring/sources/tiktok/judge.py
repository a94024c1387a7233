"""What an answer of TikTok means: every one carries an error, whose code is `ok` when there is none."""

from __future__ import annotations

from datetime import datetime

from kring.sources.core.judging import BUSY, DEAD_CURSOR, judged, of_the_creator, retry_after
from kring.sources.core.reading import at, text
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.streams import from_its_first_page
from kring.sources.core.verdict import FromTheStart, Renew, Skipped, Taken, TryAgain, Verdict
from kring.sources.tiktok import steps

_TOKEN = frozenset({"access_token_invalid", "access_token_expired"})
_BUSY = frozenset({"rate_limit_exceeded", "internal_error"})
_NOT_GRANTED = frozenset({"scope_not_authorized", "scope_permission_missed"})
NOT_GRANTED = Said("the creator did not agree to this part", "de creator stemde met dit deel niet in")


def judge(step: Step, answer: Answer, now: datetime) -> Verdict:
    """The verdict on an answer."""
    verdict = _judged(step, answer, now)
    if step.stream != steps.PROFILE:
        return verdict
    return of_the_creator(verdict, step, at(answer.json(), "data", "user", "username"))


def _judged(step: Step, answer: Answer, now: datetime) -> Verdict:
    code = text(at(answer.json(), "error", "code"))
    if code in _TOKEN:
        return Renew()
    if code in _BUSY:
        return TryAgain(BUSY, retry_after(answer, now))
    if code in _NOT_GRANTED:
        return Skipped(NOT_GRANTED)
    if code == "invalid_params" and (first := from_its_first_page(step, steps.CURSOR)) is not None:
        return FromTheStart(first, DEAD_CURSOR)
    verdict = judged(answer, now)
    if isinstance(verdict, Taken) and code != "ok":
        return Skipped(Said(f"it was refused ({code})", f"het werd geweigerd ({code})"))
    return verdict
