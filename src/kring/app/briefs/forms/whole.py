"""The whole brief as a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kring.app.briefs.forms import choices
from kring.app.briefs.forms.choices import Names, Ticks
from kring.app.briefs.forms.goals import GoalField, written
from kring.app.web.language import page_language
from kring.app.web.presenters.problems import said
from kring.errors import KringError
from kring.match.brief import Brief
from kring.reach import Segment
from kring.vocabulary import niches, places
from kring.vocabulary.brand_categories import category_in_words, category_named
from kring.vocabulary.niches import Niche

UNKNOWN = [("keep", _("keep them, and say so")), ("leave_out", _("leave them out"))]
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
ONLY_IN_YAML = ("weights", "deliverables", "fees", "limits")
TARGET = ("provinces", "municipalities", "postcode_areas", "near", "countries", "ages", "genders", "interests")


def _segment_value(condition: str) -> Any:
    """Reads one value of a condition of a target group, as the segment does."""
    return lambda value: getattr(Segment(**{condition: (value,)}), condition)[0]


class BriefForm(forms.Form):
    """The fields of a brief. `brief` holds what was read when the form is valid.

    What only YAML can say of `over`, the brief that is changed, stays as it is. `own_niches`: what the niches of
    creators may name besides those of Kring.
    """

    name = forms.CharField(label=_("Name of the brief"), max_length=200)
    company = forms.CharField(label=_("Company"), max_length=200, required=False)
    category = forms.CharField(
        label=_("Category of the company"), max_length=200, required=False,
        help_text=_("Such as fashion. The calendar keeps a creator's posts for two companies in one category apart."),
    )  # fmt: skip
    rivals = Names(category_named, label=_("Also competes with"), help_text=_("Other categories, with commas."))
    goal = GoalField(label=_("What the plan maximises"))
    budget = forms.FloatField(
        label=_("Budget in euros, without VAT"), required=False, min_value=1, max_value=100_000_000,
        widget=forms.NumberInput({"inputmode": "decimal", "step": "any"}),
    )  # fmt: skip
    least = forms.IntegerField(label=_("Creators, at least"), required=False, min_value=0, max_value=10_000)
    most = forms.IntegerField(label=_("Creators, at most"), required=False, min_value=1, max_value=10_000)
    deliverable = forms.ChoiceField(label=_("What each makes"), choices=choices.deliverable_choices, initial="post")
    start = forms.DateField(label=_("From"), required=False, widget=DAY)
    end = forms.DateField(label=_("Until"), required=False, widget=DAY)

    interests = Names(lambda name: niches.niche(name).name, label=_("What they care about"))
    municipalities = Names(places.municipality, label=_("Municipalities"))
    provinces = Ticks(choices.province_choices, label=_("Provinces"))
    postcode_areas = Names(_segment_value("postcode_areas"), label=_("Postcode areas (four digits)"))
    near = Names(
        _segment_value("near"), lines=True, label=_("Within a distance"),
        help_text=_("One a line: 8 km around Amersfoort, or around a postcode."),
    )  # fmt: skip
    countries = Names(_segment_value("countries"), label=_("Countries (two letters)"))
    ages = Ticks(choices.AGE_LABELS, label=_("Age"))
    genders = Ticks(choices.GENDER_LABELS, label=_("Gender"))
    spoken = Ticks(choices.language_choices, label=_("Languages they speak"))

    niches = Names(lambda name: niches.niche(name).name, label=_("Niches"))
    platforms = Ticks(choices.platform_choices, label=_("Platforms"))
    tiers = Ticks(choices.tier_choices, label=_("Tiers"))
    languages = Ticks(choices.language_choices, label=_("Languages they post in"))
    required_creators = Names(str, lines=True, label=_("Must be in it"), help_text=_("Accounts, one a line."))
    forbidden_creators = Names(str, lines=True, label=_("Must not be in it"), help_text=_("Accounts, one a line."))
    unknown = forms.ChoiceField(label=_("Creators of whom this is not known"), choices=UNKNOWN, initial="leave_out")

    WHAT = (
        "name", "company", "category", "rivals", "goal", "budget", "least", "most", "deliverable", "start", "end",
    )  # fmt: skip
    WHOM = (
        "interests", "municipalities", "postcode_areas", "near", "countries", "provinces", "ages", "genders", "spoken",
    )  # fmt: skip
    WHO = ("niches", "required_creators", "forbidden_creators", "unknown", "platforms", "tiers", "languages")

    def __init__(self, *args: Any, over: Brief | None = None, own_niches: Sequence[Niche] = (), **kwargs: Any) -> None:
        super().__init__(*args, initial=answers_of(over) if over else None, **kwargs)
        self.own_niches = own_niches
        self.fields["niches"].read = lambda name: niches.niche(name, own_niches).name
        plain = over.to_dict() if over else {}
        self.kept = {name: plain[name] for name in ONLY_IN_YAML if name in plain}
        if over is not None:
            self.fields["goal"].offer(over.goal)
        for name, suggested in (("interests", "niche-names"), ("niches", "all-niche-names")):
            self.fields[name].widget.attrs.update({"list": suggested, "autocomplete": "off"})
        self.fields["municipalities"].widget.attrs.update({"list": "municipality-names", "autocomplete": "off"})

    def niche_names(self) -> list[str]:
        """Niches to suggest while typing, the organisation's own first."""
        return choices.niche_names(self.own_niches)

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in three parts with a heading each."""
        headings = (gettext("What"), gettext("Whom to reach"), gettext("Which creators"))
        names = (self.WHAT, self.WHOM, self.WHO)
        return [(head, [self[name] for name in part]) for head, part in zip(headings, names, strict=True)]

    def clean_category(self) -> str:
        """The category by its name, whichever language it was written in."""
        return category_named(self.cleaned_data["category"])

    def clean(self) -> dict[str, Any]:
        """What must hold between fields, then the brief itself."""
        given = self.cleaned_data
        if not given.get("budget") and not given.get("most") and not self.errors:
            self.add_error("budget", gettext("Say what may be spent, or how many creators at most."))
        if (given.get("category") or given.get("rivals")) and not given.get("company"):
            self.add_error("company", gettext("Say for which company: only different companies compete."))
        if given.get("rivals") and not given.get("category"):
            self.add_error("category", gettext("Say in which category the company itself is."))
        if given.get("least") and given.get("most") and given["least"] > given["most"]:
            self.add_error("least", gettext("At least is more than at most."))
        if given.get("start") and given.get("end") and given["end"] < given["start"]:
            self.add_error("end", gettext("This is before the first day."))
        for name in sorted({*given.get("required_creators", ())} & {*given.get("forbidden_creators", ())}):
            self.add_error("forbidden_creators", gettext("%(name)s must be in it as well.") % {"name": name})
        if not self.errors:
            self._read_brief()
        return given

    def _read_brief(self) -> None:
        try:
            self.brief = Brief.from_mapping({**mapping_of(self.cleaned_data), **self.kept}, own_niches=self.own_niches)
        except KringError as wrong:
            self.add_error(None, " ".join(said(wrong)).strip())


def mapping_of(given: dict[str, Any]) -> dict[str, Any]:
    """The answers as the fields of a brief's YAML, empty ones left out."""
    target = {name: list(given[name]) for name in TARGET} | {"languages": given["spoken"]}
    values = {
        **{name: given[name] for name in ("name", "company", "category", "budget", "deliverable", "unknown")},
        "rivals": list(given["rivals"]),
        "goal": given["goal"].plain(),
        "creators": {name: given[name] for name in ("least", "most") if given[name]},
        "target": {name: values for name, values in target.items() if values},
        **{name: list(given[name]) for name in ("niches", "platforms", "tiers", "languages")},
        "required": list(given["required_creators"]),
        "forbidden": list(given["forbidden_creators"]),
        "period": {name: day for name, day in (("from", given["start"]), ("until", given["end"])) if day},
    }
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def answers_of(brief: Brief) -> dict[str, Any]:
    """What the form shows for a brief that stands."""
    target = {name: list(getattr(brief.target, name)) for name in TARGET} | {"spoken": list(brief.target.languages)}
    for name in ("interests", "municipalities", "postcode_areas", "countries"):
        target[name] = ", ".join(target[name])
    around = " km rond " if page_language() == "nl" else " km around "
    target["near"] = "\n".join(text.replace(" km around ", around) for text in target["near"])
    return {
        **{name: getattr(brief, name) for name in ("name", "company", "deliverable", "unknown")},
        "category": category_in_words(brief.category, page_language()),
        "budget": int(budget) if (budget := brief.budget) is not None and budget.is_integer() else budget,
        "rivals": ", ".join(category_in_words(rival, page_language()) for rival in brief.rivals),
        **target,
        "goal": written(brief.goal),
        "least": brief.creators.least,
        "most": brief.creators.most,
        "start": brief.period.start,
        "end": brief.period.end,
        "niches": ", ".join(brief.niches),
        **{name: list(getattr(brief, name)) for name in ("platforms", "tiers", "languages")},
        "required_creators": "\n".join(brief.required),
        "forbidden_creators": "\n".join(brief.forbidden),
    }
