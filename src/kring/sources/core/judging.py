"""What answers mean that is the same for every vendor: passing trouble, refusals, and what is not there.

429 and 503 may say how long to wait (RFC 9110, Retry-After: seconds or a date). Sources look at their own error codes
first and leave the rest to this.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.verdict import Gone, Renew, Skipped, Taken, TryAgain, Verdict

BUSY = Said("it is busy or out of order", "het is druk of het hapert")
NO_JSON = Said("its answer is cut off or no JSON", "het antwoord is afgebroken of geen JSON")
NOT_THERE = Said("the account is not there", "het account is er niet")
POST_GONE = Said("the post is not there any more", "het bericht is er niet meer")
DEAD_CURSOR = Said("the place in the list was lost", "de plek in de lijst ging verloren")
SAME_PAGE = Said("the same page came again", "dezelfde pagina kwam nog eens")
OTHER_FORM = Said("the answer has another form than was asked for", "het antwoord heeft een andere vorm dan gevraagd")
ANOTHER = Said(
    "the consent was given by another account, so nothing of it is taken",
    "de toestemming kwam van een ander account, dus er wordt niets van overgenomen",
)
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


def judged(answer: Answer, now: datetime, *, json: bool = True) -> Verdict:
    """The verdict by status, and by whether the body is JSON where that is expected."""
    if answer.status in _PASSING:
        return TryAgain(BUSY, retry_after(answer, now))
    if answer.status == 401:
        return Renew()
    if answer.status in (404, 410):
        return Gone(NOT_THERE)
    if answer.status >= 300:
        said = f"status {answer.status}"
        return Skipped(Said(f"it was refused ({said})", f"het werd geweigerd ({said})"))
    if json and answer.json() is None:
        return TryAgain(NO_JSON)
    return Taken()


def retry_after(answer: Answer, now: datetime) -> timedelta | None:
    """How long the source asks to wait, when it says so in a form that can be read."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return timedelta(seconds=int(said))
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(moment - now, timedelta(0))


def of_the_creator(verdict: Verdict, step: Step, *names: object) -> Verdict:
    """The verdict on a profile that a creator's token led to: it must be of the account that was asked about, by one of
    the names that the platform has for it, such as its handle and its number.

    A consent ends under the name it was given, so nothing may come in of an account that has no such name.
    """
    asked = step.subject.strip().lstrip("@").lower()
    same = any(isinstance(name, str) and name.strip().lower() == asked for name in names)
    return verdict if same or not isinstance(verdict, Taken) else Skipped(ANOTHER)
