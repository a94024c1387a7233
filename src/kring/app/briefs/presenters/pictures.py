"""The pictures of a plan, each with what it says in words and its table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.app.briefs.presenters.plan import PlanShown
from kring.app.web.language import page_language
from kring.estimate import Estimate, Kind, euros, in_words, number

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, a title, what it says, the SVG, and the same as a table."""

    name: str
    title: str
    says: str
    headings: tuple[str, ...]
    rows: Rows
    svg: SafeString = SafeString("")


def pictures(shown: PlanShown, drawings: Mapping[str, str]) -> tuple[Picture, ...]:
    """The pictures of a plan; `drawings` are the SVGs by name, made by `drawing.drawn`."""
    described = [_curve(shown), _gains(shown), _overlap(shown), _frequency(shown)]
    return tuple(
        Picture(one.name, one.title, one.says, one.headings, one.rows, mark_safe(drawings.get(one.name, "")))
        for one in described
        if one is not None
    )


def _curve(shown: PlanShown) -> Picture | None:
    points = shown.curve
    if len(points) < 2:
        return None
    now = max((point for point in points if point["creators"] <= len(shown.choices)), key=lambda p: p["value"])
    last = points[-1]
    says = _("With %(creators)s creators %(most)s people are reached; the plan itself stands at %(now)s.") % {
        "creators": _whole(last["creators"]), "most": _whole(last["value"]), "now": _whole(now["value"]),
    }  # fmt: skip
    rows = tuple(
        (_euros(point["budget"]), _euros(point["cost"]), _whole(point["creators"]), _whole(point["value"]))
        for point in points
    )
    return Picture(
        "curve", _("What other budgets reach"), says, (_("Budget"), _("Fees"), _("Creators"), _("People")), rows
    )


def _gains(shown: PlanShown) -> Picture | None:
    if len(shown.choices) < 2:
        return None
    first, last = shown.choices[0], shown.choices[-1]
    says = _("%(first)s starts with %(gained)s people; %(last)s, the last, still adds %(added)s.") % {
        "first": first.shown, "gained": _said(first.gain), "last": last.shown, "added": _said(last.gain),
    }  # fmt: skip
    rows = tuple((one.shown, _said(one.gain), _said(one.in_target), _said(one.exclusive)) for one in shown.choices)
    headings = (_("Creator"), _("Adds"), _("In the target group"), _("Only this one"))
    return Picture("gains", _("What each creator adds"), says, headings, rows)


def _overlap(shown: PlanShown) -> Picture | None:
    if shown.overlap is None or not shown.overlap.combinations:
        return None
    several = [people for accounts, people in shown.overlap.combinations if len(accounts) > 1]
    says = ngettext(
        "%(number)s combination of creators shares people.",
        "%(number)s combinations of creators share people.",
        len(several),
    ) % {"number": _whole(len(several))}
    rows = tuple(
        (", ".join(shown.name_of(account) for account in accounts), _said(people))
        for accounts, people in shown.overlap.combinations[:20]
    )
    return Picture("overlap", _("Who reaches the same people"), says, (_("Reached by exactly"), _("People")), rows)


def _frequency(shown: PlanShown) -> Picture | None:
    if len(shown.distribution) < 2:
        return None
    once = shown.distribution[0][1]
    says = _("%(once)s people are reached by one creator only; the others see the brand more than once.") % {
        "once": _said(once)
    }
    rows = tuple((_whole(times), _said(people)) for times, people in shown.distribution)
    headings = (_("Creators that reach them"), _("People"))
    return Picture("frequency", _("How often people are reached"), says, headings, rows)


def _said(estimate: Estimate, kind: Kind = "count") -> str:
    return in_words(estimate, kind, page_language())


def _whole(value: float) -> str:
    return number(value, page_language())


def _euros(value: float | None) -> str:
    return "–" if value is None else euros(value, page_language(), 0)
