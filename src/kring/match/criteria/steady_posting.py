"""A plugin that comes with Kring: who posts steadily can deliver in the period of a brief, who floods is overlooked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files

from kring.match.brief import Brief
from kring.match.criteria.bits import At
from kring.match.criteria.criterion import Criterion, Floats
from kring.match.criteria.hooks import kring_hook, whatever_the_brief
from kring.match.criteria.pool import Pool
from kring.match.criteria.reading import read_criteria


@kring_hook
def kring_criteria() -> Sequence[Criterion]:
    """How steadily an account posts."""
    text = files("kring.match.criteria").joinpath("steady_posting.yaml").read_text(encoding="utf-8")
    return read_criteria(text).all


@kring_hook
def kring_quantities() -> Mapping[str, Callable[[Brief, Pool, At], Floats | None]]:
    """Posts a week."""
    return {"steady_posts_per_week": _posts_per_week}


@whatever_the_brief
def _posts_per_week(brief: Brief, pool: Pool, at: At) -> Floats:
    return pool.figure("posts_per_week")[at]
