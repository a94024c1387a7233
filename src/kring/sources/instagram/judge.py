"""What an answer of Instagram means: Meta's codes, whose account it is, and figures that some posts don't have."""

from __future__ import annotations

from datetime import datetime

from kring.sources.core.judging import of_the_creator
from kring.sources.core.reading import at, count
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Step
from kring.sources.core.verdict import FromTheStart, Skipped, Verdict
from kring.sources.instagram import steps
from kring.sources.meta import judge as meta

NOT_ALL = Said("this kind of post does not have all figures", "dit soort bericht heeft niet alle cijfers")


def judge(step: Step, answer: Answer, now: datetime) -> Verdict:
    """The verdict on an answer."""
    verdict = meta.judge(step, answer, now, about_account=step.stream == steps.PROFILE)
    if step.stream == steps.PROFILE:
        profile = answer.json()
        return of_the_creator(verdict, step, at(profile, "username"), at(profile, "id"))
    error = at(answer.json(), "error")
    unsaid = count(at(error, "code")) == meta.INVALID and count(at(error, "error_subcode")) is None
    if isinstance(verdict, Skipped) and unsaid and (fewer := steps.with_fewer_figures(step)) is not None:
        return FromTheStart(fewer, NOT_ALL)
    return verdict
