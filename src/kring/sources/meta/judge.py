"""What Meta's error codes mean. The numbers are those of its own documentation and of what connectors met in use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from kring.sources.core.judging import BUSY, DEAD_CURSOR, NOT_THERE, judged, retry_after
from kring.sources.core.reading import at, count, objects
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.streams import from_its_first_page
from kring.sources.core.verdict import (
    Counted,
    FromTheStart,
    Gone,
    Renew,
    Skipped,
    Spent,
    Taken,
    TryAgain,
    Verdict,
    Withdrawn,
)
from kring.sources.meta.graph import AFTER, CALLS

OF_THE_APP, OF_AN_ACCOUNT = frozenset({4}), frozenset({17, 32, 613, 80002})
"""Too many calls: of all who use the app, or of the account, user or page that the token is of."""
PASSING, TOKEN = frozenset({1, 2, 200, 341, 368}), frozenset({102, 190})
APP_REMOVED, NO_SUCH_OBJECT, NO_SUCH_NAME, BEFORE_PROFESSIONAL = 458, 33, 2207013, 2108006
SUPPRESSED_CODE, INVALID, NOBODY = 10, 100, 110
AN_HOUR, A_WHILE = timedelta(hours=1), timedelta(minutes=15)
NEARLY_ALL = 95
"""Percent of what Meta grants in a rolling hour, from where the run rests a while of its own accord."""

_HEADERS = {Counted.ALL: "x-app-usage", Counted.OPENER: "x-business-use-case-usage"}

SUPPRESSED = Said(
    "Meta holds this back, mostly because it is about too few people: it stays unknown",
    "Meta houdt dit achter, meestal omdat het over te weinig mensen gaat: het blijft onbekend",
)
REMOVED = Said("the creator withdrew the consent at Instagram", "de creator trok de toestemming in bij Instagram")
NOT_SEEN = Said("it is not there any more, or may not be seen", "het is er niet meer, of mag niet gezien worden")
TOO_OLD = Said("the post is older than the professional account", "het bericht is ouder dan het professionele account")


def judge(step: Step, answer: Answer, now: datetime, *, about_account: bool) -> Verdict:
    """The verdict on an answer. `about_account`: the step asks for the account itself: when that is absent, it ends."""
    error = at(answer.json(), "error")
    if isinstance(error, Mapping):
        code, subcode = count(error.get("code")), count(error.get("error_subcode"))
        if (verdict := _of_code(code, subcode, step, answer, now, about_account)) is not None:
            return verdict
    verdict = judged(answer, now)
    if isinstance(verdict, Taken) and (counted := _nearly_used_up(answer)) is not None:
        return Taken(_regained(answer, counted) or A_WHILE, counted)
    return verdict


def _of_code(
    code: int | None, subcode: int | None, step: Step, answer: Answer, now: datetime, about_account: bool
) -> Verdict | None:
    if code in TOKEN:
        return Withdrawn(REMOVED) if subcode == APP_REMOVED else Renew()
    if code in OF_THE_APP | OF_AN_ACCOUNT:
        return _spent(Counted.ALL if code in OF_THE_APP else Counted.OPENER, answer, now)
    if code in PASSING:
        return TryAgain(BUSY, retry_after(answer, now))
    if code == SUPPRESSED_CODE:
        return Skipped(SUPPRESSED)
    if BEFORE_PROFESSIONAL in (code, subcode):
        return Skipped(TOO_OLD)
    if subcode == NO_SUCH_NAME or code == NOBODY:
        return Gone(NOT_THERE)
    if code == INVALID and subcode == NO_SUCH_OBJECT:
        return Gone(NOT_THERE) if about_account else Skipped(NOT_SEEN)
    if code == INVALID and (first := from_its_first_page(step, AFTER)) is not None:
        return FromTheStart(first, DEAD_CURSOR)
    return None


def _spent(by_code: Counted, answer: Answer, now: datetime) -> Verdict:
    """Whose calls are used up and until when: as the headers say, and where they don't, as the code does."""
    counted = _nearly_used_up(answer) or by_code
    regained = _regained(answer, counted)
    if regained is None:
        return TryAgain(BUSY, retry_after(answer, now) or AN_HOUR, counted=counted)
    return Spent(CALLS.name, now + regained, counted)


def _nearly_used_up(answer: Answer) -> Counted | None:
    """Which of what is granted is at its limit: what all who use the app share, or what the account has."""
    return next((counted for counted in Counted if any(map(_is_nearly_used_up, _usages(answer, counted)))), None)


def _is_nearly_used_up(usage: Mapping[str, Any]) -> bool:
    told = [usage.get(name) for name in ("call_count", "total_cputime", "total_time")]
    shares = [number for number in told if isinstance(number, int | float)]
    return max(shares, default=0) >= NEARLY_ALL or _wait(usage) > 0


def _regained(answer: Answer, counted: Counted) -> timedelta | None:
    """How long until calls are granted again, where a header says so: the longest of those that are at their limit."""
    minutes = max(map(_wait, _usages(answer, counted)), default=0)
    return timedelta(minutes=minutes) if minutes > 0 else None


def _wait(usage: Mapping[str, Any]) -> int:
    """Minutes until calls are granted again; 0 where none is told."""
    minutes = count(usage.get("estimated_time_to_regain_access"))
    return 0 if minutes is None else minutes


def _usages(answer: Answer, counted: Counted) -> Iterator[Mapping[str, Any]]:
    """The entries of X-App-Usage (one for the app), or of X-Business-Use-Case-Usage (by account)."""
    try:
        told = json.loads(answer.headers.get(_HEADERS[counted], "null"))
    except ValueError:
        return
    if isinstance(told, Mapping):
        yield told
        for entries in told.values():
            yield from objects(entries)
