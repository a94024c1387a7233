"""A plan as a table of its creators, for analysis and for a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from kring.estimate import Estimate, and_basis, in_words, percent
from kring.reach.notebook import html_table

if TYPE_CHECKING:
    from kring.plan.plan import Choice, Plan

FIGURES = ("fee", "in_target", "gain", "exclusive", "price", "adds", "price_of_adding")
PLAIN = {
    "account": pa.string(),
    "shown": pa.string(),
    "platform": pa.string(),
    "tier": pa.string(),
    "followers": pa.int64(),
    "required": pa.bool_(),
}


def plan_table(plan: Plan) -> pa.Table:
    """One row a creator in the plan's order; every figure with `_low`, `_high` and `_basis` beside it."""
    columns = {name: pa.array([getattr(choice, name) for choice in plan.chosen], kind) for name, kind in PLAIN.items()}
    for name in FIGURES:
        estimates = [getattr(choice, name) for choice in plan.chosen]
        columns |= _figure_columns(name, estimates)
    others = [choice.next_best.account if choice.next_best else None for choice in plan.chosen]
    made = [choice.deliverables.name if choice.deliverables else None for choice in plan.chosen]
    weeks = [choice.week for choice in plan.chosen]
    more = {
        "next_best": pa.array(others, pa.string()),
        "deliverables": pa.array(made, pa.string()),
        "week": pa.array(weeks, pa.date32()),
    }
    return pa.table(columns | more)


def _figure_columns(name: str, estimates: list[Estimate]) -> dict[str, pa.Array]:
    known = [estimate if estimate.known else None for estimate in estimates]
    parts = {"": "value", "_low": "low", "_high": "high"}
    columns = {
        name + suffix: pa.array([None if one is None else getattr(one, part) for one in known], pa.float64())
        for suffix, part in parts.items()
    }
    return columns | {f"{name}_basis": pa.array([str(one.basis) for one in estimates], pa.string())}


def plan_html(plan: Plan) -> str:
    """The plan's sentences and a table of its creators."""
    headings = ["creator", "followers", "fee", "in target", "gain", "only this one", "EUR a person", "next best"]
    caption = plan.in_words("en")
    if plan.synthetic:
        caption = f"Synthetic data: made-up people. {caption}"
    return html_table(
        f"{caption} Gap at most {percent(plan.gap)}.", headings, [_cells(choice) for choice in plan.chosen]
    )


def _cells(choice: Choice) -> list[str]:
    followers = "unknown" if choice.followers is None else f"{choice.followers:,}"
    figures = [
        and_basis(choice.fee, "money"),
        *(in_words(one, "count") for one in (choice.in_target, choice.gain, choice.exclusive)),
        in_words(choice.price, "money"),
    ]
    return [choice.shown, followers, *figures, choice.next_best.shown if choice.next_best else "-"]
