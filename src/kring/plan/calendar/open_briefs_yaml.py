"""Open briefs as YAML: reading with the line of every fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kring.errors import BadInput
from kring.match.brief import Brief
from kring.match.brief_checks import placed
from kring.match.lined import Lined, given, lined, text_of
from kring.plan.calendar.open_briefs import OpenBrief, OpenBriefs
from kring.plan.calendar.open_briefs_values import (
    BRIEF_READERS,
    READERS,
    RUNNING_READERS,
    TERM_READERS,
    count,
    missing,
    text,
)
from kring.plan.calendar.wishes import BriefTerms, CreatorTerms, Quota, Running
from kring.vocabulary.niches import Niche

FIELDS = (
    "first_week", "weeks", "competitor_distance", "observed_weeks", "spares", "everyone", "briefs", "creators",
    "running", "brands",
)  # fmt: skip
TERMS = ("per_week", "most_posts", "in_weeks", "weeks_apart", "lead_weeks", "blackout")
EXCLUSIVE = ("before", "after")
BRIEF_FIELDS = (
    "file", "brief", "brand", "category", "exclusive", "rivals", "embargo", "least", "most", "each_week", "quotas",
)  # fmt: skip
RUNNING_FIELDS = ("creator", "brand", "category", "week", "exclusive", "rivals")


def read_open_briefs(source: str | Path, own_niches: Sequence[Niche] = ()) -> OpenBriefs:
    """What a calendar file says, and the briefs it names."""
    file, said = text_of(source)
    whole = lined(said, file)
    fields = whole.fields(FIELDS, "a calendar")
    for name in ("first_week", "weeks", "briefs"):
        if name not in fields:
            with placed(file, None, name):
                raise missing(name)
    folder = Path(file).parent if file else Path()
    named = fields["creators"].fields(None, "'creators'") if "creators" in fields else {}
    everyone = _terms("", fields["everyone"], CreatorTerms("")) if "everyone" in fields else CreatorTerms("")
    return OpenBriefs(
        **given(fields, READERS),
        briefs=tuple(_brief(one, folder, own_niches) for one in fields["briefs"].entries("briefs")),
        everyone=everyone,
        creators=tuple(_terms(name, one, everyone) for name, one in named.items()),
        running=tuple(_running(one) for one in (fields["running"].entries("running") if "running" in fields else ())),
        categories=_categories(fields["brands"]) if "brands" in fields else {},
        file=file, lines=_lines(fields, named),
    )  # fmt: skip


def _lines(fields: Mapping[str, Lined], named: Mapping[str, Lined]) -> dict[str, int]:
    """The line of every creator that is named, the first where it is named twice."""
    running = fields["running"].entries("running") if "running" in fields else []
    lines = {str(one.value["creator"].value): one.value["creator"].line for one in reversed(running)}
    return {**lines, **{name: one.line for name, one in named.items()}}


def _brief(one: Lined, folder: Path, own_niches: Sequence[Niche]) -> OpenBrief:
    fields = one.fields(BRIEF_FIELDS, "'briefs'")
    if ("file" in fields) == ("brief" in fields):
        with placed(one.file, one.line, None):
            raise BadInput(
                "a brief needs either 'file' or 'brief'.",
                "Name a file (file: spring.yaml), or write the brief's fields below 'brief:'.",
                nl="een opdracht heeft 'file' of 'brief' nodig, een van de twee.",
                nl_advice="Noem een bestand (file: lente.yaml), of schrijf de velden van de opdracht onder 'brief:'.",
            )
    if "file" in fields:
        brief = Brief.from_yaml(folder / str(fields["file"].value), own_niches=own_niches)
    else:
        brief = fields["brief"].read("brief", partial(_inline_brief, own_niches=own_niches))
    values = _with_exclusive(fields, _of_brief(brief) | given(fields, BRIEF_READERS))
    for name in ("brand", "category"):
        if name not in values:
            with placed(one.file, one.line, name):
                raise missing(name)
    creators = {name: values.pop(name) for name in ("least", "most") if name in values}
    quotas = fields["quotas"].fields(None, "'quotas'") if "quotas" in fields else {}
    terms = BriefTerms(brief.name, **values, quotas=tuple(_quota(name, quota) for name, quota in quotas.items()))
    return OpenBrief(replace(brief, creators=replace(brief.creators, **creators)), terms)


def _of_brief(brief: Brief) -> dict[str, Any]:
    """What the brief itself says of its brand; the calendar's own fields go before it."""
    own = {"brand": brief.company, "category": brief.category, "rivals": brief.rivals}
    return {name: value for name, value in own.items() if value}


def _inline_brief(value: Any, own_niches: Sequence[Niche]) -> Brief:
    return Brief.from_mapping(value if isinstance(value, dict) else {}, own_niches=own_niches)


def _quota(mark: str, one: Lined) -> Quota:
    fields = one.fields(("least", "most"), "'quotas'")
    return Quota(mark, **given(fields, {"least": count, "most": count}))


def _with_exclusive(fields: Mapping[str, Lined], values: dict[str, Any]) -> dict[str, Any]:
    if "rivals" in values:
        values["rival_categories"] = values.pop("rivals")
    if "exclusive" in fields:
        weeks = given(fields["exclusive"].fields(EXCLUSIVE, "'exclusive'"), dict.fromkeys(EXCLUSIVE, count))
        values.update({f"exclusive_{name}": number for name, number in weeks.items()})
    return values


def _terms(name: str, one: Lined, everyone: CreatorTerms) -> CreatorTerms:
    return replace(everyone, creator=name, **given(one.fields(TERMS, "the terms of a creator"), TERM_READERS))


def _running(one: Lined) -> Running:
    fields = one.fields(RUNNING_FIELDS, "'running'")
    for name in ("creator", "brand", "week"):
        if name not in fields:
            with placed(one.file, one.line, name):
                raise missing(name)
    return Running(**{"category": "", **_with_exclusive(fields, given(fields, RUNNING_READERS))})


def _categories(one: Lined) -> dict[str, str]:
    return {brand: category.read(brand, text) for brand, category in one.fields(None, "'brands'").items()}
