"""A run: asks a source for its pages one after another, keeps each, and ends in a state that says what comes next.

The first run of a process that was killed is simply started again: what was kept is not asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import tenacity

from kring.facts.person_keys import PersonKeys
from kring.sources.core.holding import go_on_with_those_due, held_until, hold, why_all_failed
from kring.sources.core.raw_log import NOTHING, RawLog
from kring.sources.core.run_state import Held, RunState, StoredRun
from kring.sources.core.said import Said
from kring.sources.core.source import Access, Source
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.verdict import (
    Counted,
    FromTheStart,
    Gone,
    Refused,
    Renew,
    Skipped,
    Spent,
    Taken,
    TryAgain,
    Verdict,
    Withdrawn,
)

TRIES = 6
PATIENCE = timedelta(minutes=5)
LATER = timedelta(hours=1)
NO_KEY = Said("the key is not accepted", "de sleutel wordt niet geaccepteerd")
NO_KEY_YET = Said("it has no key yet", "het heeft nog geen sleutel")
UNREACHABLE = Said("it can't be reached or takes too long", "het is niet te bereiken of het duurt te lang")
CONSENT_OVER = Said("the creator's consent has ended", "de toestemming van de creator is voorbij")
SOME_WAIT = Said("a part of it is asked later", "een deel wordt later gevraagd")
QUOTA_SPENT = Said("the quota is used up", "het tegoed is op")
NEARLY_SPENT = Said("the quota is nearly used up", "het tegoed is bijna op")
STOPPED = Said("it was stopped", "het werd gestopt")


class Unreachable(Exception):
    """The call brought no whole answer: no connection, too slow, too large."""


class Barred(Exception):
    """The call may not be made, or leads where it may not; the message says why."""


class ConsentOver(Exception):
    """There is no token for a subject any more, and none can be had without the creator."""


class NoKey(Exception):
    """There is no key for a subject, since nobody gave it one."""


class Client(Protocol):
    """Sends calls. `kring.sources.http.GuardedClient` is the only one that leaves this machine."""

    def send(self, call: Call) -> Answer:
        """The answer. Raises `Unreachable` or `Barred`."""
        ...


class Credentials(Protocol):
    """Adds what opens a source to a call, just before it is sent."""

    def signed(self, call: Call, subject: str) -> Call:
        """The call with the key or token of this subject. Raises `ConsentOver` or `NoKey`."""
        ...

    def renew(self, subject: str) -> bool:
        """Gets a new token; False when there is nothing to renew. Raises `ConsentOver`."""
        ...


class Clock(Protocol):
    """The time, and waiting."""

    def now(self) -> datetime:
        """The moment it is, with its zone."""
        ...

    def sleep(self, seconds: float) -> None:
        """Waits."""
        ...


@dataclass(frozen=True)
class Around:
    """What a run needs besides its source. `goes_on`: where somebody watches, it is told how the run stands after every
    page and says whether to go on. `turn`: how often all subjects are asked, also while a few of them are held up.
    """

    log: RawLog
    client: Client
    credentials: Credentials
    keys: PersonKeys
    clock: Clock
    goes_on: Callable[[StoredRun], bool] | None = None
    turn: timedelta | None = None


def run(source: Source, subjects: Mapping[str, datetime | None], around: Around) -> StoredRun:
    """Asks for all subjects, each from its moment on, or goes on where an unfinished run was.

    A subject that is held up keeps none of the others from being asked. Raises `WorkspaceProblem` when this source is
    being asked already.
    """
    log, clock = around.log, around.clock
    with log.running(source.name):
        starts = {subject: source.start(subject, since) for subject, since in subjects.items()}
        number = log.begin(source.name, starts, clock.now(), around.turn)
        down: _Down = {}
        while (step := _next_step(number, around)) is not None:
            ending = _done_with(source, number, step, around, down)
            if ending is None and around.goes_on is not None and not around.goes_on(log.stored_run(number)):
                ending = (RunState.STOPPED, None, STOPPED)
            if ending is not None:
                break
        else:
            ending = _at_the_end(number, log)
        state, until, why = ending
        log.end(number, state, clock.now(), until, why)
        return log.stored_run(number)


_Ending = tuple[RunState, datetime | None, Said]
_Down = dict[str, TryAgain]
"""Hosts that were out of order in this run, so that not every subject there waits for that anew."""


def _next_step(run: int, around: Around) -> Step | None:
    """The next step, also of a subject that was held up until now."""
    step = around.log.next_step(run)
    if step is None and go_on_with_those_due(around.log, run, around.clock.now()):
        step = around.log.next_step(run)
    return step


def _at_the_end(run: int, log: RawLog) -> _Ending:
    """How a run ends in which nobody is left to ask now."""
    if (until := held_until(log, run)) is not None:
        return RunState.WAITING, until, SOME_WAIT
    why = why_all_failed(log, run)
    return (RunState.DONE, None, NOTHING) if why is None else (RunState.FAILED, None, why)


def _held_up(
    source: Source, run: int, step: Step, around: Around, state: Held, why: Said, until: datetime, counted: Counted
) -> _Ending | None:
    """How the run ends, when what is in the way holds up every subject; else this one is left for later.

    A quota that is counted by token is its subject's own where each has one, and so is all that happens at a host where
    subjects are asked at several.
    """
    own_token = counted is Counted.OPENER and source.access.by_subject
    if not own_token and len(source.hosts) < 2:
        return RunState.WAITING, until, why
    hold(around.log, run, step.subject, state, why, until)
    return None


def _done_with(source: Source, run: int, step: Step, around: Around, down: _Down) -> _Ending | None:
    """Asks for one step and keeps what comes of it. Returns how the run ends, when it ends here."""
    log, now = around.log, around.clock.now()
    if (spent := _quota_in_the_way(source, step, log, now)) is not None:
        return _held_up(source, run, step, around, Held.SPENT, QUOTA_SPENT, spent.until, spent.counted)
    call = source.call(step)
    host = urlsplit(call.url).netloc
    answer, verdict = (None, down[host]) if host in down else _asked(source, step, call, around)
    match verdict:
        case Taken(rest, counted):
            assert answer is not None
            content = source.scrub(step, answer, around.keys)
            moment = around.clock.now()
            log.take(
                run, source.name, step, call.fingerprint, content, moment, source.policy.expires(moment),
                source.follow(step, content), source.cost(step),
            )  # fmt: skip
            if rest is not None:
                return _held_up(source, run, step, around, Held.SPENT, NEARLY_SPENT, moment + rest, counted)
        case Skipped(why):
            log.skip(run, step, why)
        case FromTheStart(first, why):
            log.restart(run, step, first, why)
        case Gone(why):
            log.end_subject(run, step.subject, "gone", why)
        case Withdrawn(why):
            log.end_subject(run, step.subject, "withdrawn", why)
        case Spent(_, until, counted):
            return _held_up(source, run, step, around, Held.SPENT, QUOTA_SPENT, until, counted)
        case Refused(why) if source.access is Access.KEY_EACH:
            hold(log, run, step.subject, Held.FAILED, why)
        case Refused(why):
            return RunState.FAILED, None, why
        case TryAgain(why, after, _, counted):
            if counted is Counted.ALL:
                down[host] = verdict
            until = around.clock.now() + (after or LATER)
            return _held_up(source, run, step, around, Held.WAITING, why, until, counted)
    return None


def _quota_in_the_way(source: Source, step: Step, log: RawLog, now: datetime) -> Spent | None:
    costs = source.cost(step)
    for bucket in source.buckets:
        units = costs.get(bucket.name, 0)
        if not units:
            continue
        spent, oldest = log.spent(source.name, bucket.name, bucket.counts_since(now))
        if spent + units > bucket.limit:
            return Spent(bucket.name, bucket.full_again(now, oldest))
    return None


def _asked(source: Source, step: Step, call: Call, around: Around) -> tuple[Answer | None, Verdict]:
    """The answer that counts, after waiting and a renewed token where those help."""
    answer, verdict = _patiently_sent(source, step, call, around)
    if isinstance(verdict, Renew):
        try:
            if around.credentials.renew(step.subject):
                answer, verdict = _patiently_sent(source, step, call, around)
        except ConsentOver:
            return None, Withdrawn(CONSENT_OVER)
    if isinstance(verdict, Renew):
        return None, Withdrawn(CONSENT_OVER) if source.access is Access.CONSENT else Refused(NO_KEY)
    return _whole_or_skipped(answer, verdict)


def _patiently_sent(source: Source, step: Step, call: Call, around: Around) -> tuple[Answer | None, Verdict]:
    """The answer to a call, which is sent up to `TRIES` times while what is in the way passes within `PATIENCE`."""
    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_result(lambda result: _is_worth_waiting(result[1])),
        wait=_wait,
        stop=tenacity.stop_after_attempt(TRIES),
        sleep=around.clock.sleep,
        retry_error_callback=lambda state: state.outcome.result() if state.outcome else None,
    )
    answer, verdict = retrying(_sent, source, step, call, around)
    return answer, verdict


def _whole_or_skipped(answer: Answer | None, verdict: Verdict) -> tuple[Answer | None, Verdict]:
    """A page that stays unreadable however often it is asked must not hold up all others."""
    if isinstance(verdict, TryAgain) and answer is not None and verdict.stays is not None:
        return answer, verdict.stays
    if isinstance(verdict, TryAgain) and answer is not None and answer.status == 200:
        return answer, Skipped(verdict.why)
    return answer, verdict


def _sent(source: Source, step: Step, call: Call, around: Around) -> tuple[Answer | None, Verdict]:
    try:
        signed = around.credentials.signed(call, step.subject)
        answer = around.client.send(signed)
    except ConsentOver:
        return None, Withdrawn(CONSENT_OVER)
    except NoKey:
        return None, Refused(NO_KEY_YET)
    except Unreachable:
        return None, TryAgain(UNREACHABLE)
    except Barred as why:
        return None, Skipped(Said(f"it may not be asked: {why}", "het mag niet gevraagd worden"))
    now = around.clock.now()
    verdict = source.judge(step, answer, now)
    if not isinstance(verdict, Taken):
        around.log.spend(source.name, source.cost(step), now)
    return answer, verdict


def _is_worth_waiting(verdict: Verdict) -> bool:
    return isinstance(verdict, TryAgain) and (verdict.after or timedelta(0)) <= PATIENCE


def _wait(state: tenacity.RetryCallState) -> float:
    """As long as the source asks, else 1, 2, 4, ... seconds."""
    verdict = state.outcome.result()[1] if state.outcome else None
    asked = verdict.after if isinstance(verdict, TryAgain) else None
    return asked.total_seconds() if asked is not None else float(2 ** (state.attempt_number - 1))
