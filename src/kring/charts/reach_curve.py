"""The reach curve: how many different people each budget reaches, and where this plan stands on it."""

from __future__ import annotations

import altair as alt

from kring.charts.look import WIDTH
from kring.charts.picture import finished
from kring.estimate import Language, euros, number, percent
from kring.plan import CurvePoint, Plan
from kring.plan.objectives import UNITS, Reach

WORDS: dict[Language, dict[str, str]] = {
    "nl": {
        "title": "Wat elk budget bereikt",
        "other": "Wat elk budget oplevert",
        "budget": "budget (EUR)",
        "count": "aantal creators",
        "people": "verschillende mensen in de doelgroep",
        "curve": "beste keuze",
        "plan": "dit plan",
        "bound": "bewezen grens",
    },
    "en": {
        "title": "What each budget reaches",
        "other": "What each budget brings",
        "budget": "budget (EUR)",
        "count": "number of creators",
        "people": "different people in the target group",
        "curve": "best choice",
        "plan": "this plan",
        "bound": "proven bound",
    },
}
BOUND_LIFTED = -9
"""Pixels that put the tip of the bound's triangle on the bound, so that it does not hide the plan just below it."""


def reach_curve(plan: Plan, language: Language = "en") -> alt.Chart:
    """Reach against budget (or number of creators, without a budget), with the plan and its proven bound marked."""
    words, by_budget = _words(plan, language), plan.brief.budget is not None
    points = [{"x": _across(point), "y": point.value, "what": words["curve"]} for point in plan.curve]
    here = plan.brief.budget if by_budget else len(plan.chosen)
    plan_mark = {"x": here, "y": float(plan.value), "what": words["plan"]}
    bound_mark = {"x": here, "y": plan.bound, "what": words["bound"]}
    kinds = alt.Scale(domain=[words["curve"], words["plan"], words["bound"]])
    x = alt.X(
        "x:Q", title=words["budget" if by_budget else "count"], axis=alt.Axis(format=",.0f", tickCount=6, grid=False)
    )
    y = alt.Y("y:Q", title=words["people"], axis=alt.Axis(format=",.0f", tickCount=5))
    kind = alt.Color("what:N", title=None, scale=kinds)
    line = (
        alt.Chart(alt.Data(values=points))
        .mark_line(strokeWidth=2.5, point=alt.OverlayMarkDef(size=30))
        .encode(x, y, kind)
    )
    shape = alt.Shape(
        "what:N", title=None, scale=alt.Scale(domain=kinds.domain, range=["circle", "diamond", "triangle-down"])
    )
    bound, dot = (
        alt.Chart(alt.Data(values=[mark]))
        .mark_point(size=160, filled=True, opacity=1, strokeWidth=3, yOffset=lifted)
        .encode(x, y, kind, shape)
        for mark, lifted in ((bound_mark, BOUND_LIFTED), (plan_mark, 0))
    )
    headings = [words["budget" if by_budget else "count"], words["people"]]
    rows = [[number(_across(point), language), number(point.value, language)] for point in plan.curve]
    drawn = alt.layer(line, bound, dot).properties(width=WIDTH, height=280)
    return finished(
        drawn, language, title=words["title"], described=_said(plan, language), headings=headings, rows=rows,
        synthetic=plan.synthetic,
    )  # fmt: skip


def _words(plan: Plan, language: Language) -> dict[str, str]:
    """The words for what the plan maximises."""
    words = WORDS[language]
    if plan.objective.name == "reach" and plan.objective.words == Reach().words:
        return words
    return {**words, "title": words["other"], "people": plan.objective.words.said_in(language)}


def _across(point: CurvePoint) -> float:
    return float(point.creators) if point.budget is None else point.budget


def _said(plan: Plan, language: Language) -> str:
    first, last = plan.curve[0], plan.curve[-1]
    people, bound, gap = number(float(plan.value), language), number(plan.bound, language), percent(plan.gap, language)
    if plan.brief.budget is None:
        ends = [(str(point.creators), number(point.value, language)) for point in (first, last)]
    else:
        ends = [(euros(_across(point), language, 0), number(point.value, language)) for point in (first, last)]
    (low, few), (high, many) = ends
    what = UNITS[plan.objective.unit].said_in(language)
    unit = {"nl": " creators", "en": " creators"}[language] if plan.brief.budget is None else ""
    if language == "nl":
        said = f"Lijn die stijgt van {few} {what} bij {low}{unit} tot {many} bij {high}{unit}. "
        return said + f"Dit plan: {people}; de bewezen grens is {bound}, hoogstens {gap} hoger."
    said = f"A line that rises from {few} {what} at {low}{unit} to {many} at {high}{unit}. "
    return said + f"This plan: {people}; the proven bound is {bound}, a gap of at most {gap}."
