"""Along a stream: to its next page, back to its first when the place was lost, and no further back than a run wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from kring.sources.core.reading import moment
from kring.sources.core.step import Step

STILL_MOVING = timedelta(days=30)
"""How long after it appeared a post's figures and comments are asked for again: most of both come in that time."""
TURNS = 3
"""How often a stream is begun again."""


def asked_since(since: datetime | None) -> dict[str, str]:
    """The context of a step that says from when on a run wants things."""
    return {} if since is None else {"since": since.isoformat()}


def is_before(step: Step, moments: Iterable[Any], margin: timedelta = STILL_MOVING) -> bool:
    """Whether one of these moments, as a vendor writes them, is further back than the run wants."""
    since = moment(step.context.get("since"))
    return since is not None and any(read < since - margin for one in moments if (read := moment(one)) is not None)


def next_page(step: Step, cursor: str, place: Any) -> list[Step]:
    """The step for the page that begins at a place; none without one. `cursor`: the parameter it goes in."""
    if not isinstance(place, str) or place in ("", step.params.get(cursor)):
        return []
    return [Step(step.stream, step.subject, {**step.params, cursor: place}, step.context)]


def from_its_first_page(step: Step, cursor: str) -> Step | None:
    """The stream of a step from its beginning, told apart from the first time; None when that was tried too often."""
    turn = int(step.context.get("turn", "0")) + 1
    if cursor not in step.params or turn > TURNS:
        return None
    params = {name: value for name, value in step.params.items() if name != cursor}
    return Step(step.stream, step.subject, params, {**step.context, "turn": str(turn)})


def for_another_stream(context: Mapping[str, str]) -> dict[str, str]:
    """The context of a step as another stream needs it, without how often its own was begun."""
    return {name: value for name, value in context.items() if name != "turn"}
