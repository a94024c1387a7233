"""Whose eyes look: the professional account of Instagram that belongs to the page of the company's token."""

from __future__ import annotations

from typing import Any

from kring.sources.core.reading import at, text
from kring.sources.core.said import Said
from kring.sources.core.step import Answer, Call, Step
from kring.sources.core.verdict import Skipped, Taken, Verdict
from kring.sources.meta import graph

ASKER = "asker"
_FIELD = "instagram_business_account"
NO_ACCOUNT = Said(
    "no professional Instagram account belongs to a page of this token",
    "bij geen pagina van dit token hoort een professioneel Instagram-account",
)


def asked_first(step: Step) -> Step:
    """The step that finds the account which `step` is asked through; what `step` needs travels along."""
    return Step(ASKER, step.subject, {"fields": f"{_FIELD}{{id}}"}, {**step.context, "then": step.written()})


def call(step: Step) -> Call:
    """The call that lists the pages of the token."""
    return Call(graph.address(graph.FACEBOOK_HOST, "me", "accounts"), step.params)


def judged(answer: Answer, verdict: Verdict) -> Verdict:
    """The verdict, when the answer names an account."""
    found = account_in(answer.json())
    return Skipped(NO_ACCOUNT) if isinstance(verdict, Taken) and found is None else verdict


def kept(answer: Answer) -> dict[str, Any]:
    """The account's id and nothing else."""
    found = account_in(answer.json())
    return {"data": [{_FIELD: {"id": found}}] if found else []}


def follow(step: Step, content: Any) -> list[Step]:
    """The step that was put off, through the account that was found."""
    found = account_in(content)
    if found is None or "then" not in step.context:
        return []
    then = Step.read(step.context["then"])
    return [Step(then.stream, then.subject, {**then.params, ASKER: found}, then.context)]


def account_in(content: Any) -> str | None:
    """The id of the first account among the pages."""
    ids = (text(at(page, _FIELD, "id")) for page in graph.nodes(content))
    return next((found for found in ids if found and found.isascii() and found.isdecimal()), None)
