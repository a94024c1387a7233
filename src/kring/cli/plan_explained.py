"""What `kring plan --explain` adds: every limit, other budgets, who was left out, and who was passed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kring.cli.output import show_table
from kring.estimate import Language, and_basis, euros, number, percent
from kring.estimate.wording import Kind, value_in_words

if TYPE_CHECKING:
    from kring.plan import Plan

SHOWN_LEFT_OUT = 30
Headings = Mapping[str, str]


def explain_plan(plan: Plan, language: Language, words: Headings) -> None:
    """The tables behind a plan; `words` are their headings."""
    _show_parts(plan, language, words)
    _show_limits(plan, language, words)
    _show_curve(plan, language, words)
    _show_passed_over(plan, language, words)
    _show_left_out(plan, language, words)


def _show_parts(plan: Plan, language: Language, words: Headings) -> None:
    from kring.plan.goal_words import amount, estimated

    rows = [
        (
            part.objective.words.said_in(language),
            percent(part.weight, language, 0),
            estimated(part.value, part.objective.unit, language),
            amount(part.best, part.objective.unit, language),
        )
        for part in plan.parts
    ]
    if rows:
        show_table(words["parts"], (words["part"], words["weight"], words["brings"], words["alone"]), rows)


def _show_limits(plan: Plan, language: Language, words: Headings) -> None:
    from kring.plan.goal_words import amount, counted_unit

    unit = counted_unit(plan.objective)
    rows = []
    for one in plan.limits:
        about = f" ({one.subject.said_in(language)})" if one.subject else ""
        kind: Kind = "share" if one.is_share else "number"
        ends = ["-" if end is None else value_in_words(end, kind, language) for end in (one.least, one.most)]
        more = "-" if one.one_more is None else amount(one.one_more, unit, language)
        rows.append((one.sentence.said_in(language) + about, value_in_words(one.used, kind, language), *ends, more))
    if rows:
        headings = [words[name] for name in ("limit", "used", "least", "most", "one_more")]
        show_table(words["limits"], headings, rows)


def _show_curve(plan: Plan, language: Language, words: Headings) -> None:
    from kring.plan.goal_words import amount, counted_unit, is_plain_reach

    unit, plain = counted_unit(plan.objective), is_plain_reach(plan)
    rows = [
        (
            euros(point.budget, language, 0) if point.budget is not None else "-",
            number(point.creators, language),
            number(point.value, language) if plain else amount(point.value, unit, language),
        )
        for point in plan.curve
    ]
    headings = (words["budget"], words["creators"], words["reach" if plain else "brings"])
    show_table(words["curve"], headings, rows)


def _show_passed_over(plan: Plan, language: Language, words: Headings) -> None:
    rows = [
        (
            f"{one.shown} ({one.account})",
            one.deliverables.said_in(language),
            and_basis(one.fee, "money", language),
            one.why.said_in(language),
        )
        for one in plan.passed_over
    ]
    if rows:
        show_table(words["passed_over"], (words["creator"], words["makes"], words["fee"], words["why"]), rows)


def _show_left_out(plan: Plan, language: Language, words: Headings) -> None:
    rows = [
        (one.account, "; ".join(reason.said_in(language) for reason in one.reasons))
        for one in plan.left_out[:SHOWN_LEFT_OUT]
    ]
    if rows:
        count = f"{number(len(rows), language)} / {number(len(plan.left_out), language)}"
        show_table(words["left_out"], (words["creator"], words["why"]), rows, count)
